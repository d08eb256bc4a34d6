"""9. The standing group: a member is added, confirmed by their senior lead, moves; two agencies merge."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.meetings.models import Member
from tests.cases.builders import today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story

PIKE = "pike@larkfield.example"
TESTS = (
    "They speak for us with authority",
    "They take decisions and commit us on policy, resources and practice",
    "They hold our own organisation to account for how it takes part",
)


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_member_is_added_confirmed_by_a_link_and_moves(stage: Stage, cast: Cast, width: int) -> None:
    maya = stage.enter(cast.manager, width=width).opens("/group/").follows("Members")
    maya.sees("Nobody has been entered").follows("Add a member")
    maya.answers(
        {"Who?": "Mabel Croft", "How do they belong to the group?": "Core member", "From when?": today()},
        and_presses="Add this member",
    )
    maya.sees("Ask for confirmation").unfolds("Ask for confirmation")
    maya.presses("Ask them").is_told("Say who is to confirm them.")
    maya.answers(
        {"Or somebody else: their name": "Dr Orsolya Pike", "Their work e-mail address": PIKE},
        and_presses="Ask them",
    )
    maya.sees("Dr Orsolya Pike was asked").unfolds("Note their induction")
    maya.answers({"When were they shown how the group works?": today()}, and_presses="Note it")
    pike = stage.enter(width=width).comes_by_the_link_in(PIKE)
    pike.sees_the_page("May Mabel Croft speak for Larkfield NHS Trust?").does_not_see("Metropolitan")
    pike.answers({TESTS[0]: True, TESTS[1]: True}, and_presses="Confirm").is_told("all three tests")
    pike.answers({TESTS[2]: True}, and_presses="Confirm").sees("Thank you. You confirmed Mabel Croft")
    ines = stage.enter(cast.chair, width=width).opens("/group/members/")
    ines.sees("Mabel Croft", "Dr Orsolya Pike").does_not_see("Add a member")
    maya.opens("/group/members/").follows("Mabel Croft").follows("They move to another agency")
    maya.answers(
        {
            "To which agency do they move?": "Fernbank Primary School",
            "In what capacity will they act there?": "Education lead",
            "What is the last day of the seat that they have?": today() - timedelta(days=1),
        },
        and_presses="Move them",
    )
    maya.sees("Who belonged to the group before", "Larkfield NHS Trust", "Fernbank Primary School")
    assert Member.objects.filter(moved_from__isnull=False).count() == 1


def test_a_lead_partner_confirms_signed_in_and_the_list_is_photographed(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager).opens("/group/members/add/")
    maya.answers(
        {
            "Who?": "Piers Vantongeren",
            "How do they belong to the group?": "Core member",
            "From when?": today(),
        },
        and_presses="Add this member",
    )
    maya.unfolds("Ask for confirmation")
    cast.lsp_police.person.set_password("three unrelated words")
    cast.lsp_police.person.save()
    maya.answers({"Who confirms them?": "Roland Achterberg"}, and_presses="Ask them")
    roland = stage.enter(cast.lsp_police).opens("/").sees("Confirm that Piers Vantongeren speaks for")
    roland.opens(f"/group/confirm/{Member.objects.get().attestations.get().pk}/")
    roland.answers(dict.fromkeys(TESTS, True), and_presses="Confirm").sees("It holds until")
    maya.opens("/group/members/").sees("Confirmed", "Public health lead: this place is empty")
    maya.is_photographed("group-members", tall=1200)


def test_two_agencies_merge_and_a_seat_is_moved(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager, script=False).opens("/people/").follows("North Central London")
    maya.unfolds("Give it another name")
    maya.answers(
        {"The new name": "North London Board", "From when?": today() - timedelta(days=9)},
        and_presses="Give it this name",
    )
    maya.is_told("That day has passed").still_has("The new name", "North London Board")
    maya.unfolds("It ends, or merges with another")
    maya.answers(
        {
            "What is its last day?": today() - timedelta(days=1),
            "Why does it end?": "Merged by order.",
            "Or a new agency: its name": "West and North London Board",
        },
        and_presses="End this agency",
    )
    maya.sees("It ended on", "West and North London Board", "Seats to move").follows("Move them")
    maya.sees("Choose")
