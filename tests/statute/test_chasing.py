"""Chasing an answer: the steps of a plan, and the partner for each sector."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.chasing import Chaser, Told, next_step, step_on
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.sectors import CITE, PARTNERS, partner_of
from safeguarding.statute.terms import AgencyType, Partner

PLAN = PROFILES["barnet"].chasers
DUE = date(2026, 12, 3)  # a Thursday
LONG_BEFORE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "step", "coming"),
    [
        (date(2026, 11, 26), 0, 1),
        (date(2026, 11, 27), 1, 2),  # four working days before
        (date(2026, 11, 30), 1, 2),
        (date(2026, 12, 1), 2, 3),  # two
        (date(2026, 12, 2), 3, 4),  # one
        (date(2026, 12, 3), 4, 5),  # on the day
        (date(2026, 12, 4), 4, 5),
        (date(2026, 12, 7), 5, 0),  # two working days after
        (date(2027, 1, 8), 5, 0),
    ],
)
def test_the_step_of_a_day(today: date, step: int, coming: int) -> None:
    assert step_on(PLAN, DUE, LONG_BEFORE, today) == step
    assert next_step(PLAN, DUE, LONG_BEFORE, today) == coming


def test_nobody_is_chased_for_days_that_had_passed_before_they_were_asked() -> None:
    asked = date(2026, 12, 2)
    assert step_on(PLAN, DUE, asked, asked) == 0
    assert next_step(PLAN, DUE, asked, asked) == 4
    assert step_on(PLAN, DUE, asked, DUE) == 4


def test_with_returns_due_on_day_8_the_steps_are_on_days_4_6_7_8_and_10() -> None:
    for profile in PROFILES.values():
        notified = date(2026, 11, 20)
        due = add_working_days(notified, profile.day_plan.returns_due)
        assert [one.on(due) for one in profile.chasers] == [
            add_working_days(notified, day) for day in (4, 6, 7, 8, 10)
        ]


def test_the_last_two_steps_tell_the_sectors_partner_and_then_the_lead_partner() -> None:
    for profile in PROFILES.values():
        assert [(one.days, one.told) for one in profile.chasers] == [
            (-4, Told.NOBODY), (-2, Told.NOBODY), (-1, Told.NOBODY), (0, Told.DELEGATED), (2, Told.LEAD),
        ]  # fmt: skip


@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 1)),
    st.integers(0, 40),
    st.lists(st.integers(-5, 10), min_size=1, max_size=6, unique=True).map(sorted),
)
def test_steps_never_go_back_with_time_and_the_next_one_follows_the_last(
    due: date, later: int, days: list[int]
) -> None:
    plan = [Chaser(number) for number in days]
    today = date.fromordinal(due.toordinal() - 10 + later)
    before = date.fromordinal(due.toordinal() - 30)
    now, tomorrow = step_on(plan, due, before, today), date.fromordinal(today.toordinal() + 1)
    assert now <= step_on(plan, due, before, tomorrow)
    assert next_step(plan, due, before, today) in {0, now + 1}


def test_each_sector_has_its_partner() -> None:
    assert partner_of(AgencyType.GP_PRIMARY_CARE) is Partner.HEALTH
    assert partner_of(AgencyType.BTP) is Partner.POLICE
    assert partner_of(AgencyType.SCHOOL_MAINTAINED) is Partner.LA
    assert partner_of(AgencyType.PROBATION) is Partner.LA
    assert set(PARTNERS.values()) == {Partner.HEALTH, Partner.POLICE}
    assert "16E" in CITE
