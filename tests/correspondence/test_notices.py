"""What waits for somebody to decide or sign, and every safety matter, is said at once and says only that."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import safeguarding
from safeguarding.cases.actions.consideration import decide_for_local_authority
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.models import Case
from safeguarding.correspondence.kinds import NOTICES, LetterKind
from safeguarding.correspondence.letters import compose
from safeguarding.correspondence.models import Letter
from safeguarding.improvements.actions import log_safety_step
from safeguarding.meetings.actions import name_vice_chair
from safeguarding.people.acting import Acting
from safeguarding.people.actions import set_quiet_days
from tests.cases.builders import considered_case, notified_case, referred_case, routed_case
from tests.correspondence.test_letters import PARTNERSHIP, SITE
from tests.correspondence.titles import rooms_without_a_row, titles
from tests.people.cast import Cast, make_cast
from tests.rapid_reviews.builders import certified_case

K = LetterKind
OWN_STEP = (
    "the next step of whoever is shown it: nobody else's act made it wait, and its day is in the digest"
)
DAY_CAME = "its day came: the digest says so"
SEES = "nothing to do: it says for whom the case waits"
ROUTINE = "neither decision, sign-off nor safety matter: “Your work” and the digest say so"
TOLD: dict[str, LetterKind | str] = {
    "A disagreement between agencies": K.AGENCY_DISAGREEMENT,
    "A disagreement:": K.DISAGREEMENT_OPENED,
    "A letter to": "an e-mail did not arrive, so another would help no more",
    "A route has been proposed": K.ROUTE_PROPOSED,
    "A template could not be used": ROUTINE,
    "A template waits for you": K.TEMPLATE_TO_APPROVE,
    "Accept the minutes of the last meeting": ROUTINE,
    "A reviewer’s contract ends": DAY_CAME,
    "Acknowledge the referral": K.ACKNOWLEDGEMENT,
    "Agree how learning goes forward": K.DECISION_WANTED,
    "Agree the minutes": K.MEETING_HELD,
    "Agree who takes the chair of the group’s meeting": K.DECISION_WANTED,
    "Agree who takes the chair": K.DECISION_WANTED,
    "All three partners have signed.": K.ALL_SIGNED,
    "An agency asks for more time": K.TIME_ASKED,
    "An agency will not answer": K.RETURN_NEEDS_YOU,
    "Answer a direction of the chair": K.DIRECTION,
    "Answer a request about a child": K.AGENCY_REQUEST,
    "Answer what agencies point out in a draft": ROUTINE,
    "Answer the chair about an action": K.ACTION_ASKED,
    "Answer the chair about your report": K.ASSURANCE_ASKED,
    "Answers are late in your sector": DAY_CAME,
    "Approve a change of rules": K.RULE_TO_APPROVE,
    "Ask the placing authorities": OWN_STEP,
    "Bring the partners together": OWN_STEP,
    "Certify the report": K.DECISION_WANTED,
    "Check a chronology": ROUTINE,
    "Check an address": K.RETURN_NEEDS_YOU,
    "Check the facts of a draft": K.FACTS_ASKED,
    "Check how we read your chronology": OWN_STEP,
    "Close an action": ROUTINE,
    "Close the group’s meeting": DAY_CAME,
    "Close the meeting": DAY_CAME,
    "Come to the group’s meeting": K.MEETING_CALLED,
    "Come to the": K.MEETING_CALLED,
    "Comment on the draft report": K.COMMENTS_ASKED,
    "Conclude the consideration": K.DECISION_WANTED,
    "Confirm a case that was brought in": K.CORRECTION_TO_CONFIRM,
    "Confirm a corrected date": K.CORRECTION_TO_CONFIRM,
    "Confirm newer rules for a case": K.RESTAMP_TO_CONFIRM,
    "Confirm that": K.MEMBER_TO_CONFIRM,
    "Confirm what keeps everybody safe": K.SAFETY_MATTER,
    "Confirm when the local authority became aware": K.AWARENESS_TO_CONFIRM,
    "Confirm who decides for a partner": K.STAND_IN_WANTED,
    "Confirm your organisation’s": K.RETURN_TO_CONFIRM,
    "Confirm your position": K.BRING_TOGETHER,
    "Confirm": K.DELEGATION_TO_CONFIRM,
    "Consider a national publication": DAY_CAME,
    "Decide again": K.PANEL_REPLIED,
    "Decide whether to accept a report": K.DECISION_WANTED,
    "Decide for the local authority": K.DECISION_WANTED,
    "Fill the place:": ROUTINE,
    "Find an owner for an action": ROUTINE,
    "Find somebody to ask": OWN_STEP,
    "Give your position": K.BRING_TOGETHER,
    "Go on with the rapid review": OWN_STEP,
    "Hold the group’s next meeting": OWN_STEP,
    "Invite the other area to contribute": OWN_STEP,
    "Learning showed a concern: bring it to the partners": ROUTINE,
    "Let the route stand": K.ROUTE_CAN_STAND,
    "Look again at “considered, not notified”": DAY_CAME,
    "Look at a referral again": K.POSITION_WANTED,
    "Look at an agency’s report": K.DECISION_WANTED,
    "Look at an emergency opening": K.BREAK_GLASS,
    "Look at the answer to your direction": K.DECISION_WANTED,
    "Look whether it lasted": DAY_CAME,
    "Look again at what holds the report back": DAY_CAME,
    "Look at a decision of a meeting again": ROUTINE,
    "Look at the time and quality of a practice review": ROUTINE,
    "Make the agenda of the group’s meeting": OWN_STEP,
    "More time is asked for": ROUTINE,
    "Move": ROUTINE,
    "Name who decides for": K.STAND_IN_WANTED,
    "Newer rules for a case": SEES,
    "Nobody holds the seat:": ROUTINE,
    "Notification to the Panel": SEES,
    "Notify the Panel": K.NOTIFICATION_WANTED,
    "Positions on the threshold": SEES,
    "Prepare the report for publication": ROUTINE,
    "Propose a route": K.ACKNOWLEDGEMENT,
    "Release chronologies": ROUTINE,
    "Release the reports": ROUTINE,
    "Release the returns": ROUTINE,
    "Report on steps and impact": K.ASSURANCE_ASKED,
    "Reports are late": DAY_CAME,
    "Reports from agencies": SEES,
    "Returns are late": DAY_CAME,
    "Returns from agencies": SEES,
    "Route proposed": SEES,
    "Rule on an interest": K.POSITION_WANTED,
    "Say how an action goes": DAY_CAME,
    "Say what you know now": K.WHAT_DO_YOU_KNOW,
    "Say whether the report is published": K.DECISION_WANTED,
    "Say whether to appoint a reviewer": K.DECISION_WANTED,
    "Say whether to remove a reviewer": K.DECISION_WANTED,
    "Rule on a reviewer’s interest": K.DECISION_WANTED,
    "Find a reviewer for the practice review": OWN_STEP,
    "Say whether to carry out a practice review": K.DECISION_WANTED,
    "Say who takes on what waits for nobody": ROUTINE,
    "See whether an action is done": ROUTINE,
    "Send the completed version to the Panel": K.ALL_SIGNED,
    "Send the rapid review to the Panel": K.ALL_SIGNED,
    "Sign off the": K.SIGN_OFF_ASKED,
    "Take on an action": K.ACTION_ASKED,
    "Tell the Panel why a practice review takes longer": OWN_STEP,
    "The group:": DAY_CAME,
    "Waiting for an answer": SEES,
    "Work through the comments": ROUTINE,
    "Write the lines of enquiry": ROUTINE,
    "(a name)": K.DELEGATION_ENDS,
}
"""For everything that “Your work” can say: the letter that says it at once, or why none does."""


def test_everything_in_your_work_is_told_at_once_or_says_why_not() -> None:
    assert titles() - set(TOLD) == set(), "Say which letter tells of these at once, or why none does."
    assert set(TOLD) - titles() == set(), "Nothing says these any more."
    assert not rooms_without_a_row()


def test_every_notice_is_sent_by_some_act() -> None:
    source = "".join(
        path.read_text()
        for path in Path(safeguarding.__file__).parent.rglob("*.py")
        if "correspondence" not in path.parts
    )
    wanted = {kind for kind in TOLD.values() if isinstance(kind, LetterKind)} | set(NOTICES)
    unsent = {kind for kind in wanted if f'"{kind.value}"' not in source and kind.name not in source}
    assert not unsent, "No act sends these."


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_says_what_is_asked_by_when_and_how_long_it_takes(kind: LetterKind) -> None:
    due = datetime(2026, 12, 3, 17, tzinfo=UTC)
    words = compose(kind, partnership=PARTNERSHIP, context={"link": "/", "due": due}, site=SITE)
    notice = NOTICES[kind]
    by = "" if notice.own_day else " by 5 pm on Thursday 3 December 2026"
    assert f"{notice.asks}{by}, about {notice.minutes} minutes." in words.body
    assert words.body.count("3 December") <= 1
    assert len(re.findall(r"minutes", words.body)) <= 2


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (
            datetime(2026, 12, 3, 12, tzinfo=UTC),
            "Your decision by noon on Thursday 3 December 2026, about 10 minutes.",
        ),
        (
            datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
            "Your decision by 14:30 on Thursday 3 December 2026, about",
        ),
        (date(2026, 12, 3), "Your decision by Thursday 3 December 2026, about 10 minutes."),
        (None, "Your decision, about 10 minutes."),
    ],
)
def test_the_hour_is_said_only_where_the_time_is_set_by_the_hour(due: date | None, says: str) -> None:
    context = {"link": "/", **({"due": due} if due else {})}
    assert says in compose(K.DECISION_WANTED, partnership=PARTNERSHIP, context=context, site=SITE).body


# The acts


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()


def told(case: Case, kind: LetterKind) -> list[Letter]:
    return list(Letter.objects.filter(stream=case.stream, kind=kind.value).order_by("pk"))


def whom(case: Case, kind: LetterKind) -> set[int]:
    return {letter.to_person_id or 0 for letter in told(case, kind)}


def people(*who: Acting) -> set[int]:
    return {one.person.pk for one in who}


def test_the_notifier_confirms_the_date_and_the_decider_decides_by_five_on_the_last_day(cast: Cast) -> None:
    case = routed_case(cast)
    assert whom(case, K.AWARENESS_TO_CONFIRM) == people(cast.notifier)
    assert whom(case, K.DECISION_WANTED) == people(cast.decider)
    (letter,) = told(case, K.DECISION_WANTED)
    assert "Your decision by 5 pm on " in letter.body
    assert case.pseudonym not in letter.body
    decide_for_local_authority(by=cast.decider, case=case, notify=True, reason="Serious harm.")
    assert whom(case, K.NOTIFICATION_WANTED) == people(cast.notifier)


def test_the_manager_concludes_when_the_third_partner_has_answered_and_is_told_once(cast: Cast) -> None:
    case = considered_case(cast)
    assert cast.manager.person.pk in whom(case, K.DECISION_WANTED)
    assert len([one for one in told(case, K.DECISION_WANTED) if one.to_person == cast.manager.person]) == 1


def test_a_safety_step_is_told_at_once_to_those_who_look_at_it_and_not_to_who_wrote_it(cast: Cast) -> None:
    case = notified_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.support.person, reason="A neighbour.")
    set_quiet_days(by=cast.manager, weekdays=[0, 1, 2, 3], away_from=None, away_until=None)
    child = case.children.all()[0]
    given = {"case": case, "child": child, "what": "She sleeps at her aunt’s.", "owner": "Ms Roe"}
    log_safety_step(by=cast.dsp_police, due=cast.manager.today, **given)
    assert whom(case, K.SAFETY_MATTER) == people(cast.manager), "quiet days hold nothing of safety back"
    (letter,) = told(case, K.SAFETY_MATTER)
    assert "A safety matter to look at now by " in letter.body
    assert "aunt" not in letter.body
    log_safety_step(by=cast.manager, due=cast.manager.today, **given)
    assert whom(case, K.SAFETY_MATTER) == people(cast.manager)
    assert len(told(case, K.SAFETY_MATTER)) == 1


def test_harm_that_goes_on_is_told_at_once_with_the_referral(cast: Cast) -> None:
    quiet = referred_case(cast, harm_is_ongoing=False)
    assert not told(quiet, K.SAFETY_MATTER)
    case = referred_case(cast, harm_is_ongoing=True)
    assert whom(case, K.SAFETY_MATTER) == people(cast.manager, cast.support)


def test_partners_are_asked_to_sign_and_the_chair_to_agree_who_takes_the_chair(cast: Cast) -> None:
    case = certified_case(cast)
    assert people(cast.dsp_la, cast.dsp_health, cast.dsp_police) <= whom(case, K.SIGN_OFF_ASKED)
    other = notified_case(cast)
    meeting = other.meetings.get(kind="rapid_review")
    name_vice_chair(by=cast.manager, meeting=meeting, seat=cast.dsp_health.seat, agreed="By e-mail.")
    assert cast.chair.person.pk in whom(other, K.DECISION_WANTED)
