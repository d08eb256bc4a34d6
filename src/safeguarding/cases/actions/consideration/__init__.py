"""The Case for Consideration: bringing the three partners together about the threshold."""

from safeguarding.cases.actions.consideration.enquiry import (
    answer_what_is_known,
    ask_what_is_known,
    hand_over_enquiry,
    may_answer_enquiry,
)
from safeguarding.cases.actions.consideration.local_authority import decide_for_local_authority
from safeguarding.cases.actions.consideration.position import Line, confirm_position, type_position
from safeguarding.cases.actions.consideration.together import (
    conclude_consideration,
    convene_consideration,
    tally_of,
    write_consideration,
)

__all__ = [
    "Line",
    "answer_what_is_known",
    "ask_what_is_known",
    "conclude_consideration",
    "confirm_position",
    "convene_consideration",
    "decide_for_local_authority",
    "hand_over_enquiry",
    "may_answer_enquiry",
    "tally_of",
    "type_position",
    "write_consideration",
]
