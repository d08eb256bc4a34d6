"""Reading what a practice review recommends."""

from __future__ import annotations

from django.db.models import QuerySet

from safeguarding.cases.models import Case
from safeguarding.improvements.models import Recommendation, Source
from safeguarding.statute.terms import LearningSource


def source_of(case: Case) -> Source | None:
    """Where the recommendations of the case's practice review stand in the register, once there is one."""
    return case.learning_sources.filter(kind=LearningSource.PRACTICE_REVIEW.value).order_by("pk").first()


def recommended(source: Source | None) -> QuerySet[Recommendation]:
    """The recommendations in their order, with the agencies that they are for."""
    found = Recommendation.objects.filter(source=source) if source else Recommendation.objects.none()
    return found.prefetch_related("agencies__names").order_by("number")
