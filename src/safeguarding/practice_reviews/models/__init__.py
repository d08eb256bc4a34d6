"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.deciding import Position, Proposal
from safeguarding.practice_reviews.models.lines import LineOfEnquiry

__all__ = ["LineOfEnquiry", "Position", "Proposal"]
