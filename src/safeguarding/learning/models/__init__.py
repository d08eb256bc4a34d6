"""How learning is taken forward: directions, other ways of learning, assurance rounds, publications."""

from safeguarding.learning.models.assurance import Report, Round, ThemeLevel
from safeguarding.learning.models.publication import Publication
from safeguarding.learning.models.routes import (
    Direction,
    DirectionAnswer,
    LearningAgreement,
    LearningOutcome,
    LearningRoute,
)

__all__ = [
    "Direction",
    "DirectionAnswer",
    "LearningAgreement",
    "LearningOutcome",
    "LearningRoute",
    "Publication",
    "Report",
    "Round",
    "ThemeLevel",
]
