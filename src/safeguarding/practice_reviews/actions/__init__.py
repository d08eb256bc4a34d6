"""The acts of a local child safeguarding practice review. The only writers of this room."""

from safeguarding.practice_reviews.actions.accepting import position_on_report, recommend_report
from safeguarding.practice_reviews.actions.appointing import (
    in_place,
    may_be_appointed,
    propose_appointment,
    propose_removal,
    take_position,
)
from safeguarding.practice_reviews.actions.appointing import tally_of as tally_of_reviewer
from safeguarding.practice_reviews.actions.commissioning import (
    Agreed,
    answer_suitability,
    drop_candidate,
    note_work,
    record_contract,
    record_declaration,
    rule_on_reviewer,
    shortlist,
    take_back_work,
)
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
from safeguarding.practice_reviews.actions.lines import (
    Line,
    add_line,
    change_line,
    may_be_written,
    withdraw_line,
)
from safeguarding.practice_reviews.actions.recommending import recommend
from safeguarding.practice_reviews.actions.register import (
    About,
    add_past_work,
    add_reviewer,
    change_reviewer,
    follow_complaint,
    note_complaint,
)

__all__ = [
    "About",
    "Agreed",
    "Line",
    "add_line",
    "add_past_work",
    "add_reviewer",
    "answer_suitability",
    "ask_about_facts",
    "ask_again",
    "basis_of",
    "change_line",
    "change_reviewer",
    "close_fact_check",
    "decide_practice_review",
    "drop_candidate",
    "finish_fact_check",
    "follow_complaint",
    "give_in_draft",
    "in_place",
    "may_be_appointed",
    "may_be_decided",
    "may_be_drafted",
    "may_be_written",
    "note_complaint",
    "note_work",
    "point_out",
    "position_on_report",
    "propose_appointment",
    "propose_removal",
    "recommend",
    "recommend_report",
    "record_contract",
    "record_declaration",
    "rule_on_reviewer",
    "settle_point",
    "shortlist",
    "take_back_work",
    "take_position",
    "tally_of",
    "tally_of_reviewer",
    "withdraw_line",
]
