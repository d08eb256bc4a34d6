"""How disagreements went in a year, by kind and by level, among the cases that the asker may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from safeguarding.cases.queries import visible_to
from safeguarding.disagreements.models import LEVELS, Disagreement
from safeguarding.people.acting import Acting


@dataclass
class Figures:
    """The disagreements on one kind of decision that were opened in a year."""

    title: str
    rows: list[Disagreement] = field(default_factory=list)

    @property
    def opened(self) -> int:
        return len(self.rows)

    @property
    def open_now(self) -> int:
        return sum(row.ended_at is None for row in self.rows)

    @property
    def by_default(self) -> int:
        """How many ended with what the law and guidance say."""
        return sum(row.ending == Disagreement.Ending.DEFAULT for row in self.rows)

    @property
    def ended_at(self) -> list[tuple[str, int]]:
        """How many ended at each level, from the lowest."""
        counted = Counter(row.level for row in self.rows if row.ended_at)
        return [(words, counted[code]) for code, words in LEVELS if counted[code]]

    @property
    def took(self) -> str:
        """The middle one of the times that they took: “3 days”, “less than a day”."""
        times = [(row.ended_at - row.opened_at).total_seconds() for row in self.rows if row.ended_at]
        if not times:
            return ""
        days = int(median(times) // timedelta(days=1).total_seconds())
        return "less than a day" if days < 1 else "1 day" if days == 1 else f"{days} days"


def years(today: date) -> list[int]:
    """The reporting years to choose from, named by the April in which they begin, the latest first."""
    last = today.year if today >= date(today.year, 4, 1) else today.year - 1
    return list(range(last, last - 6, -1))


def of_year(by: Acting, year: int) -> list[Figures]:
    """By kind of decision, what was opened from 1 April to 31 March; in two queries."""
    found = (
        Disagreement.objects.filter(
            case__in=visible_to(by),
            opened_on__gte=date(year, 4, 1),
            opened_on__lt=date(year + 1, 4, 1),
        )
        .select_related("case")
        .order_by("opened_on", "pk")
    )
    kinds: dict[str, Figures] = {}
    for row in found:
        kinds.setdefault(row.title, Figures(row.title)).rows.append(row)
    return sorted(kinds.values(), key=lambda one: (-one.opened, one.title))
