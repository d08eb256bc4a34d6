"""Chasing an answer that is owed: which step of a partnership's plan has come. The plans are profile data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safeguarding.statute.calendar import add_working_days


class Told(StrEnum):
    """Who is told, besides the agency itself, that its answer is still owed."""

    NOBODY = ""
    DELEGATED = "delegated"
    LEAD = "lead"


@dataclass(frozen=True)
class Chaser:
    """One step of chasing: so many working days after the day by which to answer; before it, where negative.

    A step that tells a partner says only that an agency has not answered: nothing of the case or the child.
    """

    days: int
    told: Told = Told.NOBODY

    def on(self, due: date) -> date:
        """The day of this step for an answer that is due on `due`."""
        return add_working_days(due, self.days)


def step_on(plan: Sequence[Chaser], due: date, since: date, today: date) -> int:
    """The number of the last step whose day has come, from 1; 0 for none.

    Only days after `since` count, on which the agency was asked or given its present day: nobody is chased
    for days that had passed before they knew. A step that was missed gives way to the next one.
    """
    return max(
        (number for number, step in enumerate(plan, 1) if since < step.on(due) <= today),
        default=0,
    )


def next_step(plan: Sequence[Chaser], due: date, since: date, today: date) -> int:
    """The number of the first step whose day is still to come, from 1; 0 for none."""
    return next((number for number, step in enumerate(plan, 1) if step.on(due) > max(today, since)), 0)
