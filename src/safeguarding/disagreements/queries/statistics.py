"""How disagreements went in a year, by kind and by level, among those that the asker may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from safeguarding.cases.queries import visible_to
from safeguarding.disagreements.models import AGENCY_LEVELS, LEVELS, AgencyDisagreement, Disagreement
from safeguarding.disagreements.queries.agencies import visible
from safeguarding.people.acting import Acting


@dataclass
class Figures:
    """The disagreements on one kind of decision, or between agencies, that were opened in a year."""

    title: str
    rows: list[Disagreement | AgencyDisagreement] = field(default_factory=list)
    levels: Sequence[tuple[str, str]] = tuple(LEVELS)

    @property
    def opened(self) -> int:
        return len(self.rows)

    @property
    def open_now(self) -> int:
        return sum(row.ended_at is None for row in self.rows)

    @property
    def for_safety(self) -> int:
        """How many were raised for a child’s safety."""
        return sum(isinstance(row, AgencyDisagreement) and row.for_safety for row in self.rows)

    @property
    def by_default(self) -> int:
        """How many ended with what the law and guidance say."""
        return sum(row.ending == Disagreement.Ending.DEFAULT.value for row in self.rows)

    @property
    def ended_at(self) -> list[tuple[str, int]]:
        """How many ended at each level, from the lowest."""
        counted = Counter(row.level for row in self.rows if row.ended_at)
        return [(words, counted[code]) for code, words in self.levels if counted[code]]

    @property
    def took(self) -> str:
        """The middle one of the working days that they took: “3 working days”, “the same day”."""
        days = [row.days_used for row in self.rows if row.days_used is not None]
        if not days:
            return ""
        middle = median(days)
        return "the same day" if not middle else f"{middle:g} working day{'' if middle == 1 else 's'}"


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


def between_agencies(by: Acting, year: int) -> Figures:
    """The same of those between two agencies, in one query."""
    found = visible(by).filter(opened_on__gte=date(year, 4, 1), opened_on__lt=date(year + 1, 4, 1))
    return Figures("Between agencies", list(found.order_by("opened_on", "pk")), tuple(AGENCY_LEVELS))
