"""The sealed records of what the partners decide on a rapid review."""

from __future__ import annotations

from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.models import Case
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import latest
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import Outcome, RapidReview, Reconsideration
from safeguarding.statute import terms
from safeguarding.statute.criteria import CRITERIA, LOCAL_CODES, NATIONAL_CODES
from safeguarding.statute.decision_records import OF_OUTCOME, OPTIONS, Criterion, Position, Said
from safeguarding.statute.terms import DecisionKind, Partner, RapidReviewOutcome, SignPosition

MATTER = "outcome"
"""What becomes of the case after its rapid review: deciding it again takes the place of what stood."""


def seal_outcome(case: Case, review: RapidReview, outcome: Outcome, *, by: Acting) -> None:
    """What the group decided, once the partners' three signatures give it its legal effect."""
    meeting = latest(case, Meeting.Kind.RAPID_REVIEW)
    seal_decision(
        by=by,
        case=case,
        kind=OF_OUTCOME[outcome.decision],
        matter=MATTER,
        source=f"outcome:{outcome.pk}",
        said=Said(
            outcome=f"{outcome.decision.label}.",
            decided_on=outcome.decided_on,
            reasons=outcome.reasons,
            chosen=outcome.decision.label,
            weighed=outcome.options_considered,
            criteria=_criteria(
                review, national=outcome.decision is RapidReviewOutcome.NATIONAL_REVIEW_RECOMMENDED
            ),
            positions=_signatures(review),
            unanimous=True,
            dissent=outcome.dissent,
            chair_advice=outcome.chair_advice,
            conditions=outcome.where_learning_goes,
            review_on=outcome.target_date,
            meeting=f"meeting:{meeting.pk}" if meeting else "",
        ),
        told=[_signed(review)],
    )


def seal_sign_off(case: Case, review: RapidReview, *, by: Acting) -> None:
    """The three signatures under the report."""
    kind = DecisionKind.RR_SIGN_OFF
    version = f"version {review.sealed.version}" if review.sealed else "its sealed version"
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter="sign_off",
        source=f"review:{review.pk}:{review.state_number}",
        said=Said(
            outcome=f"All three partners have signed off the rapid review, {version}.",
            decided_on=by.today,
            chosen=OPTIONS[kind][0],
            positions=_signatures(review),
            unanimous=True,
        ),
        told=[_signed(review)],
    )


def seal_second_outcome(
    case: Case, review: RapidReview, second: Reconsideration, *, unanimous: bool, by: Acting
) -> None:
    """What the partners decided again after the Panel's reply (SI 2018/789 reg 11(d))."""
    outcome = RapidReviewOutcome(second.outcome)
    held = second.positions.filter(current=True).select_related("seat__person").order_by("pk")
    positions = tuple(
        Position(
            Partner(one.partner).label,
            RapidReviewOutcome(one.outcome).label,
            one.seat.person.name,
            one.capacity,
            one.reason,
        )
        for one in held
    )
    seal_decision(
        by=by,
        case=case,
        kind=OF_OUTCOME[outcome],
        matter=MATTER,
        source=f"reconsideration:{second.pk}",
        said=Said(
            outcome=f"After the Panel’s reply: {outcome.label}.",
            decided_on=by.today,
            reasons="\n\n".join(f"{one.partner}: {one.reason}" for one in positions),
            chosen=outcome.label,
            weighed=f"The Panel: {second.reply.words}",
            criteria=_criteria(review, national=outcome is RapidReviewOutcome.NATIONAL_REVIEW_RECOMMENDED),
            positions=positions,
            unanimous=unanimous,
            dissent=""
            if unanimous
            else " ".join(
                f"{one.partner} held: {one.position}." for one in positions if one.position != outcome.label
            ),
        ),
    )


def _signatures(review: RapidReview) -> tuple[Position, ...]:
    lines = review.signatures.filter(current=True).select_related("seat__person").order_by("pk")
    return tuple(
        Position(
            Partner(one.partner).label,
            SignPosition(one.position).label,
            one.seat.person.name,
            one.capacity,
            one.comment,
        )
        for one in lines
    )


def _criteria(review: RapidReview, *, national: bool) -> tuple[Criterion, ...]:
    """The answers as they stand, with any agency that sees one differently; the national ones where they are
    what it rests on.
    """
    made = []
    given = {one.code: one for one in review.criteria.filter(current=True)}
    for code in LOCAL_CODES:
        one = given.get(code)
        if one is not None:
            differs = "; ".join(
                f"{view['agency']}: {terms.CriterionAnswer(view['answer']).label.lower()}"
                for view in one.views
            )
            reason = f"{one.reason} Agencies see it differently: {differs}." if differs else one.reason
            made.append(Criterion(CRITERIA[code].title, terms.CriterionAnswer(one.answer).label, reason))
    view = review.national_views.filter(current=True).first() if national else None
    if view is not None:
        for code in NATIONAL_CODES:
            held = view.answers.get(code, {})
            answer = terms.CriterionAnswer(held["answer"]).label if held.get("answer") else "Not answered yet"
            made.append(Criterion(CRITERIA[code].title, answer, held.get("reason", "")))
    return tuple(made)


def _signed(review: RapidReview) -> str:
    return f"all-signed:{review.pk}:{review.state_number}"
