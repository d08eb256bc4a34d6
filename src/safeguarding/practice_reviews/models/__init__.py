"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.commissioning import (
    Candidate,
    ReviewerPosition,
    ReviewerProposal,
    ReviewerRuling,
    WorkedFor,
)
from safeguarding.practice_reviews.models.deciding import Position, Proposal
from safeguarding.practice_reviews.models.monitoring import MonitoringPoint
from safeguarding.practice_reviews.models.publication import (
    Answered,
    FinalReport,
    Intention,
    PublicPage,
    ReadBy,
    Stance,
)
from safeguarding.practice_reviews.models.reviewers import Complaint, PastWork, Reviewer

__all__ = [
    "Answered",
    "Candidate",
    "Complaint",
    "FinalReport",
    "Intention",
    "MonitoringPoint",
    "PastWork",
    "Position",
    "Proposal",
    "PublicPage",
    "ReadBy",
    "Reviewer",
    "ReviewerPosition",
    "ReviewerProposal",
    "ReviewerRuling",
    "Stance",
    "WorkedFor",
]
