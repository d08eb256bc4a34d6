"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.ui import forms

LONDON = ZoneInfo("Europe/London")


class Asked(forms.Form):
    day = forms.Date(label="When did it happen?")


class AskedTime(forms.Form):
    at = forms.Moment(label="When was it sent?")


class AskedPast(forms.Form):
    day = forms.Date(label="When did it happen?", past=True)
    at = forms.Moment(label="When was it sent?", past=True, required=False)


def typed(day: str, month: str = "", year: str = "") -> Asked:
    return Asked({"day-day": day, "day-month": month, "day-year": year})


@pytest.mark.parametrize(
    "boxes",
    [
        ("1", "2", "2026"),
        ("01", "02", "2026"),
        (" 1 ", "Feb", "2026"),
        ("1", "february", "2026"),
        ("1", "FEB.", "2026"),
        ("1 2 2026",),
        ("1/2/2026",),
        ("1 February 2026",),
        ("2026-02-01",),
    ],
)
def test_a_date_is_understood_however_people_write_it(boxes: tuple[str, ...]) -> None:
    form = typed(*boxes)
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 2, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_real_date_is_understood_and_shown_again_as_it_is(day: date) -> None:
    form = typed(str(day.day), str(day.month), str(day.year))
    assert form.is_valid()
    assert form.cleaned_data["day"] == day
    shown = Asked(initial={"day": day})["day"]
    values = [item["value"] for item in shown.field.params(shown)["items"]]  # type: ignore[attr-defined]
    assert values == [str(day.day), str(day.month), str(day.year)]


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("31", "2", "2026"), "must be a real date. 31 2 2026 is not one."),
        (("29", "2", "2027"), "must be a real date"),
        (("0", "1", "2026"), "must be a real date"),
        (("one", "1", "2026"), "must be a real date"),
        (("1", "Smarch", "2026"), "must be a real date"),
        (("", "2", "2026"), "must have a day"),
        (("1", "", ""), "must have a month and a year"),
        (("1", "2", "26"), "must have four figures, such as 2026"),
        (("1", "2", "20260"), "must have four figures"),
        (("1", "2", "1066"), "must be after 1900"),
        (("1", "2", "２０２６x"), "must have four figures"),
        (("", "", ""), "Enter the date for “When did it happen”."),
    ],
)
def test_an_impossible_date_is_refused_with_what_is_wrong_and_stays_as_typed(
    boxes: tuple[str, str, str], sentence: str
) -> None:
    form = typed(*boxes)
    assert not form.is_valid()
    assert form.status == 422
    [error] = form.error_list
    assert sentence in error["text"]
    assert error["href"].endswith("_day-day")
    shown = form["day"]
    assert [item["value"] for item in shown.field.params(shown)["items"]] == list(boxes)  # type: ignore[attr-defined]


@time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=LONDON), tick=False)
@pytest.mark.parametrize(("day", "valid"), [("22", True), ("23", True), ("24", False)])
def test_what_has_happened_is_not_in_the_future(day: str, valid: bool) -> None:
    form = AskedPast({"day-day": day, "day-month": "11", "day-year": "2026"})
    assert form.is_valid() is valid
    assert valid or "must be today or in the past" in form.error_list[0]["text"]


@time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=LONDON), tick=False)
def test_a_time_later_today_has_not_happened_either() -> None:
    day = {"day-day": "23", "day-month": "11", "day-year": "2026"}
    sent = {"at-day": "23", "at-month": "11", "at-year": "2026"}
    assert AskedPast({**day, **sent, "at-time": "11:59"}).is_valid()
    late = AskedPast({**day, **sent, "at-time": "12:01"})
    assert not late.is_valid()
    assert "must not be later than now" in late.error_list[0]["text"]


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [
        ("14:30", 14, 30),
        ("1430", 14, 30),
        ("2.30pm", 14, 30),
        ("2:30 PM", 14, 30),
        ("9am", 9, 0),
        ("", 12, 0),
    ],
)
def test_a_time_is_understood_however_people_write_it(clock: str, hour: int, minute: int) -> None:
    form = AskedTime({"at-day": "5", "at-month": "6", "at-year": "2026", "at-time": clock})
    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 6, 5, hour, minute, tzinfo=LONDON)


def test_a_time_that_is_none_and_a_time_without_a_date_are_refused() -> None:
    day = {"at-day": "5", "at-month": "6", "at-year": "2026"}
    assert "is not a time" in AskedTime({**day, "at-time": "teatime"}).error_list[0]["text"]
    alone = AskedTime({"at-day": "", "at-month": "", "at-year": "", "at-time": "14:30"})
    assert "has a time but no date" in alone.error_list[0]["text"]


def test_a_moment_is_shown_again_in_london_time() -> None:
    bound = AskedTime(initial={"at": datetime(2026, 6, 5, 13, 30, tzinfo=ZoneInfo("UTC"))})["at"]
    values = [item["value"] for item in bound.field.params(bound)["items"]]  # type: ignore[attr-defined]
    assert values == ["5", "6", "2026", "14:30"]
