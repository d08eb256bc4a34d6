"""The group at its own meetings, made by the acts that people call."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.matters import group_matters_of
from safeguarding.meetings import actions
from safeguarding.meetings.actions import Typed
from safeguarding.meetings.group import to_accept
from safeguarding.meetings.models import AgendaItem, Meeting
from tests.meetings.test_meetings import at, there
from tests.meetings.test_minutes import drafted
from tests.people.cast import Cast


def called(cast: Cast, days: int = 0) -> Meeting:
    """A time is held, and the agenda is made."""
    meeting = actions.hold_group_meeting(by=cast.manager, held_for=at(days), place="Room 2")
    actions.make_agenda(by=cast.manager, meeting=meeting, matters=group_matters_of(cast.manager))
    return meeting


def together(cast: Cast, meeting: Meeting) -> Meeting:
    """The chair and the three partners are there."""
    there(cast, meeting, cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police)
    meeting.refresh_from_db()
    return meeting


def typed(meeting: Meeting, **changes: Any) -> list[Typed]:
    """Every item dealt with, but for the changes by code."""
    return [
        Typed(
            **{
                "number": item.number, "version": item.version, "words": f"We spoke of {item.title}.",
                "state": "done", **changes.get(item.code or "-", {}),
            }
        )
        for item in meeting.items.all()
    ]  # fmt: skip


def over(cast: Cast, meeting: Meeting | None = None, **changes: Any) -> Meeting:
    """A meeting from its agenda to its closing."""
    meeting = together(cast, meeting or called(cast))
    if "last_minutes" not in changes:
        accepted(cast, meeting)
    actions.type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting, **changes))
    return actions.close_meeting(by=cast.chair, meeting=meeting)


def accepted(cast: Cast, now: Meeting) -> None:
    """What waits to be accepted is."""
    for last in to_accept(now):
        actions.agree_minutes(by=cast.chair, meeting=last, read=drafted(last))


def item(meeting: Meeting, code: str) -> AgendaItem:
    return meeting.items.get(code=code)
