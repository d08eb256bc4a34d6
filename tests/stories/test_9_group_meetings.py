"""9. The group's own meeting: its agenda made, typed while people talk, closed, accepted at the next."""

from __future__ import annotations

import pytest

from safeguarding.meetings.models import Meeting
from tests.cases.builders import notified_case, today
from tests.meetings.gathered import called, together
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_groups_minutes_are_the_first_item_of_its_next_meeting(
    stage: Stage, cast: Cast, width: int
) -> None:
    case = notified_case(cast)
    maya = stage.enter(cast.manager, width=width).opens("/group/").follows("Meetings")
    maya.sees("No time is held for the next meeting").follows("Hold the next meeting")
    maya.answers(
        {"When?": today(), "Where?": "Committee Room 1"}, and_presses="Hold this time and tell everybody"
    )
    maya.follows("Agenda and minutes").presses("Make the agenda")
    maya.sees("No minutes wait to be accepted", f"Case {case.reference}", "Any other business")
    maya.is_photographed(f"group-agenda{'-phone' if width == PHONE else ''}", tall=1600)
    first = Meeting.objects.get(kind="group")
    together(cast, first)
    said: dict[str, str] = {}
    for item in first.items.all():
        said[f"What came of it: {item.title}"] = f"We spoke of it ({item.number})."
    maya.answers(said)
    for settled in maya.page.get_by_label("Is it settled?").all():
        settled.select_option("done")
    maya.presses("Save what is typed").sees("Maya Okonjo")
    ines = (
        stage.enter(cast.chair, width=width)
        .opens(f"/group/meetings/{first.pk}/")
        .follows("Close the meeting")
    )
    ines.presses("Close the meeting").follows("Minutes").sees("accepted at the next meeting")
    second = together(cast, called(cast))
    ines.opens("/").sees("Accept the minutes of the last meeting")
    ines.opens(f"/group/meetings/{second.pk}/minutes/").follows("Minutes of")
    ines.sees("We spoke of it (4).").presses("Accept these minutes").sees("Accepted by Ines Halloran")
    ines.opens(f"/group/meetings/{second.pk}/minutes/").sees("were accepted as a true record")
    mabel = stage.enter(cast.member, width=width).opens("/group/meetings/").sees("Accepted")
    mabel.opens(f"/group/meetings/{first.pk}/minutes/").does_not_see(case.reference, "Save what is typed")
