"""When each level of a disagreement is due, by the partnership's own ladder. No other clock pauses for it."""

from __future__ import annotations

from safeguarding.disagreements.models import Disagreement
from safeguarding.statute.profiles import DueRung, LevelCode


def rungs(row: Disagreement) -> tuple[DueRung, ...]:
    """The levels with their dates.

    On the threshold the ladder ends within the five working days to notify. Once the local authority has
    notified, it goes on from that day about going on or withdrawing.
    """
    return row.case.profile.ladder_dates(row.decision, row.turned_on or row.opened_on, row.aware_on)


def rung(row: Disagreement, code: str) -> DueRung | None:
    """One level with its date, if the partnership's ladder has it."""
    return next((due for due in rungs(row) if due.rung.level == code), None)


def after(row: Disagreement, code: str) -> DueRung | None:
    """The level above."""
    order = list(LevelCode)
    above = order[order.index(LevelCode(code)) + 1 :]
    return next((due for due in rungs(row) if due.rung.level in above), None)
