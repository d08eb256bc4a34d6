"""The only writers of this room."""

from safeguarding.evidence.actions.asking import Asked, ask_agencies, ask_agencies_on_notification
from safeguarding.evidence.actions.chasing import chase, hold_chasers, resume_chasers
from safeguarding.evidence.actions.chronologies import give_chronology, type_event
from safeguarding.evidence.actions.covering import end_cover, name_cover, reach_cover
from safeguarding.evidence.actions.refusing import issue_formal_request, refuse_return, withdraw_refusal
from safeguarding.evidence.actions.returning import confirm_return, give_return, name_senior, nil_return
from safeguarding.evidence.actions.running import (
    explain_missing_return,
    release_returns,
    remind,
    send_to_another,
)
from safeguarding.evidence.actions.telephone import note_telephone
from safeguarding.evidence.actions.time import answer_time_request, ask_for_time
from safeguarding.evidence.actions.writing import (
    answer_pass_on,
    declare_author,
    open_request,
    pass_on_return,
    save_answers,
    save_return,
)

__all__ = [
    "Asked",
    "answer_pass_on",
    "answer_time_request",
    "ask_agencies",
    "ask_agencies_on_notification",
    "ask_for_time",
    "chase",
    "confirm_return",
    "declare_author",
    "end_cover",
    "explain_missing_return",
    "give_chronology",
    "give_return",
    "hold_chasers",
    "issue_formal_request",
    "name_cover",
    "name_senior",
    "nil_return",
    "note_telephone",
    "open_request",
    "pass_on_return",
    "reach_cover",
    "refuse_return",
    "release_returns",
    "remind",
    "resume_chasers",
    "save_answers",
    "save_return",
    "send_to_another",
    "type_event",
    "withdraw_refusal",
]
