"""Reading how the reviewer of a case is found, and what of it waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.cases.queries import decided_with, visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import (
    Candidate,
    ReviewerPosition,
    ReviewerProposal,
    ReviewerRuling,
)
from safeguarding.practice_reviews.queries.conflicts import conflicts_of, involved_in, unruled
from safeguarding.statute.editions import Force
from safeguarding.statute.facts import Kind
from safeguarding.statute.reviewers import Conflict, ContractItem, Suitability
from safeguarding.statute.terms import Role

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}
SOON = timedelta(days=28)
"""How long before a contract's last day the manager is told. Internal."""


@dataclass(frozen=True)
class Ruled:
    """A conflict, and the ruling on it, if there is one."""

    conflict: Conflict
    ruling: ReviewerRuling | None


@dataclass(frozen=True)
class Line:
    """A candidate with what is known and what is still open."""

    candidate: Candidate
    conflicts: list[Ruled]
    proposal: ReviewerProposal | None

    @property
    def unruled(self) -> int:
        return sum(one.ruling is None for one in self.conflicts)

    @property
    def answered(self) -> int:
        return sum(bool(self.candidate.suitability.get(one.value)) for one in Suitability)

    @property
    def settled(self) -> int:
        return sum(one.value in self.candidate.settled for one in ContractItem)

    @property
    def state(self) -> tuple[str, str]:
        """Where they stand, in words, and the colour of the tag."""
        one = self.candidate
        if one.removed_on:
            return "Removed", "grey"
        if one.dropped_on:
            return "Off the shortlist", "grey"
        if self.proposal and self.proposal.removes:
            return "Removal before the partners", "orange"
        if one.appointed_on:
            return "Appointed", "green"
        if self.proposal:
            return "Before the partners", "yellow"
        if self.unruled:
            return "A ruling is needed", "orange"
        return "On the shortlist", "blue"


def candidates(case: Case) -> QuerySet[Candidate]:
    """Everybody who was ever on the shortlist of the case, with what was said about them."""
    here = Candidate.objects.filter(case=case).select_related("reviewer", "case", "seat__person")
    return here.prefetch_related(
        "worked__agency__names",
        Prefetch("rulings", ReviewerRuling.objects.select_related("seat__person")),
        Prefetch(
            "proposals",
            ReviewerProposal.objects.select_related("proposed_by__person").prefetch_related(
                Prefetch("positions", ReviewerPosition.objects.select_related("seat__person"))
            ),
        ),
    )  # fmt: skip


def lines(case: Case) -> list[Line]:
    """Every candidate of the case with what is open; a fixed number of queries."""
    involved = involved_in([case])[case.pk]
    return [line_of(one, conflicts_of(one, involved)) for one in candidates(case)]


def line_of(candidate: Candidate, found: tuple[Conflict, ...]) -> Line:
    """One candidate, whose rows are prefetched, with the conflicts found."""
    rulings = {one.conflict: one for one in candidate.rulings.all() if one.current}
    return Line(
        candidate,
        [Ruled(one, rulings.get(one.key)) for one in found],
        next((one for one in candidate.proposals.all() if one.decided_on is None), None),
    )


def work(by: Acting) -> list[WorkItem]:
    """What waits for this person in finding, appointing and keeping reviewers."""
    found: list[WorkItem] = []
    if by.role in PARTNERS:
        found += _positions(by)
    if by.role in PARTNERS or by.role is Role.LTRG_CHAIR:
        found += _rulings(by)
    if by.role is Role.PARTNERSHIP_MANAGER:
        found += [*_to_find(by), *_ending(by)]
    return found


def _positions(by: Acting) -> list[WorkItem]:
    given = ReviewerPosition.objects.filter(partner=by.role.partner, current=True)
    waiting = (
        ReviewerProposal.objects.filter(
            case__in=decided_with(by), case__closed=False, decided_on__isnull=True
        )
        .exclude(positions__in=given)
        .select_related("case__partnership", "candidate")
        .order_by("id")
    )
    return [
        WorkItem(
            title="Say whether to remove a reviewer" if one.removes else "Say whether to appoint a reviewer",
            case=one.case, why="All three partners decide on a reviewer.", due=None,
            href=_href(one.case, one.candidate.number), button="Open",
        )
        for one in waiting
    ]  # fmt: skip


