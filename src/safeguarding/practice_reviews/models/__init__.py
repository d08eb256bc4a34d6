"""What a local child safeguarding practice review is made of."""

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

__all__ = [
    "Answered",
    "FinalReport",
    "Intention",
    "MonitoringPoint",
    "Position",
    "Proposal",
    "PublicPage",
    "ReadBy",
    "Stance",
]
