"""The outcome: the group's decision under its chair. The partners' sign-off gives it its legal effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from safeguarding.cases import facts
from safeguarding.cases.models import Case
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import latest, quorum_of
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.guards import (
    begun,
    may_write,
    not_changed_meanwhile,
    stamp,
    unsign,
)
from safeguarding.rapid_reviews.models import Outcome, RapidReview
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.criteria import LOCAL_CODES
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.quality import NO_REVIEW
from safeguarding.statute.terms import RapidReviewOutcome


@dataclass(frozen=True)
class Decided:
    """What the group decided, in the words of whoever chairs."""

    outcome: RapidReviewOutcome
    reasons: str
    decided_on: date
    options_considered: str = ""
    dissent: str = ""
    chair_advice: str = ""
    lines_of_enquiry: str = ""
    scope: str = ""
    method: str = ""
    reviewer_plan: str = ""
    target_date: date | None = None
    why_no_more: str = ""
    where_learning_goes: str = ""


@transaction.atomic
def decide_outcome(*, by: Acting, case: Case, decided: Decided, base: str = "") -> Outcome:
    """Record the group's decision. A later one takes its place and takes back what was signed; both stay.

    A local review says which questions are left open and how they are to be answered; any other outcome says
    why no further learning is likely and where the learning goes (Working Together). Raises NotAllowed.
    """
    case, review = begun(by, Act.DECIDE_OUTCOME, case)
    demand(may_write(case, review))
    demand(may_decide(case, review, decided, today=by.today))
    before = review.outcomes.filter(current=True).select_related("seat__person").first()
    name = before.seat.person.name if before else "Somebody"
    demand(not_changed_meanwhile(before, base, name, "the same time"))
    review.outcomes.filter(current=True).update(current=False)
    outcome = Outcome.objects.create(
        review=review,
        outcome=decided.outcome.value,
        decided_on=decided.decided_on,
        reasons=decided.reasons,
        options_considered=decided.options_considered,
        dissent=decided.dissent,
        chair_advice=decided.chair_advice,
        lines_of_enquiry=decided.lines_of_enquiry,
        scope=decided.scope,
        method=decided.method,
        reviewer_plan=decided.reviewer_plan,
        target_date=decided.target_date,
        why_no_more=decided.why_no_more,
        where_learning_goes=decided.where_learning_goes,
        seat=by.seat,
        state_number=stamp(review),
    )
    ended = unsign(case, review, why="The group’s decision changed after this signature.")
    standing = facts.find(case, Kind.OUTCOME_DECIDED)
    if standing:
        facts.withdraw(standing)
    facts.establish(
        case,
        Kind.OUTCOME_DECIDED,
        by=by,
        occurred=decided.decided_on,
        act="decide_outcome",
        grounds=decided.outcome.value,
        detail={"outcome": decided.outcome.value},
        on={
            "outcome": str(outcome.pk),
            "decided": decided.outcome.value,
            "signatures_taken_back": ",".join(ended),
        },
        keep={"reasons": decided.reasons, "dissent": decided.dissent, "decision": outcome.as_text},
    )
    return outcome


def may_decide(case: Case, review: RapidReview, decided: Decided, *, today: date) -> Answer:
    """Whether the group can decide:

    it has met with its quorum, and what a decision needs has been worked through.
    """
    meeting = latest(case, Meeting.Kind.RAPID_REVIEW)
    if meeting is None or meeting.state == Meeting.State.SLOT:
        return Refused(
            "not_met",
            "The group has not met yet.",
            "Record who is at the meeting first: the decision is the group’s, under its chair.",
        )
    there = quorum_of(meeting)
    if not there.met and meeting.standing != Meeting.Standing.WRITTEN:
        return Refused(
            "no_quorum",
            there.sentence,
            "Record who else is there, or close the meeting with written positions.",
        )
    if decided.decided_on > today:
        return Refused("date_to_come", "That day has not come yet.", "Give the day of the decision.")
    if not decided.reasons.strip():
        return Refused("no_reason", "The decision needs its reasons.", "Say why, against the criteria.")
    answered = set(review.criteria.filter(current=True).values_list("code", flat=True))
    open_ = [code for code in LOCAL_CODES if code not in answered]
    if open_:
        return Refused(
            "criteria_open",
            f"{len(open_)} of the criteria have no answer yet: {', '.join(open_)}.",
            "Answer each with yes, no or not clear, and a reason.",
        )
    if decided.outcome is RapidReviewOutcome.LOCAL_REVIEW:
        return _local_review_is_outlined(decided)
    if decided.outcome in NO_REVIEW and not (
        decided.why_no_more.strip() and decided.where_learning_goes.strip()
    ):
        return Refused(
            "no_route",
            "Without a local review, the decision says why no further learning is likely and where the "
            "learning goes.",
            "Fill in both boxes.",
        )
    return Allowed()


def _local_review_is_outlined(decided: Decided) -> Answer:
    wanted = {
        "the questions left open": decided.lines_of_enquiry,
        "how far it goes": decided.scope,
        "how it is done": decided.method,
        "who might lead it": decided.reviewer_plan,
        "by when": decided.target_date.isoformat() if decided.target_date else "",
    }
    missing = [what for what, given in wanted.items() if not given.strip()]
    if missing:
        return Refused(
            "no_outline",
            f"A local review needs its outline. Still missing: {', '.join(missing)}.",
            "Fill in each box; a sentence will do for now.",
        )
    return Allowed()
