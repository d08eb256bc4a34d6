"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "propose_practice_review": "{by} put a practice review to the partners.",
    "decide_practice_review": "{by} gave the position of {partner} on a practice review.",
    "practice_review_decided": "A local practice review was decided.",
    "give_in_review_draft": "{by} gave in version {version} of the practice review’s report.",
    "practice_review_not_decided": "The partners decided against a practice review.",
}
