"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "propose_practice_review": "{by} put a practice review to the partners.",
    "decide_practice_review": "{by} gave the position of {partner} on a practice review.",
    "practice_review_decided": "A local practice review was decided.",
    "give_in_review_draft": "{by} gave in version {version} of the practice review’s report.",
    "draft_issued": "Version {version} of the practice review’s report was sent for checking.",
    "ask_about_facts": "{by} asked agencies to check the facts of version {version} of the report.",
    "ask_again_about_facts": "{by} asked an agency again to check the facts of the report.",
    "point_out": "An agency pointed out something in the draft of the report.",
    "finish_fact_check": "An agency finished checking its part of the report.",
    "settle_point": "{by} answered a point about the draft of the report.",
    "close_fact_check": "{by} closed the check of facts of version {version}.",
    "recommend_report": "{by} recorded that the review panel recommends version {version} of the report.",
    "position_on_report": "{by} gave the position of {partner} on version {version} of the report.",
    "report_accepted": "The partners accepted version {version} of the report.",
    "report_sent_back": "The partners asked for changes to version {version} of the report.",
    "practice_review_not_decided": "The partners decided against a practice review.",
}
