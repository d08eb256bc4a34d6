"""Dates as people write them: the conventions of docs/guide/dates.md, one by one."""

from __future__ import annotations

from datetime import date
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.chronology import dates
from safeguarding.chronology.dates import Context, read_date
from safeguarding.chronology.out import edtf
from safeguarding.chronology.times import read_time

ABOVE = Context(above=date(2016, 11, 4))
# Written | EDTF | time | why a person must look
SAID = r"""
22/05/2016 | 2016-05-22 | |
22.05.16 | 2016-05-22 | |
22-05-2016 | 2016-05-22 | |
22nd May 2016 | 2016-05-22 | |
Sunday 22nd May 2016 | 2016-05-22 | |
Sun 22/05/16 | 2016-05-22 | |
22-May-16 | 2016-05-22 | |
2016-05-22 | 2016-05-22 | |
20160522 | 2016-05-22 | |
May 22, 2016 | 2016-05-22 | |
13 Sept. 2014 | 2014-09-13 | |
1st of May 2016 | 2016-05-01 | |
03.12.41 | 1941-12-03 | |
03.12.40 | 2040-12-03 | |
May 2016 | 2016-05 | |
05/2016 | 2016-05 | |
May '16 | 2016-05 | |
2015 | 2015 | |
early May 2016 | 2016-05-01/2016-05-10 | |
mid-May 2016 | 2016-05-11/2016-05-20 | |
late February 2016 | 2016-02-21/2016-02-29 | |
early to mid May 2016 | 2016-05-01/2016-05-20 | |
early 2016 | 2016-01-01/2016-04-30 | |
mid 2016 | 2016-05-01/2016-08-31 | |
late 2016 | 2016-09-01/2016-12-31 | |
w/c 3 May 2016 | 2016-05-03/2016-05-09 | |
week commencing 3rd May 2016 | 2016-05-03/2016-05-09 | |
w/e 14/10/2018 | 2018-10-08/2018-10-14 | |
Spring 2016 | 2016-03-01/2016-05-31 | |
Summer 2016 | 2016-06-01/2016-08-31 | |
Autumn 2016 | 2016-09-01/2016-11-30 | |
c. 2015 | 2015? | |
c2015 | 2015? | |
circa May 2016 | 2016-05? | |
about 22 May 2016 | 2016-05-22? | |
on or around 22 May 2016 | 2016-05-22? | |
?22/05/2016 | 2016-05-22? | |
22/05/2016? | 2016-05-22? | |
22 or 23 May 2016 | 2016-05-22?/2016-05-23? | |
3-5 May 2016 | 2016-05-03/2016-05-05 | |
22/23 May 2016 | 2016-05-22/2016-05-23 | |
29/12/16 - 02/01/17 | 2016-12-29/2017-01-02 | |
28 December 2016 - 3 January 2017 | 2016-12-28/2017-01-03 | |
28 December - 3 January 2017 | 2016-12-28/2017-01-03 | |
between 3 and 5 May 2016 | 2016-05-03/2016-05-05 | |
from May 2016 to June 2017 | 2016-05-01/2017-06-30 | |
Monday 21st to Wednesday 23rd May 2018 | 2018-05-21/2018-05-23 | |
May/June 2016 | 2016-05-01/2016-06-30 | |
2015-2016 | 2015-01-01/2016-12-31 | |
08/03/2016 at 18:20 | 2016-03-08 | 18:20 |
31/01/2018\n14:00 | 2018-01-31 | 14:00 |
22/05/16 14.30 | 2016-05-22 | 14:30 |
22/05/2016 1430hrs | 2016-05-22 | 14:30 |
22/05/2016 14:30-15:15 | 2016-05-22 | 14:30 |
22 May 2016 2.30pm | 2016-05-22 | 14:30 |
22/05/2016 (approx 14:30) | 2016-05-22 | 14:30 |
14:30 22/05/2016 | 2016-05-22 | 14:30 |
12 noon 22/05/2016 | 2016-05-22 | 12:00 |
2016-05-22T00:00:00 | 2016-05-22 | |
22 May 2016, evening | 2016-05-22 | |
early hours of 22/05/2016 | 2016-05-22 | |
night of 22/23 May 2016 | 2016-05-22/2016-05-23 | |
22/05/2016 (Sunday) | 2016-05-22 | |
22/05/2016 Mon | 2016-05-22 | | weekday_mismatch
1990s | | | date_unclear
14 December | 2016-12-14 | | year_missing
6 January | 2017-01-06 | | year_missing
22/5 | 2016-05-22 | | year_missing
December | 2016-12 | | year_missing
29 December 2016 - 3 January | 2016-12-29/2017-01-03 | | year_missing
Monday 22 May 2016 | 2016-05-22 | | weekday_mismatch
22/05/2016 25:10 | 2016-05-22 | | impossible_time
22, 24 and 29 May 2016 | 2016-05-22/2016-05-29 | | date_unclear
2015/16 | 2015 | | date_unclear
May 2016 onwards | 2016-05 | | date_unclear
May 16 | 2016-05 | | date_unclear
04/22/2016 | | | us_style_date
31/02/2016 | | | impossible_date
31 June 2018 | | | impossible_date
1/1/1899 | | | impossible_date
22nd | | | date_unclear
Saturday | | | date_unclear
Winter 2016 | | | date_unclear
Autumn term 2016 | | | date_unclear
Autumn 2016 term | | | date_unclear
Summer holidays 2016 | | | date_unclear
before 2015 | | | date_unclear
45900 | | | bare_serial
unknown | | | date_unknown
n/k | | | date_unknown
Date not recorded | | | date_unknown
? | | | date_unknown
"""
LINES = [[part.strip() for part in line.split("|")] for line in SAID.strip().splitlines()]


