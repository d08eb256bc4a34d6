"""The acts of a local child safeguarding practice review. The only writers of this room."""

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
    "add_past_work",
    "add_reviewer",
    "answer_suitability",
    "basis_of",
    "change_reviewer",
    "decide_practice_review",
    "drop_candidate",
    "follow_complaint",
    "in_place",
    "may_be_appointed",
    "may_be_decided",
    "note_complaint",
    "note_work",
    "propose_appointment",
    "propose_removal",
    "record_contract",
    "record_declaration",
    "rule_on_reviewer",
    "shortlist",
    "take_back_work",
    "take_position",
    "tally_of",
    "tally_of_reviewer",
]
