"""One level of a ladder as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from safeguarding.disagreements.models import AgencyLevel, Level


@dataclass(frozen=True)
class Step:
    """One level as the page shows it; `within` says how long one that has not begun would have."""

    code: str
    title: str
    due_on: date | None
    by_noon: bool
    state: str
    colour: str
    level: Level | AgencyLevel | None
    within: str = ""


def of_level(level: Level | AgencyLevel) -> Step:
    """A level that has begun: done, running or overdue."""
    by_noon = isinstance(level, Level) and level.by_noon
    if level.result:
        state, colour = level.get_result_display(), "teal"
    elif level.due_on < timezone.localdate():
        state, colour = "Overdue", "red"
    else:
        state, colour = "Now", "orange"
    return Step(level.code, level.title, level.due_on, by_noon, state, colour, level)
