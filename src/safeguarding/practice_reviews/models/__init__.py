"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.commissioning import (
    Candidate,
    ReviewerPosition,
    ReviewerProposal,
    ReviewerRuling,
    WorkedFor,
)
from safeguarding.practice_reviews.models.deciding import Position, Proposal
from safeguarding.practice_reviews.models.reviewers import Complaint, PastWork, Reviewer

__all__ = [
    "Candidate",
    "Complaint",
    "PastWork",
    "Position",
    "Proposal",
    "Reviewer",
    "ReviewerPosition",
    "ReviewerProposal",
    "ReviewerRuling",
    "WorkedFor",
]
