from __future__ import annotations

import socket
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute import calendar
from safeguarding.statute.calendar import (
    Counting,
    add_working_days,
    horizon,
    is_provisional,
    is_working_day,
    working_day_number,
    working_days_between,
)

ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2017, 2030))
SETTLED = st.dates(date(2018, 1, 1), date(2028, 12, 31))
FEW = st.integers(1, 60)
EITHER = st.sampled_from(Counting)


@given(SETTLED)
def test_a_working_day_is_what_an_independent_library_says(day: date) -> None:
    assert is_working_day(day) == (day.weekday() < 5 and day not in ENGLAND)


def test_every_day_from_2018_to_2028_agrees_with_an_independent_library() -> None:
    days = [
        date(2018, 1, 1) + timedelta(days=n) for n in range((date(2028, 12, 31) - date(2018, 1, 1)).days + 1)
    ]
    assert [d for d in days if is_working_day(d) != (d.weekday() < 5 and d not in ENGLAND)] == []


def test_bank_holidays_come_from_the_package_and_never_from_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    calendar.bank_holidays.cache_clear()
    assert date(2026, 12, 28) in calendar.bank_holidays()


@given(SETTLED, FEW, EITHER)
def test_a_due_day_is_a_working_day(start: date, days: int, counting: Counting) -> None:
    assert is_working_day(add_working_days(start, days, counting))


@given(SETTLED, FEW)
def test_adding_and_then_taking_away_comes_back_to_a_working_day(start: date, days: int) -> None:
    if is_working_day(start):
        assert add_working_days(add_working_days(start, days), -days) == start


@given(SETTLED, FEW)
def test_the_days_between_a_start_and_its_due_day_are_the_days_added(start: date, days: int) -> None:
    assert working_days_between(start, add_working_days(start, days)) == days


@given(SETTLED, FEW, EITHER)
def test_the_due_day_is_the_day_of_that_number(start: date, days: int, counting: Counting) -> None:
    assert working_day_number(start, add_working_days(start, days, counting), counting) == days


@given(SETTLED, FEW)
def test_counting_the_day_itself_is_never_later_and_at_most_one_day_earlier(start: date, days: int) -> None:
    inclusive = add_working_days(start, days, Counting.INCLUSIVE)
    exclusive = add_working_days(start, days)
    assert inclusive <= exclusive
    assert (inclusive == exclusive) == (not is_working_day(start))


@given(SETTLED, SETTLED)
def test_days_between_turn_their_sign_with_their_order(a: date, b: date) -> None:
    assert working_days_between(a, b) == -working_days_between(b, a)


def test_adding_no_days_stays_on_the_day_even_a_weekend() -> None:
    assert add_working_days(date(2026, 12, 26), 0, Counting.INCLUSIVE) == date(2026, 12, 26)


def test_counting_backward_with_the_day_itself_takes_it_as_the_first() -> None:
    assert add_working_days(date(2026, 12, 15), -1, Counting.INCLUSIVE) == date(2026, 12, 15)
    assert add_working_days(date(2026, 12, 15), -1) == date(2026, 12, 14)


def test_no_working_day_lies_between_a_day_and_itself() -> None:
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 23)) == 0


def test_on_the_day_of_the_notification_barnet_is_at_day_0_and_devon_at_day_1() -> None:
    monday = date(2026, 11, 23)
    assert working_day_number(monday, monday) == 0
    assert working_day_number(monday, monday, Counting.INCLUSIVE) == 1


def test_a_date_is_provisional_only_outside_the_years_whose_bank_holidays_are_known() -> None:
    assert horizon() == date(2028, 12, 31)
    assert not is_provisional(date(2028, 12, 31))
    assert is_provisional(date(2029, 1, 1))
    assert not is_provisional(date(2012, 1, 1))
    assert is_provisional(date(2011, 12, 31))


def test_past_the_horizon_only_weekends_are_left_out() -> None:
    assert is_working_day(date(2029, 12, 25))
    assert not is_working_day(date(2029, 12, 22))


def test_each_way_of_counting_says_in_words_which_day_is_the_first() -> None:
    assert {counting.label for counting in Counting} == {
        "Day 1 is the first working day after",
        "Day 1 is the day itself, or the next working day",
    }
