"""What the levels of every ladder have in common."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from safeguarding.statute.calendar import working_days_between
from safeguarding.statute.profiles import LevelCode

LEVELS = [
    (LevelCode.D0.value, "In the meeting"),
    (LevelCode.D1.value, "Delegated partners"),
    (LevelCode.D2.value, "Lead safeguarding partners"),
    (LevelCode.D3.value, "What the law says"),
]
AGENCY_LEVELS = [
    (LevelCode.D0.value, "Those who work with the child"),
    (LevelCode.D1.value, "Their managers"),
    (LevelCode.D2.value, "Senior leads"),
    (LevelCode.D3.value, "The delegated partners"),
]


def time_used(opened: datetime, ended: datetime | None) -> str:
    """From one moment to another, in hours within a day and in working days beyond it."""
    if ended is None:
        return ""
    first, last = timezone.localdate(opened), timezone.localdate(ended)
    if last > first:
        days = max(0, working_days_between(first, last))
        return "no working day" if not days else "1 working day" if days == 1 else f"{days} working days"
    hours = int((ended - opened).total_seconds() // 3600)
    return "less than an hour" if hours < 1 else "1 hour" if hours == 1 else f"{hours} hours"
