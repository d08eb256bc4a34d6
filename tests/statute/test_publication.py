"""Publishing a practice review: the earliest day, who lets it go out, and what is answered first."""

from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.letters import Party
from safeguarding.statute.publication import (
    COPIED,
    QUESTIONS,
    Verdict,
    copies,
    earliest,
    keep_until,
    may_hold,
    may_plan,
    released,
    unanswered,
)

MONDAY = date(2027, 3, 1)
R, C, N = Verdict.RELEASE, Verdict.CHANGES, Verdict.REFUSE


@pytest.mark.parametrize(
    ("today", "copied", "first"),
    [
        (MONDAY, None, date(2027, 3, 10)),  # if the copies go today
        (MONDAY, date(2027, 2, 26), date(2027, 3, 9)),
        (date(2027, 3, 24), date(2027, 3, 24), date(2027, 4, 6)),  # Good Friday and Easter Monday between
        (MONDAY, date(2027, 2, 27), date(2027, 3, 10)),  # a Saturday counts as the Monday after
        (MONDAY, date(2027, 1, 4), MONDAY),  # not before today
    ],
)
def test_the_earliest_day_is_seven_working_days_after_the_copies(
    today: date, copied: date | None, first: date
) -> None:
    assert earliest(today, copied) == first
    assert may_plan(first, today=today, copies_on=copied)


def test_five_working_days_after_the_copies_is_too_early_and_the_earliest_day_is_said() -> None:
    answer = may_plan(date(2027, 3, 8), today=MONDAY, copies_on=MONDAY)
    assert not answer
    assert answer.code == "too_early"
    assert "The earliest lawful day is Wednesday 10 March 2027" in answer.sentence


@pytest.mark.parametrize(
    ("on", "may"),
    [
        (MONDAY, False),
        (date(2027, 3, 2), True),
        (date(2027, 4, 26), True),
        (date(2027, 4, 27), False),
    ],
)
def test_a_delay_is_looked_at_again_within_eight_weeks(on: date, may: bool) -> None:
    answer = may_hold(on, today=MONDAY)
    assert bool(answer) is may
    assert may or "by Monday 26 April 2027" in answer.sentence


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ([], "two_readers"),
        ([R], "two_readers"),
        ([R, R], ""),
        ([R, R, R], ""),
        ([R, R, C], "held_back"),
        ([R, R, N], "held_back"),
    ],
)
def test_two_people_let_it_go_out_and_nobody_holds_it_back(said: list[Verdict], code: str) -> None:
    answer = released(said)
    assert (answer.code if not answer else "") == code


def test_everybody_who_is_owed_a_copy_has_one() -> None:
    assert copies(set(COPIED))
    answer = copies({Party.PANEL})
    assert not answer
    assert answer.sentence == "No copy has gone yet to: the Secretary of State, Ofsted."


def test_every_question_is_asked_and_the_comments_only_once_copies_have_gone() -> None:
    every = {one.code for one in QUESTIONS}
    assert len(every) == len(QUESTIONS)
    assert unanswered(every, copies_sent=True) == []
    assert {one.code for one in unanswered(set(), copies_sent=False)} == every - {"comments"}
    assert [one.code for one in unanswered(every - {"comments"}, copies_sent=True)] == ["comments"]
    assert all(one.cite and one.hint for one in QUESTIONS)


def test_it_stays_public_for_a_year() -> None:
    assert keep_until(date(2028, 2, 29)) == date(2029, 2, 28)
