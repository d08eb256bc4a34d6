"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "give_direction": "{by} gave direction {direction}.",
    "answer_direction": "{by} answered direction {direction}.",
    "hand_over_direction": "{by} handed direction {direction} over, because whoever had it leaves.",
    "rule_on_answer": "{by} looked at the answer to direction {direction}.",
    "plan_learning_route": "{by} said how learning goes forward.",
    "agree_learning_route": "{by} agreed, for {partner}, how learning goes forward.",
    "learning_route_decided": "Another way of learning than a practice review was decided.",
}
