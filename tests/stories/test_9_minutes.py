"""9. The meeting: its agenda is made in one press, typed while people talk, closed, and agreed."""

from __future__ import annotations

import pytest

from safeguarding.meetings.models import Meeting
from tests.cases.builders import notified_case
from tests.meetings.test_meetings import there
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story
TITLES = ("Welcome", "Key practice episodes", "Signing off")
SAFE = "How is every child safe now, brothers and sisters included, and who sees to it?"


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_agenda_is_made_typed_and_agreed(stage: Stage, cast: Cast, width: int) -> None:
    case = notified_case(cast)
    rapid = case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)
    where = f"/cases/{case.reference}/meetings/{rapid.pk}/"
    there(cast, rapid, cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police)
    bram = stage.enter(cast.support, width=width).opens(where).follows("Agenda and minutes")
    bram.sees("There is no agenda yet").presses("Make the agenda").sees(*TITLES)
    bram.unfolds("Add an item").answers(
        {"What else is to be talked about?": "The school’s own review"}, and_presses="Add it"
    )
    bram.is_photographed(f"minutes{'-phone' if width == PHONE else ''}", tall=1600)
    ines = stage.enter(cast.chair, width=width).opens(where + "close/")
    ines.answers({SAFE: "Both are safe."}, and_presses="Close the meeting").is_told(
        "neither dealt with nor deferred"
    )
    bram.opens(where).follows("Record a decision").answers(
        {
            "What was decided?": "Visit today.",
            "Why?": "Nobody has seen her since Monday.",
            "Local authority: what did they hold?": "Agreed",
        },
        and_presses="Record the decision",
    )
    bram.sees("Visit today.").follows("Agenda and minutes")
    said: dict[str, str] = {}
    for item in rapid.items.all():
        said[f"What came of it: {item.title}"] = f"We spoke of it ({item.number})."
    bram.answers(said)
    for settled in bram.page.get_by_label("Is it settled?").all():
        settled.select_option("done")
    bram.presses("Save what is typed").sees("Bram Tilley")
    ines.opens(where + "close/").answers({SAFE: "Both are safe."}, and_presses="Close the meeting")
    ines.opens().sees("Agree the minutes").follows("Read and agree")
    ines.is_photographed(f"minutes-agree{'-phone' if width == PHONE else ''}", tall=1400)
    ines.presses("Agree these minutes").sees("Agreed by Ines Halloran")
    leo = stage.enter(cast.dsp_la, width=width).opens(where + "minutes/")
    leo.sees("We spoke of it (9).", "Agreed by Ines Halloran").does_not_see("Save what is typed")
