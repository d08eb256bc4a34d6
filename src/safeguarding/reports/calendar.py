"""Somebody's dates: for the page, by week, and for their calendar program, by reference only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.dates import USUAL_LENGTH, Dated, dates, uids
from safeguarding.cases.queries import visible_to
from safeguarding.people.acting import Acting
from safeguarding.people.models import CalendarFeed
from safeguarding.people.queries import sign_in_seats
from safeguarding.record import rows
from safeguarding.statute.calendar import add_months
from safeguarding.statute.terms import Level
from safeguarding.ui import ics

WEEKS, MONTHS, OVERDUE = "", "months", "overdue"
VIEWS = {WEEKS: "Next 4 weeks", MONTHS: "Next 3 months", OVERDUE: "Overdue first"}
AHEAD = 12
"""Months that a calendar program is told of."""


@dataclass(frozen=True)
class Week:
    """One week of the page; without a Monday, what has passed."""

    monday: date | None
    dates: list[Dated]


@dataclass(frozen=True)
class Calendar:
    """What the page shows: weeks, how many dates have passed, and whose cases the reader may open."""

    weeks: list[Week]
    overdue: int
    open: set[int]


def calendar(by: Acting, view: str) -> Calendar:
    """The dates of a view, as many queries however many there are."""
    until = add_months(by.today, 3) if view == MONTHS else by.today + timedelta(days=27)
    found = dates(by, until)
    passed = [one for one in found if one.day < by.today]
    weeks = _by_week(one for one in found if one.day >= by.today)
    if view == OVERDUE and passed:
        weeks.insert(0, Week(None, passed))
    seen = visible_to(by).filter(pk__in={one.case.pk for one in found if one.case})
    return Calendar(weeks, len(passed), set(seen.values_list("pk", flat=True)))


def _by_week(found: Iterable[Dated]) -> list[Week]:
    weeks = groupby(found, lambda one: one.day - timedelta(days=one.day.weekday()))
    return [Week(monday, list(ones)) for monday, ones in weeks]


def holder(feed: CalendarFeed) -> tuple[Acting, rows.Scope] | None:
    """In which seat a calendar program reads, and what the database shows it: as if its holder had signed in.

    None once the seat has ended.
    """
    seats = sign_in_seats(feed.seat.person_id)
    if feed.seat_id not in {seat.pk for seat in seats}:
        return None
    return Acting(feed.seat, Level.TOTP), sorted({seat.partnership_id for seat in seats})


def feed_file(by: Acting) -> bytes:
    """Every open date as a calendar file: references, days and times, and nothing that tells what is due."""
    found = dates(by, add_months(by.today, AHEAD))
    page = settings.SAFEGUARDING_URL.rstrip("/") + reverse("reports:calendar")
    entries = [
        ics.Entry(
            uid=uid,
            summary=_summary(one),
            starts=one.at or one.day,
            ends=one.at + USUAL_LENGTH if one.at else None,
            link=page,
            sequence=one.moved,
        )
        for one, uid in zip(found, uids(found), strict=True)
    ]
    return ics.calendar(entries, made=timezone.now(), name="Safeguarding practice")


def _summary(one: Dated) -> str:
    whose = one.case.reference if one.case else "Safeguarding practice"
    return f"{whose}: {'meeting' if one.at else 'date due'}"
