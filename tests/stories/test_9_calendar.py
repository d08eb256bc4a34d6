"""9. The calendar: every date of one's cases by week, and a private link that can be revoked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from safeguarding.meetings.models import Meeting
from tests.cases.builders import notified_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_dates_are_seen_by_week_and_taken_to_ones_own_calendar(stage: Stage, cast: Cast, width: int) -> None:
    case = notified_case(cast)
    case.deadlines.filter(kind="plan_draft").update(due_on=today() - timedelta(days=2))
    maya = stage.enter(cast.manager, width=width, script=width == DESKTOP).opens("/").follows("Calendar")
    maya.sees_the_page("Calendar").sees("Week of Monday", "Rapid review meeting", case.pseudonym, "Internal")
    maya.follows("See it first").sees("Passed, and still open", "Draft the report")
    maya.follows("Next 3 months").sees("Send the rapid review to the Panel")
    maya.presses("Make a private link").sees("Your private link", "shown only here and only now")
    link = re.search(r"/calendar/[0-9a-f]{64}\.ics", maya.page.content())
    assert link
    got = maya.page.request.get(stage.site + link[0])
    assert case.reference in got.text()
    assert case.pseudonym not in got.text()
    maya.opens("/calendar/").sees("It was last read on").does_not_see("Your private link")
    maya.is_photographed("calendar" if width == DESKTOP else "calendar-phone", tall=1500)
    maya.presses("Revoke the link").sees("You have no link.")
    assert maya.page.request.get(stage.site + link[0]).status == 404


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_meeting_is_added_to_ones_own_calendar(stage: Stage, cast: Cast, width: int) -> None:
    case = notified_case(cast)
    one = case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)
    tom = stage.enter(cast.dsp_police, width=width).opens("/calendar/").follows("Rapid review meeting")
    assert tom.page.url.endswith(f"/meetings/{one.pk}/")
    got = tom.downloads("Add to your calendar")
    assert b"SUMMARY:Meeting of Barnet SCP" in got
    assert case.pseudonym.encode() not in got
