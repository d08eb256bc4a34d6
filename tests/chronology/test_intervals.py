"""Ages, gaps and the drawn timeline: numbers only, no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.chronology.intervals import Gap, age_on, gaps
from safeguarding.chronology.models import sort_key
from safeguarding.chronology.out import in_words
from safeguarding.chronology.queries.spans import _far_apart
from safeguarding.chronology.timeline import LEFT, WIDTH, Span, draw, table

BORN = date(2024, 3, 31)
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=40).map(
    lambda found: [(day, day + timedelta(length)) for day, length in found]
)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 3, 30), "before birth"),
        (date(2024, 3, 31), "0 days old"),
        (date(2024, 4, 1), "1 day old"),
        (date(2024, 4, 13), "13 days old"),
        (date(2024, 4, 14), "2 weeks old"),
        (date(2024, 6, 29), "12 weeks old"),
        (date(2024, 6, 30), "13 weeks old"),
        (date(2024, 7, 1), "3 months old"),
        (date(2026, 3, 30), "23 months old"),
        (date(2026, 3, 31), "2 years old"),
        (date(2026, 7, 31), "2 years and 4 months old"),
        (date(2030, 5, 1), "6 years old"),
    ],
)
def test_an_age_is_said_as_people_say_it(day: date, said: str) -> None:
    assert age_on(BORN, day) == said


def test_a_gap_runs_from_the_last_possible_day_to_the_first() -> None:
    spans = [
        (date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 1, 5), date(2026, 1, 5)),
        (date(2026, 3, 28), date(2026, 3, 28)),
    ]  # fmt: skip
    assert gaps(spans) == [Gap(date(2026, 1, 31), date(2026, 3, 28))]
    assert gaps(spans)[0].weeks == 8
    assert gaps([(date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 2, 25), date(2026, 2, 25))]) == []
    assert gaps([]) == []


@given(SPANS)
def test_no_contact_lies_within_a_gap_and_each_is_long_enough(spans: list[tuple[date, date]]) -> None:
    for gap in gaps(spans):
        assert (gap.until - gap.since).days >= 56
        assert not [one for one in spans if one[0] < gap.until and one[1] > gap.since]


@given(SPANS)
def test_days_read_as_text_give_the_same_gaps(spans: list[tuple[date, date]]) -> None:
    latest: dict[date, date] = {}
    for first, last in spans:
        latest[first] = max(latest.get(first, last), last)
    text = [(first.isoformat(), last.isoformat()) for first, last in sorted(latest.items())]
    assert gaps(_far_apart(text)) == gaps(spans)


@given(SPANS)
def test_everything_drawn_lies_within_the_picture(spans: list[tuple[date, date]]) -> None:
    drawing = draw(["A", "B"], [Span(n % 2, first, last, False) for n, (first, last) in enumerate(spans)], [])
    if drawing is None:
        assert not spans
        return
    for bar in drawing.bars:
        assert LEFT <= bar.x <= LEFT + WIDTH
        assert bar.x + bar.width <= drawing.width + 1
        assert 0 < bar.y < drawing.height
    assert all(LEFT <= mark.x <= LEFT + WIDTH for mark in drawing.marks)


def test_what_has_no_date_has_a_lane_of_its_own_over_the_whole_time() -> None:
    dated = [Span(0, date(2026, 1, 1), date(2026, 1, 1), False)]
    without = draw(["Hospital"], dated, [])
    drawing = draw(["Hospital"], dated, [], undated=3)
    assert without is not None
    assert drawing is not None
    assert [name for _, name in drawing.lanes] == ["Hospital", "Date not known (3)"]
    assert drawing.height > without.height
    bar = drawing.bars[-1]
    assert (bar.x, bar.width, bar.doubtful) == (LEFT, WIDTH, True)
    assert bar.title == "3 events whose date is not known"
    assert bar.y > drawing.lanes[-1][0]


def test_the_table_beside_the_picture_says_the_same() -> None:
    spans = [
        Span(0, date(2026, 1, 1), date(2026, 1, 1), False),
        Span(0, date(2026, 6, 1), date(2026, 6, 3), True, 2),
    ]
    assert table(["Hospital", "School"], spans, exact=True) == [
        ("Hospital", "3", "01/01/2026", "03/06/2026", "21 weeks, from 01/01/2026 to 01/06/2026"),
        ("School", "0", "", "", ""),
    ]
    assert table(["Hospital"], spans, exact=False)[0][4].startswith("At least 21 weeks")
    assert table(["Hospital"], spans[:1], exact=True)[0][4] == "None of eight weeks or more"


def test_what_has_no_date_place_or_time_sorts_after_what_has() -> None:
    day = date(2026, 3, 1)
    keys = [
        sort_key(day, 1, None, 1, 1), sort_key(day, 2, None, 1, 2), sort_key(day, None, None, 1, 3),
        sort_key(date(2026, 3, 2), None, None, 1, 1), sort_key(None, None, None, 1, 1),
    ]  # fmt: skip
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "01/03/2026"),
        (date(2026, 3, 1), date(2026, 3, 31), "March 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 3, 1), date(2026, 3, 10), "01/03/2026 to 10/03/2026"),
        (None, None, "Not known"),
    ],
)
def test_a_date_is_said_by_the_name_of_its_month_or_year_where_it_is_all_of_it(
    earliest: date | None, latest: date | None, said: str
) -> None:
    assert in_words(earliest, latest, None, uncertain=False) == said
