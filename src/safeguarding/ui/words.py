"""Dates and counts as a person says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from safeguarding.statute.calendar import working_days_between


def local_day(value: date | datetime | str) -> date:
    """The day in London of a date, of a moment, or of a date as it is kept in writing (2026-12-29)."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return timezone.localdate(value) if isinstance(value, datetime) else value


def long_date(value: date | datetime | str | None) -> str:
    """“Tuesday 29 December 2026”; empty for nothing."""
    if not value:
        return ""
    day = local_day(value)
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(value: date | datetime | str | None) -> str:
    """“29 December 2026”; empty for nothing."""
    if not value:
        return ""
    day = local_day(value)
    return f"{day.day} {day:%B %Y}"


def moment(value: datetime | None) -> str:
    """“29 December 2026 at 14:02”; empty for nothing."""
    if not value:
        return ""
    here = timezone.localtime(value)
    return f"{short_date(here)} at {here:%H:%M}"


def clock_time(value: datetime) -> str:
    """“14:02”."""
    return f"{timezone.localtime(value):%H:%M}"


def plural(count: int, one: str, many: str = "") -> str:
    """“1 thing”, “3 things”."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def days_left(due: date | datetime | None, today: date | None = None) -> str:
    """“in 4 working days”, “today”, “2 working days overdue”."""
    if not due:
        return ""
    day, now = local_day(due), today or timezone.localdate()
    if day == now:
        return "today"
    if day > now:
        count = working_days_between(now, day)
        return "tomorrow" if (day - now).days == 1 else f"in {plural(count, 'working day')}"
    late = working_days_between(day, now)
    return f"{plural(late, 'working day')} overdue" if late else "just past"


LONG_SINCE = timedelta(days=56)
"""From when on nobody counts the days any more."""


def due_tag(due: date | datetime | None, today: date | None = None) -> dict[str, str]:
    """The words and the colour of a due date's tag: red is kept for overdue."""
    if not due:
        return {"text": "No date", "colour": "grey"}
    day, now = local_day(due), today or timezone.localdate()
    if day < now - LONG_SINCE:
        return {"text": f"Overdue since {short_date(day)}", "colour": "red"}
    if day < now:
        return {
            "text": f"{plural(max(working_days_between(day, now), 1), 'working day')} overdue",
            "colour": "red",
        }
    if day == now:
        return {"text": "Due today", "colour": "orange"}
    left = working_days_between(now, day)
    return {"text": f"{plural(left, 'working day')} left", "colour": "orange" if left <= 2 else "teal"}
