"""5. Every agency is asked and answers in its own space; the group meets and decides."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.evidence.models import Version
from safeguarding.evidence.questions import SHORT
from tests.cases.builders import notified_case, today
from tests.evidence.builders import give_all
from tests.people.cast import Cast
from tests.rapid_reviews.builders import answered_case
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE, Somebody

pytestmark = pytest.mark.story

SURGERY = "reception@milllane.example"
TRUE = "This is true and complete as far as I know, and I have said what I cannot share"


def test_an_agency_that_knows_nothing_says_so_in_three_clicks_on_a_phone(stage: Stage, cast: Cast) -> None:
    notified_case(cast)
    joan = stage.enter(width=PHONE).comes_by_the_link_in(SURGERY)
    joan.sees("Please answer for Mill Lane Surgery", "Tobias Quillfeather").is_photographed(
        "agency-start-phone", tall=2000
    )
    joan.follows("We have no record")
    joan.answers({"What have you searched?": ["Practice’s patient records"]})
    joan.is_photographed("agency-nil-phone", tall=1500)
    joan.presses("We have no record").sees("Thank you, we have your return", "“no record”")
    joan.is_photographed("agency-returned-phone", tall=1200)
    assert Version.objects.filter(kind="nil").count() == 1


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_agency_that_knew_the_child_answers_eight_questions(stage: Stage, cast: Cast, width: int) -> None:
    case = notified_case(cast)
    amos = stage.enter(cast.author, width=width).opens().sees("Answer a request about a child")
    amos.follows("Answer").sees("Please search for").is_photographed(f"agency-start{_at(width)}", tall=1500)
    amos.follows("We knew this child").is_photographed(f"agency-who-writes{_at(width)}")
    amos.answers({"Which of these is true for you?": "My organisation"}, and_presses="Save and go on")
    for question in SHORT:
        amos.answers({question.ask: f"{question.title}: as our notes have it."})
        if question is SHORT[1]:
            amos.is_photographed(f"agency-question{_at(width)}", tall=1500)
        amos.presses("Save and go on")
    amos.sees_the_page("Check and return")
    amos.answers({"What have you searched?": ["Our patient records"], TRUE: True})
    amos.presses("Return these answers").sees("Thank you, we have your return")

    zadie = stage.enter(width=width).comes_by_the_link_in(cast.senior.person.email)
    zadie.presses("Confirm this return").sees("Zadie Penhale confirmed it")
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/returns/").sees("5 agencies have still")
    maya.does_not_see("as our notes have it").is_photographed("returns-board", tall=1200)
    if width == PHONE:
        return
    maya.follows("Release the returns").presses("Release").follows("Read the released returns")
    maya.sees("as our notes have it").is_photographed("returns-read", tall=1400)


def _at(width: int) -> str:
    return "-phone" if width == PHONE else ""


def test_the_group_meets_answers_and_decides_under_its_chair(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    answered_case(cast, case)
    give_all(cast, case)

    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/meetings/").follows("Open")
    maya.answers(
        {"Who is there?": ["Ines Halloran", "Leo Marchbank", "Hana Siddall", "Piers Vantongeren"]},
        and_presses="They are there, without an interest",
    )
    maya.is_photographed("meeting", tall=1500)
    maya.opens(f"/cases/{case.reference}/rapid-review/").is_photographed("rapid-review", tall=1800)

    ines = stage.enter(cast.chair).opens().is_photographed("chair-work")
    ines.opens(f"/cases/{case.reference}/rapid-review/brief/").is_photographed("chair-brief", tall=1500)
    ines.opens(f"/cases/{case.reference}/meetings/").follows("Open").follows("Close the meeting")
    ines.answers(
        {"How is every child safe now, brothers and sisters included, and who sees to it?":
            "In hospital; contact supervised by social care."},
        and_presses="Close the meeting",
    )  # fmt: skip
    maya.opens(f"/cases/{case.reference}/rapid-review/").follows("Change")
    maya.is_photographed("aim", tall=1400).answers({}, and_presses="Save")
    maya.opens(f"/cases/{case.reference}/rapid-review/criteria/").follows("Change the answer")
    maya.answers(
        {"The group’s answer": "Yes", "Why": "Two services saw a bruise and neither referred it."},
        and_presses="Save",
    )
    ines.opens(f"/cases/{case.reference}/rapid-review/outcome/")
    decides_on_a_local_review(ines)
    ines.is_photographed("decision", tall=1200)


def decides_on_a_local_review(ines: Somebody) -> None:
    ines.answers(
        {
            "What did the group decide?": "Local child safeguarding practice review",
            "On which day?": today(),
            "Reasons": "Two services saw a bruise. The same was found in a review before.",
            "Which questions does the rapid review leave open?": "What stops a referral?",
            "How far does the review go?": "From the pregnancy to the day.",
            "How is it done?": "Conversations with the people who were there.",
            "Who might lead it, and how are they found?": "From the pool.",
            "By when?": today() + timedelta(days=170),
        },
        and_presses="Record the group’s decision",
    ).does_not_see("This could not be done").sees("Local child safeguarding practice review", "decided on")
