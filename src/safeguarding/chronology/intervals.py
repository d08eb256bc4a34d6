"""What the days of a composite show: how old the child was, and where no one had contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LONG_SILENCE = 56
"""From how many calendar days without any contact on a gap is shown: eight weeks. Ours to choose: no guidance
sets one.
"""


@dataclass(frozen=True)
class Gap:
    """A stretch of days between two contacts, neither of them in it."""

    since: date
    until: date

    @property
    def weeks(self) -> int:
        """Whole weeks from one contact to the next."""
        return (self.until - self.since).days // 7


def gaps(spans: Iterable[tuple[date, date]], at_least: int = LONG_SILENCE) -> list[Gap]:
    """Where at least so many days lie between the last possible day of one contact and the first possible day
    of the next.
    """
    found, reached = [], None
    for first, last in sorted(spans):
        if reached is not None and (first - reached).days >= at_least:
            found.append(Gap(reached, first))
        reached = last if reached is None else max(reached, last)
    return found


def age_on(born: date, day: date) -> str:
    """How old somebody was on a day: “before birth”, “3 days old”, “5 weeks old”, “7 months old”,
    “2 years and 4 months old”.
    """
    days = (day - born).days
    if days < 0:
        return "before birth"
    if days < 14:
        return f"{days} day{'' if days == 1 else 's'} old"
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months < 3:
        return f"{days // 7} weeks old"
    if months < 24:
        return f"{months} months old"
    years, rest = divmod(months, 12)
    return f"{years} years old" if not rest or years > 4 else f"{years} years and {rest} months old"
