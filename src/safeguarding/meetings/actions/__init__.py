"""Meetings, and the group that holds them. The only writers of this room."""

from safeguarding.meetings.actions.attending import record_attendance
from safeguarding.meetings.actions.chairing import confirm_vice_chair, let_naming_fall, name_vice_chair
from safeguarding.meetings.actions.closing import close_meeting, may_close
from safeguarding.meetings.actions.confirming import ask_to_confirm, confirm_member
from safeguarding.meetings.actions.deciding import HELD, decide_in_meeting, still_open
from safeguarding.meetings.actions.holding import hold_group_meeting, hold_meeting, hold_slots, move_meeting
from safeguarding.meetings.actions.members import add_member, end_member, note_induction, renew_term
from safeguarding.meetings.actions.minutes import (
    Typed,
    add_agenda_item,
    agree_minutes,
    make_agenda,
    type_minutes,
)
from safeguarding.meetings.actions.moving import move_seat
from safeguarding.meetings.actions.packs import choose_papers, keep_copy

__all__ = [
    "HELD",
    "Typed",
    "add_agenda_item",
    "add_member",
    "agree_minutes",
    "ask_to_confirm",
    "choose_papers",
    "close_meeting",
    "confirm_member",
    "confirm_vice_chair",
    "decide_in_meeting",
    "end_member",
    "hold_group_meeting",
    "hold_meeting",
    "hold_slots",
    "keep_copy",
    "let_naming_fall",
    "make_agenda",
    "may_close",
    "move_meeting",
    "move_seat",
    "name_vice_chair",
    "note_induction",
    "record_attendance",
    "renew_term",
    "still_open",
    "type_minutes",
]
