"""The days of the composite, for the drawn timeline and its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, TextField
from django.db.models.functions import Cast, Substr

from safeguarding.cases.models import Case
from safeguarding.chronology.intervals import Gap, gaps
from safeguarding.chronology.models import Event
from safeguarding.chronology.queries.composite import visible
from safeguarding.chronology.timeline import Span
from safeguarding.people.acting import Acting

DRAWN_ONE_BY_ONE = 1_500
"""More events than this are drawn by month."""
DAY = Substr("sorts", 1, len("2026-03-01"))
"""The first possible day of an event with a date, as it stands at the head of its sorting key."""
LAST = Max(Cast("latest", TextField()))


def spans(case: Case, by: Acting, lanes: dict[int, int], events: int) -> list[Span]:
    """What to draw: each day of each agency, or each month where there are too many days to tell apart."""
    dated = visible(case, by).filter(earliest__isnull=False).order_by()
    if events <= DRAWN_ONE_BY_ONE:
        days = dated.values_list("agency", "earliest", "latest", "uncertain").annotate(n=Count("pk"))
        return [
            Span(lanes[agency], first, last, doubtful or first != last, count)
            for agency, first, last, doubtful, count in days
        ]
    by_month = dated.annotate(month=Substr("sorts", 1, len("2026-03")))
    months = by_month.values_list("agency", "month").annotate(n=Count("pk"))
    return [
        Span(lanes[agency], date.fromisoformat(f"{month}-01"), _last_day(month), False, count)
        for agency, month, count in months
    ]


def _last_day(month: str) -> date:
    first = date.fromisoformat(f"{month}-01")
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def silences(case: Case, by: Acting) -> list[Gap]:
    """Where no agency had any contact for eight weeks or more.

    Days are read as text: a large case has many, and most lie so close that they need not become dates.
    """
    dated = visible(case, by).filter(earliest__isnull=False).order_by(DAY)
    return gaps(_far_apart(dated.values_list(DAY).annotate(last=LAST)))


def _far_apart(days: Iterable[tuple[str, str]]) -> list[tuple[date, date]]:
    """Of days in order, with the last day that each may reach, those between which a gap could lie."""
    found: list[tuple[str, str]] = []
    for day, last in days:
        if found and day[:7] <= found[-1][1][:7]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((day, last))
    return [(date.fromisoformat(day), date.fromisoformat(last)) for day, last in found]


def unseen(case: Case, by: Acting) -> list[Gap]:
    """Where nobody says that the child was seen for eight weeks or more, between two times when they were."""
    seen = visible(case, by).filter(earliest__isnull=False, seen=Event.Seen.YES).order_by(DAY)
    return gaps(_far_apart(seen.values_list(DAY).annotate(last=LAST)))
