"""Reading the lines of enquiry of a practice review."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from safeguarding.cases.models import Case, Fact
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import LineOfEnquiry
from safeguarding.rapid_reviews.models import Outcome
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Role


def lines_of(case: Case) -> QuerySet[LineOfEnquiry]:
    """The lines as they stand, with those withdrawn, in order of their numbers."""
    return case.lines_of_enquiry.filter(current=True).select_related("seat__person")


def left_open(case: Case) -> str:
    """What the group wrote as left open with the outcome of the review before."""
    outcome = Outcome.objects.filter(review__case=case, current=True).first()
    return outcome.lines_of_enquiry if outcome else ""


def work(by: Acting) -> list[WorkItem]:
    """Practice reviews that have no line of enquiry yet, for whoever writes them."""
    if by.role not in {Role.PARTNERSHIP_MANAGER, Role.LEAD_REVIEWER}:
        return []
    decided = Fact.objects.filter(case=OuterRef("pk"), kind=Kind.PRACTICE_REVIEW_DECIDED.value, current=True)
    written = LineOfEnquiry.objects.filter(case=OuterRef("pk"))
    waiting = visible_to(by).filter(Exists(decided), ~Exists(written), closed=False)
    return [
        WorkItem(
            title="Write the lines of enquiry", case=case,
            why="A practice review has been decided; say which questions it is to answer.", due=None,
            href=reverse("practice_reviews:lines", args=[case.reference]), button="Open",
        )
        for case in waiting.select_related("partnership").order_by("id")
    ]  # fmt: skip
