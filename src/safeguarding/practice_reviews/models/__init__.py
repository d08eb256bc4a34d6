"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.deciding import Position, Proposal

__all__ = ["Position", "Proposal"]
