"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.deciding import Position, Proposal
from safeguarding.practice_reviews.models.drafts import Draft

__all__ = ["Draft", "Position", "Proposal"]
