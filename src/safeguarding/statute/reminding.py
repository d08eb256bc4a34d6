"""When somebody is reminded of a due date, and who learns that a limit has passed.

Three dates are three things: the due date follows from facts, a reminder date from the due date and the
person's own quiet days, and a retention date (how long a report stays public) is nobody's to be reminded of.
No law or guidance sets the days of a reminder; they are data of a partnership's profile. Working days as in
`statute.calendar`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from safeguarding.statute.calendar import (
    ONE_DAY,
    SATURDAY,
    add_working_days,
    is_working_day,
    working_days_between,
)
from safeguarding.statute.editions import Force
from safeguarding.statute.terms import Role

LONGEST_AWAY = 92
"""Days that one time away may last: a limit cannot be silenced for a whole review."""

LIMITS = frozenset({Force.LAW, Force.STATUTORY_GUIDANCE, Force.NATIONAL_GUIDANCE})
"""Limits that bind from outside the partnership."""


class Weekday(StrEnum):
    """A day of the working week."""

    MONDAY = "0"
    TUESDAY = "1"
    WEDNESDAY = "2"
    THURSDAY = "3"
    FRIDAY = "4"

    @property
    def label(self) -> str:
        return self.name.capitalize()


@dataclass(frozen=True)
class Plan:
    """At which working days `before` a due date somebody is reminded (0 is the day itself), and after it at
    `every` so many working days.
    """

    before: tuple[int, ...]
    every: int


ONLY_BEFORE = 10**6
"""As `every`: nobody is reminded of it once its day is over."""

ANSWERED_WITHIN = 2
"""Working days after which a second person is reminded of what has no day of its own."""


@dataclass(frozen=True)
class Reminding:
    """How a partnership reminds: of limits in law and guidance, and of its own targets."""

    limit: Plan = Plan((3, 1, 0), 1)
    target: Plan = Plan((1, 0), 5)
    escalation: Mapping[Role, tuple[Role, ...]] = field(default_factory=dict)
    """For each owner of a limit, who is told in turn on each working day after it has passed."""

    def plan(self, force: str) -> Plan:
        """The plan for a due date of that force."""
        return self.limit if Force(force) in LIMITS else self.target

    def told(self, owner: str, force: str, due: date, today: date) -> tuple[Role, ...]:
        """Who is to know by today that a limit has passed: one on each working day after it, in turn."""
        if Force(force) not in LIMITS or today <= due:
            return ()
        return self.escalation.get(Role(owner), ())[: working_days_between(due, today)]


@dataclass(frozen=True)
class Quiet:
    """The days on which somebody is not written to: weekdays on which they do not work, and time away."""

    weekdays: frozenset[int] = frozenset()
    away_from: date | None = None
    away_until: date | None = None

    def open(self, day: date) -> bool:
        """Whether a digest may come on the day: a working day that is not quiet."""
        away = self.away_from and self.away_until and self.away_from <= day <= self.away_until
        return is_working_day(day) and day.weekday() not in self.weekdays and not away


NEVER_QUIET = Quiet()


def may_be_quiet(weekdays: frozenset[int], away_from: date | None, away_until: date | None) -> str:
    """Why these quiet days cannot be kept; empty where they can."""
    if not weekdays <= frozenset(range(SATURDAY)):
        return "Only days of the working week can be quiet."
    if len(weekdays) == SATURDAY:
        return "One working day of the week stays open for reminders."
    if (away_from is None) != (away_until is None):
        return "Time away has a first and a last day."
    if away_from and away_until and away_until < away_from:
        return "The last day away is before the first."
    if away_from and away_until and (away_until - away_from).days >= LONGEST_AWAY:
        return f"Time away lasts {LONGEST_AWAY} days at most."
    return ""


@lru_cache(maxsize=4096)
def in_digest(
    plan: Plan,
    due: date,
    last: date | None,
    today: date,
    quiet: Quiet = NEVER_QUIET,
    told: date | None = None,
) -> bool:
    """Whether what is due on `due` belongs in the digest of `today`, when the one before came on `last`.

    Every reminder date after `last` up to and with today counts, so that a missed night loses nothing.
    Nothing comes on a day that is not open. What somebody was told of at once, on `told`, they are reminded
    of only at reminder dates after that day: never twice on one morning for the same thing.
    """
    if not quiet.open(today) or (last is not None and last >= today):
        return False
    if told is not None:
        last = told if last is None else max(last, told)
        if last >= today:
            return False
    for days in plan.before:
        moved = _moved(add_working_days(due, -days), due, quiet)
        if moved <= today and (last is None or last < moved):
            return True
    before = 0 if last is None else _late(plan, due, _back(last, quiet))
    return _late(plan, due, today) > before


def next_digest(
    items: list[tuple[Plan, date, date | None]],
    last: date | None,
    since: date,
    quiet: Quiet = NEVER_QUIET,
) -> tuple[date, int] | None:
    """The first day from `since` on with something to remind of, and how many things; nothing within half a
    year means nothing.
    """
    day = since
    for _ in range(183):
        things = sum(in_digest(plan, due, last, day, quiet, told) for plan, due, told in items)
        if things:
            return day, things
        day += ONE_DAY
    return None


def _moved(rung: date, due: date, quiet: Quiet) -> date:
    """The open day for a reminder up to the due date: the next one, unless the due date falls before it; then
    the last one before.
    """
    later = rung
    while not quiet.open(later):
        later += ONE_DAY
    return later if later <= due else _back(rung, quiet)


def _back(day: date, quiet: Quiet) -> date:
    """The last open day up to and with `day`."""
    while not quiet.open(day):
        day -= ONE_DAY
    return day


def _late(plan: Plan, due: date, day: date) -> int:
    """How many reminders after the due date have fallen by `day`."""
    return max(0, working_days_between(due, day)) // plan.every
