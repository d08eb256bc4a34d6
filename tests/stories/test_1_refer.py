"""1. Any professional refers a case."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from safeguarding.cases.models import Case
from tests.cases.builders import referred_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import PHONE, Somebody

pytestmark = pytest.mark.story

TOBIAS = "Tobias Quillfeather"


def comes_to_refer(stage: Stage, address: str = "orla@larkfield.example", **how: object) -> Somebody:
    """Somebody whom nobody here knows asks for a link, and comes by it."""
    orla = stage.enter(**how)
    orla.opens("/refer/barnet/").sees("If a child is in immediate danger, call 999.")
    orla.is_photographed("refer-start")
    orla.follows("Start").answers(
        {"Your name": "Orla Fennimore", "Your organisation": "Larkfield NHS Trust",
         "Your work e-mail address": address},
        and_presses="Send me a link",
    )  # fmt: skip
    orla.sees_the_page("Look at your e-mail")
    return orla.comes_by_the_link_in(address).sees_the_page("Your referral")


def answers_about_themselves(orla: Somebody) -> None:
    orla.follows("You and your safeguarding lead").answers(
        {
            "Your name": "Orla Fennimore", "Your job": "Named nurse",
            "Your organisation": "Larkfield NHS Trust",
            "A telephone number where we can reach you today": "020 7946 0100",
            "Should your name be kept from other agencies?": "No",
            "Your organisation’s safeguarding lead": "Grace Tolland",
            "When did they agree?": today() - timedelta(days=1),
            "My safeguarding lead agrees that this case should be referred": True,
            "This is not a child protection referral. If one was needed, it has been made": True,
        },
        and_presses="Save and go on",
    )  # fmt: skip


def names_a_baby(orla: Somebody, name: str = TOBIAS) -> None:
    orla.answers(
        {
            "Who is this about?": "A child", "Full name": name,
            "Date of birth": today() - timedelta(days=150), "Sex": "Male", "Ethnicity": "White British",
            "What happened to this child?": "The child was seriously harmed",
            "Is the child looked after by a local authority?": "No",
            "How is this child kept safe now?": "In hospital; contact supervised.",
        },
        and_presses="Save and go on",
    )  # fmt: skip


def answers_the_rest(orla: Somebody) -> None:
    orla.follows("What happened").answers(
        {
            "When did it happen?": today() - timedelta(days=3), "At what time?": "About 7.45 am",
            "Where did it happen?": "In this area", "Which local authority area?": "Barnet",
            "What happened?": "The baby was found unresponsive and taken to hospital.",
            "Is there press or political interest?": "No",
        },
        and_presses="Save and go on",
    )  # fmt: skip
    orla.follows("Abuse, neglect and harm").answers(
        {"Is abuse or neglect known or suspected?": "Suspected", "What kind?": ["Physical abuse", "Neglect"],
         "Why is the harm serious?": "A head injury with likely lasting effect."},
        and_presses="Save and go on",
    )  # fmt: skip
    orla.follows("Safety now").answers(
        {"What has been done to keep the child safe?": "He is in hospital; contact is supervised.",
         "Are brothers, sisters or other children safe? Who sees to it?": "His sister is with family.",
         "Could somebody still be at risk now?": "No"},
        and_presses="Save and go on",
    )  # fmt: skip
    orla.follows("Why a review").answers(
        {"Why do you refer this case?": "A child has died or been seriously harmed",
         "What should the partnership look at?": "Two services saw a bruise and neither referred it.",
         "Does the partnership need to act today?": "No"},
        and_presses="Save and go on",
    )  # fmt: skip


def test_somebody_unknown_refers_several_children_and_comes_back_to_a_kept_draft(
    stage: Stage, cast: Cast
) -> None:
    orla = comes_to_refer(stage)
    answers_about_themselves(orla)
    orla.follows("The children").follows("Add a child")
    names_a_baby(orla)
    orla.follows("Add a child").answers(
        {
            "Who is this about?": "An unborn child",
            "When is the baby due?": today() + timedelta(days=60),
            "What happened to this child?": "Neither",
            "Is the child looked after by a local authority?": "No",
            "How is this child kept safe now?": "The midwife knows.",
        },
        and_presses="Save and go on",
    )
    orla.follows("Add a child").answers(
        {
            "Who is this about?": "A child whose identity is not known yet",
            "What happened to this child?": "Not yet known",
            "Is the child looked after by a local authority?": "Not known",
            "How is this child kept safe now?": "The police are looking for the child.",
        },
        and_presses="Save and go on",
    )
    orla.sees(TOBIAS).is_photographed("refer-children").follows("Go on")
    orla.sees("4 parts still to do").is_photographed("refer-parts")

    orla.closes_the_browser()
    orla.comes().comes_by_the_link_in("orla@larkfield.example")
    orla.sees("4 parts still to do").follows("The children").sees(TOBIAS).follows("Go on")
    answers_the_rest(orla)
    orla.follows("Check and send").sees("When the local authority became aware", "Not known")
    orla.is_photographed("refer-check")
    orla.presses("Send the referral").sees_the_page("Your referral has arrived")
    orla.is_photographed("refer-sent")

    case = Case.objects.get()
    assert case.children.count() == 3
    maya = stage.enter(cast.manager).opens()
    maya.sees("Propose a route").is_photographed("manager-work")
    maya.goes_to_their_mailbox("orla@larkfield.example").does_not_see(TOBIAS, case.reference)


def test_only_the_manager_is_shown_a_likely_duplicate(stage: Stage, cast: Cast) -> None:
    before = referred_case(cast)
    orla = comes_to_refer(stage)
    answers_about_themselves(orla)
    orla.follows("The children").follows("Add a child")
    names_a_baby(orla)
    orla.follows("Go on")
    answers_the_rest(orla)
    orla.follows("Check and send").does_not_see("duplicate", "already", before.reference)
    orla.presses("Send the referral").does_not_see("duplicate", "already", before.reference)

    case = Case.objects.exclude(pk=before.pk).get()
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/")
    maya.sees("Perhaps already known", before.reference).is_photographed("manager-duplicate")
    stage.enter(cast.dsp_health).opens(f"/cases/{case.reference}/").does_not_see(before.reference)


def test_a_date_in_the_future_is_told_and_nothing_typed_is_lost(stage: Stage, cast: Cast) -> None:
    orla = comes_to_refer(stage, width=PHONE)
    orla.follows("What happened").answers(
        {
            "When did it happen?": today() + timedelta(days=2), "Where did it happen?": "In this area",
            "What happened?": "A child was found hurt.", "Is there press or political interest?": "No",
        },
        and_presses="Save and go on",
    )  # fmt: skip
    orla.is_told("must be today or in the past").still_has("What happened?", "A child was found hurt.")
    orla.is_photographed("refer-wrong-date-phone", tall=1200)


SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "open"
