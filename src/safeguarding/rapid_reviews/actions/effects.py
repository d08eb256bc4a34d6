"""What the third signature sets off:

the report is sealed, and what the group decided takes its legal effect. Once.
"""

from __future__ import annotations

from safeguarding.cases import facts
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.deciding import seal_outcome, seal_sign_off
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.papers.sealing import seal_report
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Partner, RapidReviewOutcome, Role

LEARNING = {RapidReviewOutcome.ALTERNATIVE_LEARNING, RapidReviewOutcome.SINGLE_AGENCY_REVIEW}


def when_all_have_signed(*, case: Case, review: RapidReview, by: Acting) -> bool:
    """If this was the third: seal the report, issue the decision record, and let the decision take effect.

    The caller holds the case's lock, so two last signatures cannot both be the third.
    """
    lines = [line for line in review.signatures.filter(current=True) if line.agrees]
    if len(lines) < len(Partner):
        return False
    seal_report(case=case, review=review, by=by)
    outcome = review.outcomes.filter(current=True).first()
    if outcome is not None:
        seal_outcome(case, review, outcome, by=by)
        take_effect(case, outcome.decision, by=by, source="sign_off")
    seal_sign_off(case, review, by=by)
    tell(
        case,
        {Role.PARTNERSHIP_MANAGER, Role.LTRG_CHAIR},
        "all_signed",
        once=f"all-signed:{review.pk}:{review.state_number}",
        path=f"/cases/{case.reference}/rapid-review/",
    )
    return True


def take_effect(case: Case, outcome: RapidReviewOutcome, *, by: Acting, source: str) -> None:
    """What follows from an outcome that the three partners share:

    a practice review, or another way of learning.
    """
    if outcome is RapidReviewOutcome.LOCAL_REVIEW:
        if not facts.has(case, Kind.PRACTICE_REVIEW_DECIDED):
            facts.establish(
                case,
                Kind.PRACTICE_REVIEW_DECIDED,
                by=by,
                occurred=by.today,
                act="practice_review_decided",
                detail={"from": source, "basis": case.basis},
            )
        return
    for kind in (Kind.PRACTICE_REVIEW_DECIDED, Kind.LEARNING_ROUTE_DECIDED):
        for fact in case.facts.filter(current=True, kind=kind.value):
            if fact.detail.get("from") in {"sign_off", "reconsideration"}:
                facts.withdraw(fact)
    if outcome in LEARNING and not facts.has(case, Kind.LEARNING_ROUTE_DECIDED):
        facts.establish(
            case,
            Kind.LEARNING_ROUTE_DECIDED,
            by=by,
            occurred=by.today,
            act="learning_route_decided",
            detail={"from": source, "route": outcome.value},
        )
