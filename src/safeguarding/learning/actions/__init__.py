"""Directions of the chair, and ways of learning. The only writers of this room."""

from safeguarding.learning.actions.directions import answer_direction, give_direction, rule_on_answer
from safeguarding.learning.actions.routes import agree_learning_route, decide_learning_route

__all__ = [
    "agree_learning_route",
    "answer_direction",
    "decide_learning_route",
    "give_direction",
    "rule_on_answer",
]
