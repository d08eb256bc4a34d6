"""Directions, ways of learning, assurance rounds, publications. The only writers of this room."""

from safeguarding.learning.actions.assurance import (
    Said,
    answer_assurance,
    ask_assurance,
    challenge_report,
    hand_over_report,
    remind_report,
    settle_report,
)
from safeguarding.learning.actions.directions import (
    answer_direction,
    give_direction,
    hand_over_direction,
    rule_on_answer,
)
from safeguarding.learning.actions.outcomes import report_learning
from safeguarding.learning.actions.publications import consider_publication, note_publication
from safeguarding.learning.actions.routes import agree_learning_route, decide_learning_route

__all__ = [
    "Said",
    "agree_learning_route",
    "answer_assurance",
    "answer_direction",
    "ask_assurance",
    "challenge_report",
    "consider_publication",
    "decide_learning_route",
    "give_direction",
    "hand_over_direction",
    "hand_over_report",
    "note_publication",
    "remind_report",
    "report_learning",
    "rule_on_answer",
    "settle_report",
]
