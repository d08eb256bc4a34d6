"""9. The Panel asks for information; it is noted, answered by a letter, sealed, and the log says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cases.builders import today
from tests.people.cast import Cast
from tests.rapid_reviews.builders import signed_case
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE
from tests.stories.test_6_sign import sends_it

pytestmark = pytest.mark.story
ASKS = "Who knew of the night calls, and since when?"


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_the_panel_asks_is_answered_in_time(stage: Stage, cast: Cast, width: int) -> None:
    case = signed_case(cast)
    named = "-phone" if width == PHONE else ""
    maya = stage.enter(cast.manager, width=width)
    sends_it(maya, case.reference)
    maya.follows("Record a reply").answers(
        {"What did the Panel answer?": "The Panel asks for information", "When did it come?": today(),
         "What does it say?": ASKS, "If it asks for something: by when?": today() + timedelta(days=7)},
        and_presses="Record the reply",
    )  # fmt: skip
    maya.sees("It must be given").opens().sees("Answer the Panel").follows("Answer")
    maya.sees("An answer is owed", ASKS).is_photographed(f"letter-asked{named}", tall=1400)
    maya.opens(f"/cases/{case.reference}/letters/").sees("To be written at this step")
    maya.is_photographed(f"letters{named}", tall=1800)
    maya.follows("Answer").follows("Write the answer").sees(ASKS, "section 16D")
    maya.is_photographed(f"letter-write{named}", tall=1800)
    maya.answers(
        {"What does it say?": "The ward knew since May.\n\nWe enclose its note.",
         "Who signs it?": "Yours sincerely\n\nMaya Okonjo"},
        and_presses="Make the draft",
    )  # fmt: skip
    maya.sees("It has not been sent.").is_photographed(f"letter-draft{named}", tall=1800)
    maya.answers({"When was it sent?": today(), "How?": "Secure e-mail"}, and_presses="Record it as sent")
    maya.sees("The letter as it was sent").opens(f"/cases/{case.reference}/letters/")
    maya.sees("Nobody waits for an answer.")
    ines = (
        stage.enter(cast.chair, width=width).opens().follows("The Panel, the Department and Ofsted: letters")
    )
    ines.sees(ASKS, "The ward knew since May.").is_photographed(f"panel-letters{named}", tall=1600)
    ines.does_not_see("Write a letter")
