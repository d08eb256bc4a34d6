"""Days as people write them in their own lists."""

from __future__ import annotations

import re
from datetime import date, timedelta

from safeguarding.statute.calendar import add_months

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
LATEST = date(2100, 1, 1)
EARLIEST = date(2000, 1, 1)

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ].*)?\Z")
_NUMBERS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})\Z")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})\Z")
_QUARTER = re.compile(r"q([1-4])\s*(\d{4}|\d{2}(?=\s*/))(?:\s*[/-]\s*\d{2,4})?\Z")
_LENGTH = re.compile(r"(?:within\s+)?(\d{1,2})\s+(week|month)s?\Z")
_BY = re.compile(r"^by\s+")
_JOINED = re.compile(r"(?<=[a-z])[-/](?=\d)|(?<=\d)[-/](?=[a-z])")
"""31-Mar-26, Mar-26"""


def read_date(text: str, begins: str) -> tuple[date | None, str]:
    """A day as people write it in such a list, and a doubt if we had to choose. British order: day, month."""
    plain = " ".join(text.lower().replace("by end of", "").replace("end of", "").replace("end", "").split())
    plain = _BY.sub("", plain)
    plain = _JOINED.sub(" ", plain)
    if not plain:
        return None, ""
    try:
        return _read(plain, text, begins)
    except ValueError:
        return None, ""


def _read(plain: str, text: str, begins: str) -> tuple[date | None, str]:
    if found := _ISO.match(plain):
        return _sane(date(int(found[1]), int(found[2]), int(found[3]))), ""
    if found := _NUMBERS.match(plain):
        return _sane(date(_year(found[3]), int(found[2]), int(found[1]))), ""
    if (found := _WORDS.match(plain)) and found[2] in MONTHS:
        year, month = _year(found[3]), MONTHS[found[2]]
        if found[1]:
            return _sane(date(year, month, int(found[1]))), ""
        return _sane(_last(year, month)), f"“{text}” was taken as the last day of that month."
    if found := _QUARTER.match(plain):
        quarter, year = int(found[1]), _year(found[2])
        month = quarter * 3 + 3
        return (
            _sane(_last(year + (month > 12), (month - 1) % 12 + 1)),
            f"“{text}” was taken as the last day of that quarter of the year that begins in April.",
        )
    if found := _LENGTH.match(plain):
        start, _ = read_date(begins, "")
        if start is not None:
            count = int(found[1])
            due = start + timedelta(weeks=count) if found[2] == "week" else add_months(start, count)
            return _sane(due), f"“{text}” was counted from the start date."
    return None, ""


def _sane(day: date) -> date | None:
    return day if EARLIEST <= day <= LATEST else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _last(year: int, month: int) -> date:
    return add_months(date(year, month, 1), 1) - timedelta(days=1)
