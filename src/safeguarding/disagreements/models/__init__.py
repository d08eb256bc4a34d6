"""The facts of disagreements: between partners in a case, and between agencies at work."""

from safeguarding.disagreements.models.agencies import AgencyDisagreement, AgencyLevel, AgencyPosition
from safeguarding.disagreements.models.level import AGENCY_LEVELS, LEVELS
from safeguarding.disagreements.models.partners import Advice, Disagreement, HeldPosition, Level

__all__ = [
    "AGENCY_LEVELS",
    "LEVELS",
    "Advice",
    "AgencyDisagreement",
    "AgencyLevel",
    "AgencyPosition",
    "Disagreement",
    "HeldPosition",
    "Level",
]
