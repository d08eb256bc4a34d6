"""Dates worked out by hand, with the calendar of England before us."""

from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.calendar import Counting, add_months, add_working_days

EXCLUSIVE, INCLUSIVE = Counting.EXCLUSIVE, Counting.INCLUSIVE


@pytest.mark.parametrize(
    ("start", "days", "counting", "due"),
    [
        (date(2026, 11, 23), 5, EXCLUSIVE, date(2026, 11, 30)),
        (date(2026, 11, 23), 5, INCLUSIVE, date(2026, 11, 27)),
        (date(2026, 11, 23), 15, EXCLUSIVE, date(2026, 12, 14)),
        (date(2026, 11, 23), 15, INCLUSIVE, date(2026, 12, 11)),
        (date(2026, 12, 18), 5, EXCLUSIVE, date(2026, 12, 29)),
        (date(2026, 12, 18), 5, INCLUSIVE, date(2026, 12, 24)),
        (date(2026, 12, 23), 15, EXCLUSIVE, date(2027, 1, 18)),
        (date(2026, 12, 23), 15, INCLUSIVE, date(2027, 1, 15)),
        (date(2027, 3, 24), 5, EXCLUSIVE, date(2027, 4, 2)),
        (date(2027, 3, 24), 5, INCLUSIVE, date(2027, 4, 1)),
        (date(2027, 3, 24), 15, EXCLUSIVE, date(2027, 4, 16)),
        (date(2027, 3, 24), 15, INCLUSIVE, date(2027, 4, 15)),
        (date(2026, 12, 26), 5, EXCLUSIVE, date(2027, 1, 5)),
        (date(2026, 12, 26), 5, INCLUSIVE, date(2027, 1, 5)),
        (date(2026, 8, 28), 5, EXCLUSIVE, date(2026, 9, 7)),
        (date(2026, 8, 28), 5, INCLUSIVE, date(2026, 9, 4)),
        (date(2026, 8, 28), 15, EXCLUSIVE, date(2026, 9, 21)),
        (date(2026, 8, 28), 15, INCLUSIVE, date(2026, 9, 18)),
        (date(2027, 1, 11), -7, EXCLUSIVE, date(2026, 12, 30)),
        (date(2027, 4, 6), -7, EXCLUSIVE, date(2027, 3, 24)),
        (date(2026, 12, 15), -7, EXCLUSIVE, date(2026, 12, 4)),
        (date(2018, 12, 20), 1, EXCLUSIVE, date(2018, 12, 21)),
        (date(2018, 12, 20), 2, EXCLUSIVE, date(2018, 12, 24)),
        (date(2018, 12, 19), 3, EXCLUSIVE, date(2018, 12, 24)),
        (date(2018, 12, 19), 5, EXCLUSIVE, date(2018, 12, 28)),
        (date(2018, 12, 19), 5, INCLUSIVE, date(2018, 12, 27)),
        (date(2018, 12, 28), 1, EXCLUSIVE, date(2018, 12, 31)),
        (date(2018, 12, 28), 4, EXCLUSIVE, date(2019, 1, 4)),
        (date(2018, 12, 28), 8, EXCLUSIVE, date(2019, 1, 10)),
        (date(2018, 12, 28), 10, EXCLUSIVE, date(2019, 1, 14)),
        (date(2018, 12, 28), 14, EXCLUSIVE, date(2019, 1, 18)),
        (date(2018, 12, 28), 15, EXCLUSIVE, date(2019, 1, 21)),
        (date(2018, 12, 28), 15, INCLUSIVE, date(2019, 1, 18)),
        (date(2019, 1, 21), 10, EXCLUSIVE, date(2019, 2, 4)),
        (date(2019, 1, 18), 30, EXCLUSIVE, date(2019, 3, 1)),
        (date(2019, 1, 18), 40, EXCLUSIVE, date(2019, 3, 15)),
        (date(2019, 3, 4), 20, EXCLUSIVE, date(2019, 4, 1)),
        (date(2019, 4, 9), 10, EXCLUSIVE, date(2019, 4, 25)),
        (date(2019, 7, 11), -7, EXCLUSIVE, date(2019, 7, 2)),
    ],
)
def test_a_limit_in_working_days_falls_where_a_count_by_hand_puts_it(
    start: date, days: int, counting: Counting, due: date
) -> None:
    assert add_working_days(start, days, counting) == due


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2019, 1, 18), 6, date(2019, 7, 18)),
        (date(2019, 7, 11), 12, date(2020, 7, 11)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2027, 1, 31), -2, date(2026, 11, 30)),
    ],
)
def test_months_keep_the_day_or_take_the_last_day_of_a_shorter_month(
    start: date, months: int, due: date
) -> None:
    assert add_months(start, months) == due