def _rulings(by: Acting) -> list[WorkItem]:
    standing = (
        Candidate.objects.filter(
            case__in=decided_with(by), case__closed=False, dropped_on__isnull=True, removed_on__isnull=True
        )
        .select_related("case__partnership", "reviewer")
        .prefetch_related("worked", "rulings")
        .order_by("id")
    )
    listed = list(standing)
    involved = involved_in({one.case for one in listed}) if listed else {}
    waits = [
        one for one in listed if any(_may_be_theirs(by, each) for each in unruled(one, involved[one.case_id]))
    ]
    return [
        WorkItem(
            title="Rule on a reviewer’s interest", case=one.case,
            why="Nobody may be appointed before it, and it is not about your own agency.", due=None,
            href=_href(one.case, one.number), button="Open",
        )
        for one in waits
    ]  # fmt: skip


def _may_be_theirs(by: Acting, conflict: Conflict) -> bool:
    return conflict.agency is None or conflict.agency != by.seat.agency_id


def _to_find(by: Acting) -> list[WorkItem]:
    """Practice reviews without a lead reviewer, unless the partners wanted nobody in the place of one."""
    here = Candidate.objects.filter(case=OuterRef("pk"), place=Role.LEAD_REVIEWER.value)
    found = (
        visible_to(by)
        .filter(
            Exists(
                Fact.objects.filter(
                    case=OuterRef("pk"), kind=Kind.PRACTICE_REVIEW_DECIDED.value, current=True
                )
            ),
            closed=False,
            partnership=by.partnership,
        )
        .exclude(Exists(here.filter(appointed_on__isnull=False, removed_on__isnull=True)))
        .exclude(Exists(here.filter(replace=False)))
        .exclude(
            Exists(ReviewerProposal.objects.filter(case=OuterRef("pk"), decided_on__isnull=True))
        )
        .exclude(Exists(Fact.objects.filter(
            case=OuterRef("pk"), current=True,
            kind__in=[Kind.REPORT_ACCEPTED.value, Kind.PUBLISHED.value, Kind.PUBLICATION_DECLINED.value],
        )))
        .order_by("reference")
    )  # fmt: skip
    cases = list(found)
    due = dict(Deadline.objects.filter(case__in=cases, kind="appoint_reviewer").values_list("case", "due_on"))
    return [
        WorkItem(
            title="Find a reviewer for the practice review", case=case,
            why="The three partners appoint one from those whom you put to them.", due=due.get(case.pk),
            href=reverse("practice_reviews:reviewers_of_case", args=[case.reference]), button="Open",
        )
        for case in cases
    ]  # fmt: skip


def _contracts(by: Acting, until: date) -> list[Candidate]:
    found = Candidate.objects.filter(
        case__in=visible_to(by), case__closed=False, case__partnership=by.partnership,
        appointed_on__isnull=False, removed_on__isnull=True, ends__lte=until,
    )  # fmt: skip
    return list(found.select_related("case__partnership", "reviewer").order_by("ends", "id"))


def _ending(by: Acting) -> list[WorkItem]:
    """Contracts that end within four weeks or have ended while the case goes on."""
    return [
        WorkItem(
            title="A reviewer’s contract ends", case=one.case,
            why=f"The account of {one.reviewer.name} ends with it. Record a longer contract if they are to "
            "go on.",
            due=one.ends, href=_href(one.case, one.number), button="Open",
        )
        for one in _contracts(by, by.today + SOON)
    ]  # fmt: skip


def dates(by: Acting, until: date) -> list[Dated]:
    """The last days of reviewers' contracts, for the manager."""
    if by.role is not Role.PARTNERSHIP_MANAGER:
        return []
    return [
        Dated(
            one.ends, "A reviewer’s contract ends", _href(one.case, one.number),
            f"reviewer-contract:{one.pk}", case=one.case, force=Force.INTERNAL,
        )
        for one in _contracts(by, until) if one.ends
    ]  # fmt: skip


def _href(case: Case, number: int) -> str:
    return reverse("practice_reviews:candidate", args=[case.reference, number])
