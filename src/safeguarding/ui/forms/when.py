"""Dates and moments, in three boxes and a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from safeguarding.ui.forms.fields import Shown, id_of

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
BOXES = (
    ("day", "Day", "govuk-input--width-2"),
    ("month", "Month", "govuk-input--width-2"),
    ("year", "Year", "govuk-input--width-4"),
)
EARLIEST = 1900
WHOLE = re.compile(r"\s*(\w+)[\s./-]+(\w+)[\s./-]+(\w+)\s*")
"""A whole date in one box: “1 2 2026”, “1 Feb 2026”, “2026-02-01”."""


class Boxes(forms.Widget):
    """Reads `name-day`, `name-month`, `name-year` and perhaps `name-time`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}-{box}", "")).strip() for box in ("day", "month", "year", "time")]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-day" not in data


class Date(Shown, forms.Field):
    """A date, typed as numbers or with the month in letters, in three boxes or whole in the first.

    `past=True` refuses a day that has not come yet.
    """

    component = "date"
    missing = "Enter the date for “{label}”."
    widget = Boxes
    with_time = False

    def __init__(
        self,
        *,
        label: str,
        hint: str = "For example, 27 3 2026.",
        required: bool = True,
        past: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, **more)
        self.past = past

    def first_id(self, bound: BoundField) -> str:
        return f"{id_of(bound)}-day"

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, date):
            return value
        found = self._read(*_parts(value)[:3])
        if found and self.past and found > timezone.localdate():
            raise ValidationError(f"“{self._name}” must be today or in the past.")
        return found

    def _read(self, day: str, month: str, year: str) -> date | None:
        if not (day or month or year):
            return None
        gone = [name for name, given in (("a day", day), ("a month", month), ("a year", year)) if not given]
        if gone:
            raise ValidationError(f"The date for “{self._name}” must have {' and '.join(gone)}.")
        if not (year.isdecimal() and len(year) == 4):
            raise ValidationError(f"The year for “{self._name}” must have four figures, such as 2026.")
        if int(year) < EARLIEST:
            raise ValidationError(f"“{self._name}” must be after {EARLIEST}.")
        try:
            return date(int(year), MONTHS.get(month.lower().rstrip(".")) or int(month), int(day))
        except ValueError:
            shown = f"{day} {month} {year}"
            raise ValidationError(f"“{self._name}” must be a real date. {shown} is not one.") from None

    @property
    def _name(self) -> str:
        return str(self.label).rstrip("?:")

    def _boxes(self, bound: BoundField) -> list[str]:
        value = bound.value()
        if isinstance(value, datetime):
            here = timezone.localtime(value)
            return [str(here.day), str(here.month), str(here.year), f"{here:%H:%M}"]
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year), ""]
        return list(value) if value else ["", "", "", ""]

    def params(self, bound: BoundField) -> dict[str, Any]:
        typed = self._boxes(bound)
        wrong = " govuk-input--error" if bound.errors else ""
        given = self.common(bound, legend=True)
        del given["name"]
        items: list[dict[str, Any]] = [
            {
                "id": f"{id_of(bound)}-{box}",
                "name": f"{bound.html_name}-{box}",
                "label": label,
                "classes": width + wrong,
                "value": typed[place],
                "inputmode": "numeric",
                "autocomplete": "off",
            }
            for place, (box, label, width) in enumerate(BOXES)
        ]
        if self.with_time:
            time_box = {"label": "Time, such as 14:30", "classes": f"govuk-input--width-5{wrong}"}
            names = {"id": f"{id_of(bound)}-time", "name": f"{bound.html_name}-time"}
            items.append({**names, **time_box, "value": typed[3], "inputmode": "text", "autocomplete": "off"})
        return {**given, "items": items}


def _parts(value: Sequence[str]) -> list[str]:
    """Day, month, year and time as typed; a whole date typed into the first box is taken apart."""
    day, month, year, clock = value
    whole = WHOLE.fullmatch(day) if not (month or year) else None
    if not whole:
        return [day, month, year, clock]
    first, month, last = whole.groups()
    return [last, month, first, clock] if len(first) == 4 else [first, month, last, clock]


class Moment(Date):
    """A date with a time; noon is taken where no time is given and none is required."""

    with_time = True

    def __init__(self, *, time_required: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.time_required = time_required

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, datetime):
            return value
        day = super().to_python(value)
        if day is None:
            if value[3]:
                raise ValidationError(f"“{self._name}” has a time but no date.")
            return None
        found = timezone.make_aware(datetime.combine(day, self._time(value[3])))
        if self.past and value[3] and found > timezone.now():
            raise ValidationError(f"“{self._name}” must not be later than now.")
        return found

    def _time(self, typed: str) -> time:
        if not typed:
            if self.time_required:
                raise ValidationError(f"Enter the time for “{self._name}”, such as 14:30.")
            return time(12)
        plain = typed.lower().replace(" ", "").replace(".", ":")
        for shape in ("%H:%M", "%H%M", "%I:%M%p", "%I%p"):
            try:
                return datetime.strptime(plain, shape).time()  # noqa: DTZ007 - a time of day; the zone is added with its date
            except ValueError:
                continue
        raise ValidationError(f"“{typed}” is not a time. Write it like 14:30.")
