"""Reading the partnership's register of reviewers, and the complaints."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from safeguarding.cases.queries import visible_to
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.practice_reviews.models import Candidate, Complaint, Reviewer
from safeguarding.statute.permission import Act


def reviewers(by: Acting) -> QuerySet[Reviewer]:
    """The register, for those who may read it."""
    here = Reviewer.objects.filter(partnership=by.seat.partnership_id).prefetch_related("past_work")
    return here if may_here(by, Act.SEE_REVIEWERS, by.partnership) else here.none()


def reviews_of(by: Acting, reviewer: Reviewer) -> list[Candidate]:
    """The cases that they reviewed or review, among those that the reader may see."""
    found = Candidate.objects.filter(
        reviewer=reviewer, appointed_on__isnull=False, case__in=visible_to(by)
    ).select_related("case__partnership")
    return list(found.order_by("-appointed_on", "-id"))


def under_way_now(by: Acting) -> dict[int, int]:
    """How many reviews, among those that the reader may see, each reviewer has in hand, by their key."""
    found = Candidate.objects.filter(
        appointed_on__isnull=False, removed_on__isnull=True, ends__gte=timezone.localdate(),
        case__in=visible_to(by), case__closed=False,
    )  # fmt: skip
    counted: dict[int, int] = {}
    for key in found.values_list("reviewer", flat=True):
        counted[key] = counted.get(key, 0) + 1
    return counted


def complaints(by: Acting) -> QuerySet[Complaint]:
    """The complaints, for those who may read them; never one about the reader."""
    here = Complaint.objects.filter(partnership=by.seat.partnership_id)
    here = here.select_related("reviewer", "noted_by__person").exclude(
        reviewer__email__iexact=by.person.email
    )
    return here if may_here(by, Act.SEE_REVIEWER_COMPLAINTS, by.partnership) else here.none()


def on_the_register(by: Acting) -> list[Reviewer]:
    """Whom a complaint may be about, for whoever notes it."""
    if not may_here(by, Act.KEEP_REVIEWER_COMPLAINTS, by.partnership):
        return []
    return list(Reviewer.objects.filter(partnership=by.seat.partnership_id))
