"""Reminder dates before and after a due date, past quiet days and missed nights; who is told of a limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.calendar import is_working_day
from safeguarding.statute.editions import Force
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.reminding import (
    LONGEST_AWAY,
    NEVER_QUIET,
    Plan,
    Quiet,
    Weekday,
    in_digest,
    may_be_quiet,
    next_digest,
)
from safeguarding.statute.terms import Role

REMINDING = PROFILES["barnet"].reminding
LIMIT, TARGET = REMINDING.limit, REMINDING.target
DUE = date(2026, 12, 3)  # a Thursday
SATURDAY = date(2026, 12, 5)


def reminded(plan: Plan, due: date, quiet: Quiet = NEVER_QUIET, days: int = 30) -> list[date]:
    """The days of the digests when the schedule runs every day, from two weeks before."""
    found: list[date] = []
    for number in range(days):
        day = due - timedelta(days=14) + timedelta(days=number)
        if in_digest(plan, due, found[-1] if found else None, day, quiet):
            found.append(day)
    return found


def december(*days: int) -> list[date]:
    return [date(2026, 12, day) for day in days]


def test_a_limit_is_reminded_of_three_and_one_days_before_on_the_day_and_every_working_day_after() -> None:
    assert reminded(LIMIT, DUE) == [
        date(2026, 11, 30),
        *december(2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18),
    ]


def test_a_target_is_reminded_of_the_day_before_on_the_day_and_every_fifth_working_day_after() -> None:
    assert reminded(TARGET, DUE) == december(2, 3, 10, 17)


def test_what_is_due_on_a_day_without_work_is_reminded_of_on_the_last_working_day_before() -> None:
    assert reminded(TARGET, SATURDAY, days=16) == december(4)
    assert reminded(LIMIT, SATURDAY, days=17) == december(2, 4, 7)


def test_christmas_moves_reminders_with_the_working_days() -> None:
    assert reminded(TARGET, date(2026, 12, 29), days=20) == [date(2026, 12, 24), date(2026, 12, 29)]


def test_a_quiet_weekday_moves_a_reminder_to_the_next_open_day_or_before_what_is_due_first() -> None:
    no_mondays = Quiet(frozenset({0}))
    assert reminded(LIMIT, DUE, no_mondays, days=18)[:4] == december(1, 2, 3, 4)
    no_thursdays = Quiet(frozenset({3}))
    assert reminded(TARGET, DUE, no_thursdays, days=24) == december(2, 11)


def test_what_is_due_while_somebody_is_away_is_said_before_they_go_and_when_they_are_back() -> None:
    away = Quiet(away_from=date(2026, 11, 30), away_until=date(2026, 12, 9))
    assert reminded(LIMIT, DUE, away, days=24) == [date(2026, 11, 27), date(2026, 12, 10), date(2026, 12, 11)]
    assert reminded(TARGET, DUE, away, days=24) == [date(2026, 11, 27), date(2026, 12, 10)]


def test_a_missed_night_loses_nothing() -> None:
    tuesday, friday = date(2026, 12, 1), date(2026, 12, 4)
    assert in_digest(TARGET, DUE, tuesday, friday)
    assert in_digest(TARGET, DUE, None, friday)
    assert not in_digest(TARGET, DUE, DUE, friday)
    assert not in_digest(TARGET, DUE, friday, friday)


def test_nothing_comes_on_a_day_that_is_not_open() -> None:
    assert not in_digest(LIMIT, DUE, None, SATURDAY)
    assert not in_digest(LIMIT, DUE, None, date(2026, 12, 25))
    assert not in_digest(LIMIT, DUE, None, date(2026, 12, 4), Quiet(frozenset({4})))


DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
QUIET = st.builds(
    lambda days, start, long: Quiet(frozenset(days), start, start + timedelta(days=long)),
    st.sets(st.integers(0, 4), max_size=4),
    DAYS,
    st.integers(0, LONGEST_AWAY - 1),
)


@given(DAYS, QUIET, st.sets(st.integers(0, 40)), st.sampled_from([LIMIT, TARGET]))
def test_whichever_days_are_missed_the_next_open_day_says_what_they_should_have(
    due: date, quiet: Quiet, missed: set[int], plan: Plan
) -> None:
    start = due - timedelta(days=20)
    whole: list[date] = []
    patchy: list[date] = []
    for number in range(42):
        day = start + timedelta(days=number)
        if in_digest(plan, due, whole[-1] if whole else None, day, quiet):
            whole.append(day)
        if number not in missed and in_digest(plan, due, patchy[-1] if patchy else None, day, quiet):
            patchy.append(day)
    assert all(quiet.open(day) for day in whole)
    for one in whole:
        heard = [start + timedelta(days=n) for n in range(42) if n not in missed]
        after = next((day for day in heard if day >= one and quiet.open(day)), None)
        assert after is None or any(one <= day <= after for day in patchy)


def test_the_next_digest_and_how_many_things_it_counts() -> None:
    items = [(LIMIT, DUE, None), (TARGET, DUE, None), (TARGET, date(2027, 1, 8), None)]
    assert next_digest(items, None, date(2026, 11, 26)) == (date(2026, 11, 30), 1)
    assert next_digest(items, date(2026, 11, 30), date(2026, 12, 1)) == (date(2026, 12, 2), 2)
    assert next_digest([], None, DUE) is None


@pytest.mark.parametrize(
    ("weekdays", "first", "last", "why"),
    [
        ({0, 4}, None, None, ""),
        ({0, 1, 2, 3}, DUE, DUE, ""),
        ({0, 1, 2, 3, 4}, None, None, "One working day of the week stays open for reminders."),
        ({5}, None, None, "Only days of the working week can be quiet."),
        (set(), DUE, None, "Time away has a first and a last day."),
        (set(), DUE, DUE - timedelta(days=1), "The last day away is before the first."),
        (set(), DUE, DUE + timedelta(days=LONGEST_AWAY - 1), ""),
        (set(), DUE, DUE + timedelta(days=LONGEST_AWAY), "Time away lasts 92 days at most."),
    ],
)
def test_nobody_can_switch_reminders_off_altogether(
    weekdays: set[int], first: date | None, last: date | None, why: str
) -> None:
    assert may_be_quiet(frozenset(weekdays), first, last) == why


@pytest.mark.parametrize("code", PROFILES)
@pytest.mark.parametrize("force", Force)
def test_only_limits_in_law_and_guidance_go_to_those_who_come_next_one_each_working_day(
    code: str, force: Force
) -> None:
    profile, manager = PROFILES[code].reminding, Role.PARTNERSHIP_MANAGER
    limit = force in {Force.LAW, Force.STATUTORY_GUIDANCE, Force.NATIONAL_GUIDANCE}
    assert profile.plan(force) == (LIMIT if limit else TARGET)
    friday = date(2026, 12, 4)
    assert profile.told(manager, force, friday, friday) == ()
    assert profile.told(manager, force, friday, SATURDAY) == ()
    after = [Role.LTRG_CHAIR, Role.LSP_LA] if limit else []
    assert [*profile.told(manager, force, friday, date(2026, 12, 7))] == after[:1]
    assert [*profile.told(manager, force, friday, date(2027, 1, 7))] == after
    assert profile.told(Role.AGENCY_LEAD, force, friday, date(2027, 1, 7)) == ()


def test_weekdays_are_those_of_the_calendar() -> None:
    monday = date(2026, 11, 30)
    assert [day.label for day in Weekday] == [f"{monday + timedelta(days=n):%A}" for n in range(5)]
    assert all(is_working_day(monday + timedelta(days=int(day))) for day in Weekday)


def test_what_was_told_at_once_is_not_said_again_on_the_same_morning() -> None:
    """The limit is due on a Thursday; its reminder dates are the Monday, the Wednesday and the day."""
    monday, tuesday, wednesday = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)
    assert in_digest(LIMIT, DUE, None, monday)
    assert not in_digest(LIMIT, DUE, None, monday, told=monday)
    assert not in_digest(LIMIT, DUE, None, tuesday, told=monday), "the reminder date has passed with it"
    assert in_digest(LIMIT, DUE, None, wednesday, told=monday)
    assert in_digest(LIMIT, DUE, date(2026, 11, 27), monday, told=date(2026, 11, 26))
    assert not in_digest(LIMIT, DUE, date(2026, 11, 27), monday, told=monday)
