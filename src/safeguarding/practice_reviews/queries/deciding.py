"""Reading a practice review as far as facts and deadlines give it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from safeguarding.cases.facts import find
from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.cases.queries import decided_with
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import Position, Proposal
from safeguarding.rapid_reviews.models import Outcome, SecondPosition
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import RapidReviewOutcome, Role, Track

AHEAD = (
    "tell_panel_decision",
    "appoint_reviewer",
    "sign_terms",
    "monitoring_point",
    "publish_practice_review",
    "advance_copies",
)
PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}


@dataclass(frozen=True)
class Decided:
    """A practice review as it stands: when, on which basis, by whom, and what comes next with its dates."""

    fact: Fact
    basis: Track
    by_whom: list[str]
    how: str
    reasons: list[tuple[str, str]]
    publish_by: Deadline | None
    ahead: list[Deadline]
    proposal: Proposal | None


def decided(case: Case) -> Decided | None:
    """The practice review of a case, if one has been decided."""
    fact = find(case, Kind.PRACTICE_REVIEW_DECIDED)
    if fact is None:
        return None
    ahead = list(case.deadlines.filter(kind__in=AHEAD))
    proposal = proposals(case).filter(outcome=Proposal.Outcome.YES).last()
    from_partners = fact.detail.get("from") == "partners"
    return Decided(
        fact=fact,
        basis=Track(fact.detail.get("basis") or case.basis or Track.LOCAL),
        by_whom=_by_whom(case, fact, proposal),
        reasons=_reasons(case, fact),
        how=_HOW.get(fact.detail.get("from", ""), "The three partners decided it."),
        publish_by=next((line for line in ahead if line.kind == "publish_practice_review"), None),
        ahead=ahead,
        proposal=proposal if from_partners else None,
    )


_HOW = {
    "sign_off": "The three partners decided it by signing off the review whose outcome it is.",
    "reconsideration": "The three partners decided it when they decided again after the Panel’s reply.",
    "partners": "The three partners decided it by their own positions.",
}


def under_way(case: Case) -> bool:
    """Whether a practice review of the case has been decided, and the case goes on."""
    return not case.closed and find(case, Kind.PRACTICE_REVIEW_DECIDED) is not None


def proposals(case: Case) -> QuerySet[Proposal]:
    """Every proposal of the case, the newest last."""
    return case.practice_review_proposals.select_related("proposed_by__person").prefetch_related(
        "positions__seat__person"
    )


def _by_whom(case: Case, fact: Fact, proposal: Proposal | None) -> list[str]:
    """The people who decided, each in their capacity of the day."""
    source = fact.detail.get("from")
    if source == "partners":
        held = [p for p in proposal.positions.all() if p.current and p.carry_out] if proposal else []
        return [f"{p.seat.person.name}, {p.capacity}" for p in held]
    if source == "reconsideration":
        second = SecondPosition.objects.filter(
            reconsideration__review__case=case, current=True, outcome=RapidReviewOutcome.LOCAL_REVIEW.value
        )
        return [
            f"{p.seat.person.name}, {p.capacity}"
            for p in second.select_related("seat__person").order_by("id")
        ]
    facts = case.facts.filter(current=True, kind=Kind.SIGNED_OFF.value).select_related(
        "seat__person", "seat__agency"
    )
    return [
        f"{f.seat.person.name}, {f.seat.capacity_on(f.occurred)}"
        for f in facts.prefetch_related("seat__agency__names").order_by("id")
    ]


def _reasons(case: Case, fact: Fact) -> list[tuple[str, str]]:
    """What the group wrote with its outcome, where signing that outcome is what decided the review."""
    if fact.detail.get("from") != "sign_off":
        return []
    outcome = Outcome.objects.filter(review__case=case, current=True).first()
    if outcome is None:
        return []
    said = (
        ("Why", outcome.reasons),
        ("Lines of enquiry left open", outcome.lines_of_enquiry),
        ("Scope", outcome.scope),
        ("Method", outcome.method),
        ("How a reviewer is found", outcome.reviewer_plan),
    )
    return [(label, words) for label, words in said if words]


def work(by: Acting) -> list[WorkItem]:
    """Proposals on which this partner has given no position yet."""
    if by.role not in PARTNERS:
        return []
    waiting = (
        Proposal.objects.filter(case__in=decided_with(by), decided_on__isnull=True)
        .exclude(positions__in=_mine(by))
        .select_related("case__partnership")
        .order_by("id")
    )
    return [
        WorkItem(
            title="Say whether to carry out a practice review", case=row.case,
            why="Another partner has given a position; all three have to.", due=None,
            href=reverse("practice_reviews:practice_review", args=[row.case.reference]), button="Open",
        )
        for row in waiting
    ]  # fmt: skip


def _mine(by: Acting) -> QuerySet[Position]:
    return Position.objects.filter(partner=by.role.partner, current=True)
