"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "propose_practice_review": "{by} put a practice review to the partners.",
    "decide_practice_review": "{by} gave the position of {partner} on a practice review.",
    "practice_review_decided": "A local practice review was decided.",
    "add_line_of_enquiry": "{by} added line of enquiry {line}.",
    "change_line_of_enquiry": "{by} changed line of enquiry {line}.",
    "withdraw_line_of_enquiry": "{by} withdrew line of enquiry {line}.",
    "practice_review_not_decided": "The partners decided against a practice review.",
}
