"""The acts of a local child safeguarding practice review. The only writers of this room."""

from safeguarding.practice_reviews.actions.deciding import (
    basis_of,
    decide_practice_review,
    may_be_decided,
    tally_of,
)
from safeguarding.practice_reviews.actions.drafts import give_in_draft, may_be_drafted

__all__ = [
    "basis_of",
    "decide_practice_review",
    "give_in_draft",
    "may_be_decided",
    "may_be_drafted",
    "tally_of",
]
