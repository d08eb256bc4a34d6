"""9. An answer is owed: rung, reminded by the system, refused and asked for formally, covered, passed on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.config import schedule
from safeguarding.evidence.models import Request
from safeguarding.statute.calendar import add_working_days, is_working_day
from tests.cases.builders import notified_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story

SURGERY = "reception@milllane.example"
WIDTHS = pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])


def surgerys(cast: Cast, *, due_in: int) -> Request:
    """What the surgery was asked two weeks ago, due so many working days from today."""
    case = notified_case(cast)
    request = Request.objects.select_related("case", "agency", "contact__person").get(
        case=case, agency=cast.gp
    )
    due = add_working_days(today(), due_in)
    Request.objects.filter(pk=request.pk).update(asked_on=today() - timedelta(days=14), due_on=due)
    request.refresh_from_db()
    return request


@WIDTHS
def test_a_late_answer_is_rung_for_reminded_of_and_held(stage: Stage, cast: Cast, width: int) -> None:
    request = surgerys(cast, due_in=-2)
    board = f"/cases/{request.case.reference}/returns/"
    sent = schedule.chase_returns(today())
    assert sent == (1 if is_working_day(today()) else 0)
    maya = stage.enter(cast.manager, width=width).opens(board)
    maya.opens(f"{board}{request.short}/").unfolds("Note a telephone call")
    maya.answers(
        {
            "Whom did you speak to?": "Joan Petty, practice manager",
            "What was said?": "The doctor is back then.",
            "For which day did they promise it?": today() + timedelta(days=2),
        },
        and_presses="Note the call",
    )
    words = f"Rang today, promised {today() + timedelta(days=2):%A}"
    maya.sees(words).unfolds("Hold the system’s reminders")
    maya.answers(
        {"Why are they not to be reminded?": "Agreed by telephone."}, and_presses="Hold the reminders"
    )
    maya.sees("The system does not remind them", "Agreed by telephone.")
    maya.opens(board).sees(words, "Reminders held").is_photographed("returns-board")
    maya.opens(f"/cases/{request.case.reference}/rapid-review/")
    beryl = stage.enter(cast.coordinator, width=width).opens("/")
    beryl.follows("Your sector: who owes an answer").sees("Mill Lane Surgery", request.case.reference)
    beryl.does_not_see(request.case.pseudonym).is_photographed("sector")
    beryl.follows("I have rung them")
    beryl.answers(
        {"Whom did you speak to?": "Joan Petty", "What was said?": "She has it."}, and_presses="Note the call"
    )
    beryl.sees("Rang today").sees_the_page("Who owes an answer in your sector")


@WIDTHS
def test_an_agency_that_will_not_share_is_asked_formally_and_its_head_answers(
    stage: Stage, cast: Cast, width: int
) -> None:
    request = surgerys(cast, due_in=2)
    joan = stage.enter(width=width).comes_by_the_link_in(SURGERY)
    joan.follows("We will not share this")
    joan.answers(
        {"Why will you not share it?": "Our solicitor says no."},
        and_presses="Tell the partnership that we will not share this",
    )
    joan.sees("your organisation will not share this")
    maya = stage.enter(cast.manager, width=width).opens(f"/cases/{request.case.reference}/returns/")
    maya.sees("Will not answer", "No formal letter yet").opens(
        f"/cases/{request.case.reference}/returns/{request.short}/"
    )
    maya.follows("Write to them formally").sees("section 16H")
    maya.answers(
        {
            "To whom does it go?": "Dr Ada Lee",
            "Their work e-mail address": "ada.lee@milllane.example",
            "That partner has agreed to this letter, and I have checked the address": True,
        },
        and_presses="Seal the letter and send it",
    )
    maya.sees("A formal letter went to Dr Ada Lee")
    assert maya.takes_away("The letter in Word", "Download the Word file").startswith(b"PK")
    ada = stage.enter(width=width).comes_by_the_link_in("ada.lee@milllane.example")
    ada.sees_the_page("Formal request for information")
    assert ada.downloads("The letter as PDF").startswith(b"%PDF")
    ada.follows("Answer the request").sees("We have written to your organisation formally")
    ada.follows("will share it after all").presses("We will share it after all")
    ada.does_not_see("will not share this,")


@WIDTHS
def test_a_contact_who_is_away_names_a_cover_and_passes_on_to_an_address_that_is_checked(
    stage: Stage, cast: Cast, width: int
) -> None:
    request = surgerys(cast, due_in=2)
    joan = stage.enter(width=width).comes_by_the_link_in(SURGERY)
    joan.follows("I will be away: name somebody who covers")
    joan.answers(
        {
            "Their name": "Sam Ito",
            "Their work e-mail address": "sam@milllane.example",
            "Up to and with which day?": timezone.localdate() + timedelta(days=7),
            "To whom do we write in these days?": "Only to whoever covers",
        },
        and_presses="Name who covers",
    )
    joan.sees("Sam Ito covers for").presses("End this cover now").does_not_see("covers for")
    joan.opens(f"/returns/{request.short}/pass-on/")
    joan.answers(
        {"Their name": "Dr Lee", "Their work e-mail address": "lee@elsewhere.example"},
        and_presses="Pass it on",
    )
    joan.sees("The partnership checks it first")
    maya = stage.enter(cast.manager, width=width).opens(f"/cases/{request.case.reference}/returns/")
    maya.sees("Wants to pass it on").opens(f"/cases/{request.case.reference}/returns/{request.short}/")
    maya.answers(
        {"Have you checked with the agency that this address is right?": "Yes"}, and_presses="Answer them"
    )
    maya.sees("Dr Lee")


def test_without_script_a_refusal_can_be_noted(stage: Stage, cast: Cast) -> None:
    request = surgerys(cast, due_in=2)
    maya = stage.enter(cast.manager, script=False)
    maya.opens(f"/cases/{request.case.reference}/returns/{request.short}/").unfolds("They will not answer")
    maya.answers(
        {"Who said so?": "Dr Lee", "In their own words: why not?": "We may not."},
        and_presses="Note that they will not answer",
    )
    maya.sees("We may not.")
    assert request.refusals.count() == 1
