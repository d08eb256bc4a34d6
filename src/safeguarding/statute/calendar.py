"""Working days in England, and the arithmetic of limits.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England and Wales
under the Banking and Financial Dealings Act 1971. SI 2018/789 does not define the term; this is the
definition used elsewhere in children's law. The bank holidays are those kept inside the package
govuk-bank-holidays: nothing is fetched.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]  # has no types

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class Counting(StrEnum):
    """Which day is day 1: the working day after the event, or the day of the event itself if it is a working
    day."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"

    @property
    def label(self) -> str:
        if self is Counting.EXCLUSIVE:
            return "Day 1 is the first working day after"
        return "Day 1 is the day itself, or the next working day"


@cache
def bank_holidays() -> frozenset[date]:
    """The bank holidays of England and Wales that are known: 2012 to the horizon."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(day["date"] for day in listed)


@cache
def horizon() -> date:
    """The last day up to which every bank holiday is known: the end of the last year in the list."""
    return date(max(bank_holidays()).year, 12, 31)


@cache
def beginning() -> date:
    """The first day from which bank holidays are known."""
    return date(min(bank_holidays()).year, 1, 1)


def is_provisional(day: date) -> bool:
    """Whether a count that reaches `day` may still change, because its bank holidays are not known."""
    return not beginning() <= day <= horizon()


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day. Outside the known years only weekends are left out (see
    `is_provisional`)."""
    return day.weekday() < SATURDAY and day not in bank_holidays()


def add_working_days(start: date, days: int, counting: Counting = Counting.EXCLUSIVE) -> date:
    """The date `days` working days after `start`, or before it when `days` is negative; `start` itself for
    none.

    Counting inclusively, `start` is the first of them if it is a working day.
    """
    if days == 0:
        return start
    step = ONE_DAY if days > 0 else -ONE_DAY
    left = abs(days)
    day = start - step if counting is Counting.INCLUSIVE else start
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(after: date, until: date) -> int:
    """How many working days come after the day `after`, up to and with the day `until`; negative if it is
    earlier."""
    if until < after:
        return -working_days_between(until, after)
    return sum(is_working_day(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))


def working_day_number(start: date, today: date, counting: Counting = Counting.EXCLUSIVE) -> int:
    """Which working day of a limit `today` is. Counting exclusively, the day of the event itself is day 0."""
    if counting is Counting.INCLUSIVE:
        return working_days_between(start - ONE_DAY, today)
    return working_days_between(start, today)


def add_months(start: date, months: int) -> date:
    """The same day of the month `months` later (earlier if negative), or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
