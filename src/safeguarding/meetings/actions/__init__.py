"""Calling meetings, saying who was there, and closing them. The only writers of this room."""

from safeguarding.meetings.actions.attending import record_attendance
from safeguarding.meetings.actions.closing import close_meeting, decide_in_meeting, may_close
from safeguarding.meetings.actions.holding import agree_vice_chair, hold_meeting, hold_slots, move_meeting
from safeguarding.meetings.actions.shared import chairing

__all__ = [
    "agree_vice_chair",
    "chairing",
    "close_meeting",
    "decide_in_meeting",
    "hold_meeting",
    "hold_slots",
    "may_close",
    "move_meeting",
    "record_attendance",
]
