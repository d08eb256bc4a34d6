"""The only writers of safety steps, sources, recommendations and actions."""

from safeguarding.improvements.actions.bringing import (
    begin_batch,
    bring_in_actions,
    bring_in_reviews,
    match_columns,
)
from safeguarding.improvements.actions.checking import (
    answer_challenge,
    challenge_action,
    check_lasted,
    close_action,
    note_difference,
    reopen_action,
    send_action_back,
    verify_action,
    waive_check,
)
from safeguarding.improvements.actions.owning import (
    add_evidence,
    answer_more_time,
    ask_more_time,
    hand_back_action,
    say_done,
    take_on_action,
    update_action,
)
from safeguarding.improvements.actions.planning import (
    Plan,
    merge_action,
    note_early_learning,
    plan_action,
    reassign_action,
)
from safeguarding.improvements.actions.safety import after_referred, complete_safety_step, log_safety_step
from safeguarding.improvements.actions.sources import note_source, write_recommendation

__all__ = [
    "Plan",
    "add_evidence",
    "after_referred",
    "answer_challenge",
    "answer_more_time",
    "ask_more_time",
    "begin_batch",
    "bring_in_actions",
    "bring_in_reviews",
    "challenge_action",
    "check_lasted",
    "close_action",
    "complete_safety_step",
    "hand_back_action",
    "log_safety_step",
    "match_columns",
    "merge_action",
    "note_difference",
    "note_early_learning",
    "note_source",
    "plan_action",
    "reassign_action",
    "reopen_action",
    "say_done",
    "send_action_back",
    "take_on_action",
    "update_action",
    "verify_action",
    "waive_check",
    "write_recommendation",
]
