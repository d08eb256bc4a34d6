"""How a page says a date, a time and a count."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from safeguarding.ui import words

TUESDAY = date(2026, 12, 22)


def test_a_date_is_said_in_full() -> None:
    assert words.long_date(date(2026, 12, 29)) == "Tuesday 29 December 2026"
    assert words.short_date(date(2026, 12, 1)) == "1 December 2026"
    assert words.long_date(None) == words.short_date(None) == words.moment(None) == ""


def test_a_moment_is_said_in_london_time() -> None:
    summer = datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert words.moment(summer) == "1 July 2026 at 00:30"
    assert words.long_date(summer) == "Wednesday 1 July 2026"
    assert words.clock_time(summer) == "00:30"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 12, 22), "today"),
        (date(2026, 12, 23), "tomorrow"),
        (date(2026, 12, 24), "in 2 working days"),
        (date(2026, 12, 29), "in 3 working days"),  # Christmas Day and the Boxing Day holiday do not count
        (date(2026, 12, 21), "1 working day overdue"),
        (date(2026, 12, 18), "2 working days overdue"),
    ],
)
def test_what_is_left_is_counted_in_working_days(due: date, said: str) -> None:
    assert words.days_left(due, TUESDAY) == said


@pytest.mark.parametrize(
    ("due", "text", "colour"),
    [
        (None, "No date", "grey"),
        (date(2026, 12, 22), "Due today", "orange"),
        (date(2026, 12, 23), "1 working day left", "orange"),
        (date(2026, 12, 29), "3 working days left", "teal"),
        (date(2026, 12, 18), "2 working days overdue", "red"),
        (date(2026, 10, 1), "Overdue since 1 October 2026", "red"),
    ],
)
def test_red_is_kept_for_what_is_overdue(due: date | None, text: str, colour: str) -> None:
    assert words.due_tag(due, TUESDAY) == {"text": text, "colour": colour}


@time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC")))
def test_the_day_changes_at_midnight_in_london() -> None:
    assert words.days_left(date(2026, 7, 1)) == "today"


def test_one_thing_and_three_things() -> None:
    assert words.plural(1, "thing") == "1 thing"
    assert words.plural(3, "thing") == "3 things"
    assert words.plural(2, "child", "children") == "2 children"