@pytest.mark.parametrize(("written", "meant", "at", "why"), LINES, ids=[line[0] for line in LINES])
def test_a_date_is_read_as_the_conventions_say(written: str, meant: str, at: str, why: str) -> None:
    when = read_date(written.replace("\\n", "\n"), ABOVE)
    known = when.earliest is not None
    assert edtf(when.earliest, when.latest, uncertain=when.uncertain and known) == meant
    assert (f"{when.time:%H:%M}" if when.time else "") == at
    assert ",".join(when.why) == why
    assert when.needs_person == bool(why)


@pytest.mark.parametrize(
    "written", ["", "  ", '"', "″", "〃", "''", "do.", "ditto", "as above", "14:30", "1430hrs", "approx 2pm"]
)
def test_blank_ditto_and_a_time_alone_say_no_date(written: str) -> None:
    assert read_date(written, ABOVE).blank


def test_a_year_left_out_without_a_dated_row_above_is_for_a_person() -> None:
    when = read_date("14 December")
    assert (when.earliest, when.why) == (None, ("year_missing",))


def test_a_heading_gives_the_year_or_the_month_and_nothing_is_flagged() -> None:
    assert read_date("22 May", Context(year=2016)).earliest == date(2016, 5, 22)
    assert read_date("May 22", Context(year=2016)).earliest == date(2016, 5, 22)
    assert read_date("22nd", Context(year=2016, month=5)).earliest == date(2016, 5, 22)
    assert not read_date("22 May", Context(year=2016)).why


def test_a_day_after_the_paper_came_is_for_a_person() -> None:
    assert read_date("1 May 2026", Context(returned=date(2019, 1, 10))).why == ("future_date",)


@pytest.mark.parametrize(
    ("written", "at"),
    [("14:30", "14:30"), ("2.30pm", "14:30"), ("1430hrs", "14:30"), ("14.30", "14:30"), ("1430", "14:30"),
     ("approx 14:30", "14:30"), ("14:30-15:15", "14:30"), ("12 noon", "12:00"), ("12.30 am", "00:30"),
     ("9am", "09:00"),
     ("am", ""), ("evening", ""), ("overnight", ""), ("n/k", ""), ("", "")],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(written: str, at: str) -> None:
    found, impossible = read_time(written)
    assert (f"{found:%H:%M}" if found else "", impossible) == (at, False)


def test_a_time_that_cannot_be_is_said_to_be_one() -> None:
    assert read_time("25:10") == (None, True)


WRITERS = [
    lambda d: f"{d:%d/%m/%Y}", lambda d: f"{d.day}.{d.month}.{d:%Y}", lambda d: f"{d.day} {d:%B %Y}",
    lambda d: f"{d:%A} {d.day} {d:%b} {d:%Y}", lambda d: d.isoformat(), lambda d: f"{d:%B} {d.day}, {d:%Y}",
]  # fmt: skip


@given(st.dates(date(1960, 1, 1), date(2040, 12, 31)), st.sampled_from(WRITERS))
def test_every_day_comes_back_as_itself(day: date, write: object) -> None:
    when = read_date(write(day))  # type: ignore[operator]  # a list of lambdas
    assert (when.earliest, when.latest, when.uncertain, when.why) == (day, day, False, ())


@given(st.text(max_size=60))
def test_no_text_breaks_it_and_first_is_never_after_last(text: str) -> None:
    when = read_date(text, ABOVE)
    assert (when.earliest is None) == (when.latest is None)
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
    else:
        assert when.blank or when.why, "What is not understood is put before a person."


@given(st.text(alphabet="0123456789/.- ?MayJunetowc,", max_size=24))
def test_figures_and_months_in_any_order_never_break_it(text: str) -> None:
    when = read_date(text)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(
    st.integers(0, 40), st.integers(0, 40), st.integers(1850, 2150), st.sampled_from("/.-"),
    st.sampled_from(["", " ", "\n"]),
)  # fmt: skip
def test_the_quick_way_reads_the_commonest_dates_as_the_careful_way(
    day: int, month: int, year: int, sign: str, space: str
) -> None:
    context = Context(above=date(2016, 11, 4), returned=date(2019, 1, 10))
    written = f"{space}{day}{sign}{month:02}{sign}{year}{space}"
    quick = read_date(written, context)
    with mock.patch.object(dates, "_common", return_value=None):
        assert quick == read_date(written, context)
