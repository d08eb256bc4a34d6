"""One exact date however it is written."""

from __future__ import annotations

from datetime import date

from safeguarding.anonymity.names.particulars import MONTHS

_UNITS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
          "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
          "eighteenth", "nineteenth", "twentieth")  # fmt: skip
_ANOTHER_YEAR = r"(?!,?[\s./-]{0,3}(?:(?:19|20)\d\d|'\d\d)(?!\d))"


def pattern(day: date) -> str:
    """Every usual writing with its year: 3/3/26, 03.03.2026, 2026-03-03, 3rd of March 2026, March 3, 2026."""
    year = rf"(?:{day.year}|'?{day.year % 100:02})"
    number, month = rf"0?{day.day}", rf"0?{day.month}"
    apart = r"\s?[./\\·_ -]\s?"
    written = rf"{_nth(day)}[\s.,-]{{0,3}}(?:(?i:day\s)?(?i:of)\s)?{_month(day)}"
    other = rf"{_month(day)}[\s.-]{{0,3}}(?:(?i:the)\s)?{_nth(day)}"
    return (
        rf"(?<![^\W_])(?:{number}{apart}{month}{apart}{year}"
        rf"|{written}(?:[\s,.-]{{0,3}}|\s(?i:in)\s){year}|{other}[\s,.-]{{0,3}}{year}"
        rf"|{day.year}{apart}(?:{month}|{_month(day)}){apart}{number}"
        rf"|{day.year}{day:%m}{day:%d}|{day:%d%m%Y}|{_american(day)})(?!\d)(?![./-]\d)"
    )


def without_year(day: date) -> str:
    """The day and the month only: “3rd March”, “March 3”, but not with another year."""
    return (
        rf"(?<![^\W_])(?:{_nth(day)}[\s.-]{{0,3}}(?:(?i:of)\s)?{_month(day)}"
        rf"|{_month(day)}[\s.-]{{0,3}}(?:(?i:the)\s)?{_nth(day)})(?![^\W_]){_ANOTHER_YEAR}"
    )


def begins(day: date) -> frozenset[str]:
    """The letters that it may begin with; “0” stands for any digit."""
    name = _UNITS[day.day] if day.day <= 20 else "twenty" if day.day < 30 else "thirty"
    return frozenset({"0", MONTHS[day.month - 1][:3].lower(), name[:3]})


def _nth(day: date) -> str:
    n = day.day
    name = _UNITS[n] if n <= 20 else f"(?:twenty|thirty)[ -]?{_UNITS[n % 10]}" if n % 10 else "thirtieth"
    return rf"(?:0?{n}\s?(?i:st|nd|rd|th)?|(?i:{name}))"


def _month(day: date) -> str:
    name = MONTHS[day.month - 1]
    return rf"(?i:{name}|{name[:3]}{'t?' if day.month == 9 else ''})\.?"


def _american(day: date) -> str:
    """Month before day, where it can be nothing else."""
    return rf"0?{day.month}/{day.day}/{day.year}" if day.day > 12 else r"(?!)"
