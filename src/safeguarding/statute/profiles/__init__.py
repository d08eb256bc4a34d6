"""Partnership profiles: the local rules, kept apart from the law. The same engine runs all of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from safeguarding.statute.profiles.barnet import BARNET
from safeguarding.statute.profiles.cambridgeshire_peterborough import CAMBRIDGESHIRE_PETERBOROUGH
from safeguarding.statute.profiles.devon import DEVON
from safeguarding.statute.profiles.leeds import LEEDS
from safeguarding.statute.profiles.profile import (
    Apart,
    DayPlan,
    DueRung,
    LevelCode,
    PracticeRung,
    Profile,
    Rung,
)

__all__ = ["PROFILES", "Apart", "DayPlan", "DueRung", "LevelCode", "PracticeRung", "Profile", "Rung"]

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.code: profile for profile in (BARNET, DEVON, CAMBRIDGESHIRE_PETERBOROUGH, LEEDS)}
)
