"""Reviews at a stage, each made by the acts that people call."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.evidence.actions.asking import ask_agencies
from safeguarding.evidence.actions.running import explain_missing_return
from safeguarding.evidence.models import Request
from safeguarding.improvements.actions import log_safety_step
from safeguarding.meetings.actions import close_meeting, hold_meeting, record_attendance
from safeguarding.meetings.models import Meeting
from safeguarding.rapid_reviews.actions.outcome import Decided, decide_outcome
from safeguarding.rapid_reviews.actions.report import certify_report
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.actions.writing import (
    answer_aim,
    answer_criterion,
    give_national_view,
    write_section,
)
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.sections import PARTS
from safeguarding.statute.criteria import LOCAL_CODES, NATIONAL_CODES
from safeguarding.statute.terms import CriterionAnswer, LatenessCode, RapidReviewOutcome, SignPosition
from tests.cases.builders import notified_case, today
from tests.people.cast import Cast

AGREE = SignPosition.AGREE


def rapid_review_meeting(cast: Cast, case: Case) -> Meeting:
    """The meeting under way, with its quorum."""
    meeting = case.meetings.filter(kind=Meeting.Kind.RAPID_REVIEW).exclude(state=Meeting.State.CLOSED).first()
    if meeting is None:
        meeting = hold_meeting(
            by=cast.manager,
            case=case,
            kind=Meeting.Kind.RAPID_REVIEW,
            held_for=timezone.make_aware(datetime.combine(today(), time(10))),
        )
    for who in (cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police):
        record_attendance(by=cast.manager, meeting=meeting, seat=who.seat, interest="none")
    return meeting


def met_case(cast: Cast, case: Case) -> Case:
    """The rapid review meeting held and closed."""
    meeting = rapid_review_meeting(cast, case)
    close_meeting(
        by=cast.chair, meeting=meeting, safety_check="In hospital; contact supervised by social care."
    )
    case.refresh_from_db()
    return case


def answered_case(cast: Cast, case: Case, **except_for: Any) -> Case:
    """Everything that the checks ask for is written, answered and logged, but for the decision."""
    if not case.requests.exists():
        ask_agencies(by=cast.manager, case=case, agencies=[cast.hospital, cast.school])
    for request in Request.objects.filter(case=case, explained_at=None):
        explain_missing_return(
            by=cast.manager,
            request=request,
            reason="On leave until Monday.",
            code=LatenessCode.CAPACITY,
            done="Rang twice.",
        )
    for child in case.children.all():
        child.sex = child.sex or "male"
        child.placement = child.placement or "At home"
        child.save()
    log_safety_step(
        by=cast.manager,
        case=case,
        child=None,
        others="No other children",
        what="Confirmed with social care.",
        owner="Children’s social care",
        due=today() + timedelta(days=5),
    )
    for step in case.safety_steps.filter(due=None):
        step.owner, step.due = "Children’s social care", today() + timedelta(days=5)
        step.save()
    for part in PARTS:
        if part.code not in except_for.get("sections", ()):
            write_section(by=cast.manager, case=case, section=part.code, text=f"About: {part.title}.")
    for aim in case.editions.aims:
        answer_aim(by=cast.manager, case=case, aim=aim.code, text="The group found this.")
    for code in LOCAL_CODES:
        answer_criterion(
            by=cast.manager,
            case=case,
            criterion=code,
            reason="As the returns show.",
            answer=CriterionAnswer.UNCLEAR if code == "R11D" else CriterionAnswer.NO,
        )
    give_national_view(
        by=cast.manager,
        case=case,
        recommend=False,
        reason="A local review can answer it.",
        answers={code: {"answer": "no", "reason": "Nothing national."} for code in NATIONAL_CODES},
    )
    return case


def decided(outcome: RapidReviewOutcome = RapidReviewOutcome.LOCAL_REVIEW, **changes: Any) -> Decided:
    """What the group decided."""
    given: dict[str, Any] = {
        "outcome": outcome,
        "reasons": "Two services saw a bruise.",
        "decided_on": today(),
    }
    if outcome is RapidReviewOutcome.LOCAL_REVIEW:
        given |= {
            "lines_of_enquiry": "What stops a referral?",
            "scope": "Six months.",
            "method": "Conversations with practitioners.",
            "reviewer_plan": "From the pool.",
            "target_date": today() + timedelta(days=170),
        }
    else:
        given |= {
            "why_no_more": "The group found the answer.",
            "where_learning_goes": "A briefing by the group.",
        }
    return Decided(**{**given, **changes})


def decided_case(
    cast: Cast,
    *,
    sent_on: date | None = None,
    outcome: RapidReviewOutcome = RapidReviewOutcome.LOCAL_REVIEW,
    **changes: Any,
) -> Case:
    """A notified case on which the group has met and decided."""
    case = notified_case(cast, sent_on=sent_on, **changes)
    answered_case(cast, case)
    met_case(cast, case)
    decide_outcome(by=cast.chair, case=case, decided=decided(outcome))
    case.refresh_from_db()
    return case


def certified_case(cast: Cast, **changes: Any) -> Case:
    """The report is certified and ready to sign."""
    case = decided_case(cast, **changes)
    certify_report(by=cast.chair, case=case, statement="A fair record of our meeting.")
    case.refresh_from_db()
    return case


def signed_case(cast: Cast, **changes: Any) -> Case:
    """All three partners have signed."""
    case = certified_case(cast, **changes)
    for who in cast.partners.values():
        sign_off(by=who, case=case, position=AGREE)
    case.refresh_from_db()
    return case


def review(case: Case) -> RapidReview:
    """The case's review as it stands."""
    return RapidReview.objects.get(case=case)
