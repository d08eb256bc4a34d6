"""What a local child safeguarding practice review is made of."""

from safeguarding.practice_reviews.models.accepting import ReportPosition, ReportRecommended
from safeguarding.practice_reviews.models.deciding import Position, Proposal
from safeguarding.practice_reviews.models.drafts import Draft
from safeguarding.practice_reviews.models.facts import AskedAgency, FactCheck, FactPoint

__all__ = [
    "AskedAgency",
    "Draft",
    "FactCheck",
    "FactPoint",
    "Position",
    "Proposal",
    "ReportPosition",
    "ReportRecommended",
]
