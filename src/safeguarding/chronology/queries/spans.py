"""The days of the composite, for the drawn timeline and its gaps."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncMonth

from safeguarding.cases.models import Case
from safeguarding.chronology.intervals import Gap, gaps
from safeguarding.chronology.models import Event
from safeguarding.chronology.queries.composite import visible
from safeguarding.chronology.timeline import Span
from safeguarding.people.acting import Acting

DRAWN_ONE_BY_ONE = 1_500
"""More events than this are drawn by month."""


def spans(case: Case, by: Acting, lanes: dict[int, int], events: int) -> list[Span]:
    """What to draw: each day of each agency, or each month where there are too many days to tell apart."""
    dated = visible(case, by).filter(earliest__isnull=False).order_by()
    if events <= DRAWN_ONE_BY_ONE:
        days = dated.values_list("agency", "earliest", "latest", "uncertain").annotate(n=Count("pk"))
        return [
            Span(lanes[agency], first, last, doubtful or first != last, count)
            for agency, first, last, doubtful, count in days
        ]
    months = (
        dated.annotate(month=TruncMonth("earliest")).values_list("agency", "month").annotate(n=Count("pk"))
    )
    return [Span(lanes[agency], month, _last_day(month), False, count) for agency, month, count in months]


def _last_day(month: date) -> date:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def silences(case: Case, by: Acting) -> list[Gap]:
    """Where no agency had any contact for eight weeks or more."""
    return gaps(_days(visible(case, by)))


def unseen(case: Case, by: Acting) -> list[Gap]:
    """Where nobody says that the child was seen for eight weeks or more, between two times when they were."""
    return gaps(_days(visible(case, by).filter(seen=Event.Seen.YES)))


def silences_by_lane(case: Case, by: Acting, lanes: dict[int, int]) -> dict[int, list[Gap]]:
    """Each agency's own gaps."""
    rows = (
        visible(case, by)
        .filter(earliest__isnull=False)
        .order_by("agency", "earliest")
        .values_list("agency", "earliest")
        .annotate(last=Max("latest"))
    )
    return {
        lanes[agency]: gaps((first, last) for _, first, last in days)
        for agency, days in groupby(rows, key=lambda row: row[0])
    }


def _days(events: QuerySet[Event]) -> list[tuple[date, date]]:
    dated = events.filter(earliest__isnull=False).order_by("earliest")
    return list(dated.values_list("earliest").annotate(last=Max("latest")))
