"""The acts of a local child safeguarding practice review. The only writers of this room."""

from safeguarding.practice_reviews.actions.deciding import (
    basis_of,
    decide_practice_review,
    may_be_decided,
    tally_of,
)
from safeguarding.practice_reviews.actions.lines import (
    Line,
    add_line,
    change_line,
    may_be_written,
    withdraw_line,
)

__all__ = [
    "Line",
    "add_line",
    "basis_of",
    "change_line",
    "decide_practice_review",
    "may_be_decided",
    "may_be_written",
    "tally_of",
    "withdraw_line",
]
