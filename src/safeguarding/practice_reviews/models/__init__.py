"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.accepting import ReportPosition, ReportRecommended
from safeguarding.practice_reviews.models.commissioning import (
    Candidate,
    ReviewerPosition,
    ReviewerProposal,
    ReviewerRuling,
    WorkedFor,
)
from safeguarding.practice_reviews.models.deciding import Position, Proposal
from safeguarding.practice_reviews.models.drafts import Draft
from safeguarding.practice_reviews.models.facts import AskedAgency, FactCheck, FactPoint
from safeguarding.practice_reviews.models.lines import LineOfEnquiry
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
    "AskedAgency",
    "Candidate",
    "Complaint",
    "Draft",
    "FactCheck",
    "FactPoint",
    "FinalReport",
    "Intention",
    "LineOfEnquiry",
    "MonitoringPoint",
    "PastWork",
    "Position",
    "Proposal",
    "PublicPage",
    "ReadBy",
    "ReportPosition",
    "ReportRecommended",
    "Reviewer",
    "ReviewerPosition",
    "ReviewerProposal",
    "ReviewerRuling",
    "Stance",
    "WorkedFor",
]
