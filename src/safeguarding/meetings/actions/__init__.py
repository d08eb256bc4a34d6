"""Calling meetings, saying who was there, and closing them. The only writers of this room."""

from safeguarding.meetings.actions.attending import record_attendance
from safeguarding.meetings.actions.chairing import confirm_vice_chair, let_naming_fall, name_vice_chair
from safeguarding.meetings.actions.closing import close_meeting, decide_in_meeting, may_close
from safeguarding.meetings.actions.holding import hold_meeting, hold_slots, move_meeting
from safeguarding.meetings.actions.shared import chairing

__all__ = [
    "chairing",
    "close_meeting",
    "confirm_vice_chair",
    "decide_in_meeting",
    "hold_meeting",
    "hold_slots",
    "let_naming_fall",
    "may_close",
    "move_meeting",
    "name_vice_chair",
    "record_attendance",
]
