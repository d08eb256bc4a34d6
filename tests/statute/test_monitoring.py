"""Looking at the time and quality of a practice review (SI 2018/789 reg 14)."""

from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.monitoring import Course, may_note, past_the_date

DUE = date(2027, 3, 1)


@pytest.mark.parametrize("course", [Course.RISK, Course.OFF])
def test_what_is_not_on_course_is_said_in_words(course: Course) -> None:
    for changed, code in (
        ({"time": course}, "no_time_words"),
        ({"quality": course}, "no_quality_words"),
        ({"quality": course, "quality_words": " \n"}, "no_quality_words"),
    ):
        on = {"time": Course.ON, "time_words": "", "quality": Course.ON, "quality_words": ""}
        answer = may_note(**{**on, **changed})  # type: ignore[arg-type]
        assert not answer
        assert answer.code == code
        assert course.label.lower() in answer.sentence
        assert may_note(**{**on, **changed, "time_words": "W.", "quality_words": "W."})  # type: ignore[arg-type]


def test_on_course_needs_no_words() -> None:
    assert may_note(time=Course.ON, time_words="", quality=Course.ON, quality_words="")


@pytest.mark.parametrize(
    ("forecast", "publish_by", "past"),
    [
        (date(2027, 3, 2), DUE, True),
        (DUE, DUE, False),
        (date(2027, 2, 28), DUE, False),
        (None, DUE, False),
        (DUE, None, False),
    ],
)
def test_reasons_are_owed_from_the_day_after(forecast: date, publish_by: date, past: bool) -> None:
    assert past_the_date(forecast, publish_by) is past
