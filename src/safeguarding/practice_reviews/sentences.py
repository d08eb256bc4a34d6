"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "propose_practice_review": "{by} put a practice review to the partners.",
    "decide_practice_review": "{by} gave the position of {partner} on a practice review.",
    "practice_review_decided": "A local practice review was decided.",
    "practice_review_not_decided": "The partners decided against a practice review.",
    "give_final_report": "{by} gave in the finished file of the practice review.",
    "read_before_release": "{by} said whether the finished file can go out.",
    "answer_before_release": "{by} answered a question that comes before publishing.",
    "intend_publication": "{by} put to the partners what becomes of the finished report.",
    "position_on_publication": "{by} gave the position of {partner} on publishing.",
    "publication_not_agreed": "The partners did not agree to what was put to them about publishing.",
    "publication_planned": "The partners decided on which day it is published.",
    "publication_declined": "The partners decided to publish the improvements only.",
    "publication_delayed": "The partners put publication back.",
    "advance_copies_sent": "{by} confirmed that the copies before publication have gone.",
    "publish_review": "{by} published the practice review.",
    "take_down_review": "{by} took the public page of the practice review down.",
    "note_deposit": "{by} noted that the report went into the national repository.",
    "note_monitoring": "{by} looked at the time and quality of the practice review.",
}
