"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "propose_practice_review": "{by} put a practice review to the partners.",
    "decide_practice_review": "{by} gave the position of {partner} on a practice review.",
    "practice_review_decided": "A local practice review was decided.",
    "practice_review_not_decided": "The partners decided against a practice review.",
    "shortlist_reviewer": "{by} put somebody on the shortlist of reviewers.",
    "drop_reviewer": "{by} took somebody off the shortlist of reviewers.",
    "answer_suitability": "{by} wrote down how suitable a reviewer is.",
    "declare_reviewers_work": "{by} noted for whom a reviewer has worked.",
    "take_back_reviewers_work": "{by} took back a line of a reviewer’s declaration.",
    "record_reviewers_declaration": "{by} recorded a reviewer’s declaration of interests.",
    "rule_on_reviewer": "{by} ruled on a reviewer’s interest.",
    "record_reviewers_contract": "{by} recorded a reviewer’s contract.",
    "propose_to_appoint_reviewer": "{by} put a reviewer to the partners.",
    "propose_to_remove_reviewer": "{by} asked for a reviewer to be removed.",
    "position_to_appoint_reviewer": "{by} gave the position of {partner} on appointing a reviewer.",
    "position_to_remove_reviewer": "{by} gave the position of {partner} on removing a reviewer.",
    "reviewer_appointed": "A reviewer was appointed.",
    "reviewer_not_appointed": "The partners decided not to appoint a reviewer.",
    "reviewer_removed": "A reviewer was removed. Their access ended at once.",
    "reviewer_kept": "The partners decided to keep a reviewer.",
}
