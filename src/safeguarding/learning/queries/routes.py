"""Reading directions and ways of learning."""

from __future__ import annotations

from django.db.models import QuerySet

from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.learning.models import Direction, LearningRoute
from safeguarding.statute.facts import Kind


def directions() -> QuerySet[Direction]:
    """Directions with everybody named on them, in a fixed number of queries."""
    return Direction.objects.select_related(
        "case__partnership", "case__stream", "agency", "seat__person", "seat__agency", "given_by__person"
    ).prefetch_related("answers__seat__person", "agency__names", "seat__agency__names")


def routes(case: Case) -> QuerySet[LearningRoute]:
    """The ways of learning of a case, with who agreed."""
    return (
        case.learning_routes.select_related("agency", "proposed_by__person", "outcome")
        .prefetch_related("agreements__seat__person", "agency__names")
        .order_by("id")
    )


def decided(case: Case) -> list[Fact]:
    """The facts by which another way of learning stands."""
    return list(case.facts.filter(current=True, kind=Kind.LEARNING_ROUTE_DECIDED.value).order_by("id"))


def report_due(case: Case) -> Deadline | None:
    """By when a single agency reports."""
    return case.deadlines.filter(kind="single_agency_report", met_on__isnull=True).first()
