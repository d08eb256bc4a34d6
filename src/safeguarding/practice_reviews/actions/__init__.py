"""The acts of a local child safeguarding practice review. The only writers of this room."""

from safeguarding.practice_reviews.actions.accepting import position_on_report, recommend_report
from safeguarding.practice_reviews.actions.deciding import (
    basis_of,
    decide_practice_review,
    may_be_decided,
    tally_of,
)
from safeguarding.practice_reviews.actions.drafts import give_in_draft, may_be_drafted
from safeguarding.practice_reviews.actions.facts import (
    ask_about_facts,
    ask_again,
    close_fact_check,
    finish_fact_check,
    point_out,
    settle_point,
)
from safeguarding.practice_reviews.actions.recommending import recommend

__all__ = [
    "ask_about_facts",
    "ask_again",
    "basis_of",
    "close_fact_check",
    "decide_practice_review",
    "finish_fact_check",
    "give_in_draft",
    "may_be_decided",
    "may_be_drafted",
    "point_out",
    "position_on_report",
    "recommend",
    "recommend_report",
    "settle_point",
    "tally_of",
]
