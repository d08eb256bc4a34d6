"""3. The three partners consider the threshold, each signed in as themselves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from safeguarding.statute.terms import ThresholdPosition
from tests.cases.builders import considered_case, convened, routed_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import PHONE, Somebody

pytestmark = pytest.mark.story

NOTIFY = {
    "Is abuse or neglect known or suspected?": "Suspected",
    "Did the child die, or was the child seriously harmed?": "The child was seriously harmed",
    "Where did it happen?": "In this area",
    "Should the Panel be notified?": "Notify the Panel",
    "Why?": "The injuries are unexplained.",
}


def types_the_line_of(maya: Somebody, partner: str) -> None:
    maya.answers({"Whose position is this?": partner, **NOTIFY}, and_presses="Keep this line")


def test_the_partners_are_brought_together_asked_and_heard(stage: Stage, cast: Cast) -> None:
    case = routed_case(cast)
    maya = stage.enter(cast.manager).opens().follows("Choose a time")
    tomorrow = datetime.combine(today() + timedelta(days=1), datetime.min.time()).replace(hour=10)
    maya.answers(
        {"When do the partners meet?": tomorrow, "Where or how?": "Video call"},
        and_presses="Bring them together",
    )
    maya.answers({"Whom do you ask?": ["Larkfield NHS Trust"]}, and_presses="Ask")
    maya.follows("Note another process").answers(
        {"Which process?": "Police investigation", "Who leads it?": "Metropolitan Police Service",
         "Where is it now?": "Interviews this week"},
        and_presses="Note it",
    )  # fmt: skip

    amos = stage.enter(cast.author).opens()
    amos.follows("Answer").sees("What do you know now?").is_photographed("agency-what-is-known")
    amos.answers(
        {
            "Do you know this child or family, and what do you know now?": "Born here; seen twice since.",
            "What do you know about the harm and its cause?": "A head injury; no account of a fall.",
            "What is being done to keep children safe, and what other processes do you know of?":
                "He is on the ward. The police have been told.",
        },
        and_presses="Send these answers",
    )  # fmt: skip

    maya.opens(f"/cases/{case.reference}/consideration/").sees(
        "Born here; seen twice since.", "Police investigation"
    )
    maya.answers(
        {"The facts that the partners rely on": "The hospital’s account.",
         "Why the harm is or is not serious": "Life-threatening, with likely lasting effect.",
         "In which way is the harm serious?": ["A long-term effect is likely, though not certain"],
         "What was said": "Each partner spoke in turn."},
        and_presses="Keep the record",
    )  # fmt: skip
    for partner in ("Local authority", "Health", "Police"):
        types_the_line_of(maya, partner)
    maya.sees("typed, not confirmed").is_photographed("consideration", tall=1600)

    for who in (cast.dsp_la, cast.dsp_health, cast.dsp_police):
        partner = stage.enter(who, width=PHONE).opens()
        partner.is_photographed("partner-work-phone").follows("Open: Confirm your position")
        partner.sees("Typed for you: Notify the Panel").is_photographed("partner-position-phone", tall=1900)
        partner.presses("Confirm this position").does_not_see("Typed for you")
    maya.opens(f"/cases/{case.reference}/consideration/").does_not_see("not confirmed")
    maya.answers({"The reasons for the outcome": "As each partner said."}, and_presses="Conclude")
    maya.sees("Concluded on", "notify the Panel")


def test_a_deputy_whose_delegation_has_ended_is_told_so_and_cannot_speak(stage: Stage, cast: Cast) -> None:
    case = routed_case(cast)
    convened(cast, case)
    dennis = stage.enter(cast.lapsed_deputy, width=PHONE).opens()
    dennis.sees("Your delegation from Piers Vantongeren ended on").is_photographed("deputy-ended-phone")
    dennis.opens(f"/cases/{case.reference}/consideration/").does_not_see("Give this position")
    dilys = stage.enter(cast.deputy_health, width=PHONE).opens(f"/cases/{case.reference}/consideration/")
    dilys.answers(NOTIFY, and_presses="Give this position").sees("Dilys Ferrant")


def test_a_split_opens_the_protocol_and_the_local_authority_decides_by_itself(
    stage: Stage, cast: Cast
) -> None:
    case = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    stella = stage.enter(cast.decider).opens().follows("Decide")
    stella.sees("the partners did not agree", "Do not notify")
    stella.answers(
        {"What does the local authority decide?": "Notify the Panel",
         "Why?": "Both limbs of the test are met; health’s view is kept."},
        and_presses="Record this decision",
    )  # fmt: skip
    stella.sees("The position of health differs and is kept.")
    hana = stage.enter(cast.dsp_health).opens(f"/cases/{case.reference}/").follows("Disagreements")
    hana.sees("What each partner holds", "If they cannot agree:").is_photographed("disagreement", tall=1500)
    iris = stage.enter(cast.scrutineer).opens().is_photographed("scrutineer-work")
    iris.opens(f"/cases/{case.reference}/").follows("Disagreements").answers(
        {"Your advice": "Look again at the second limb together; each of you reads it differently."},
        and_presses="Give this advice",
    )
    iris.sees("Look again at the second limb").is_photographed("scrutineer-disagreement", tall=1600)
