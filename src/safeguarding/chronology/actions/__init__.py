"""The only writers of this room."""

from safeguarding.chronology.actions.checking import (
    Decision,
    finish_checking,
    mark_events,
    settle_events,
    withdraw_paper,
)
from safeguarding.chronology.actions.giving import give_paper, read_again, read_paper, type_event
from safeguarding.chronology.actions.releasing import release_papers
from safeguarding.chronology.actions.taking import take_chronology
from safeguarding.chronology.actions.working import (
    allow_use,
    begin_episode,
    judge_pair,
    move_event,
    remark_on_event,
    settle_spelling,
)

__all__ = [
    "Decision",
    "allow_use",
    "begin_episode",
    "finish_checking",
    "give_paper",
    "judge_pair",
    "mark_events",
    "move_event",
    "read_again",
    "read_paper",
    "release_papers",
    "remark_on_event",
    "settle_events",
    "settle_spelling",
    "take_chronology",
    "type_event",
    "withdraw_paper",
]
