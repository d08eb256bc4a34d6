"""When each level of a disagreement is due, by the partnership's own ladder. No other clock pauses for it."""

from __future__ import annotations

from collections.abc import Iterator

from safeguarding.cases.models import Case
from safeguarding.disagreements.models import Disagreement, Level
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


def overtaken(case: Case) -> Iterator[tuple[Level, DueRung]]:
    """The running levels whose day the rules of the case give otherwise by now, each with what they give."""
    for row in case.disagreements.filter(ended_at__isnull=True).prefetch_related("levels"):
        row.case = case
        due = rung(row, row.level)
        for level in row.levels.all():
            if due and level.code == row.level and level.ended_at is None and level.due_on != due.due_on:
                yield level, due
