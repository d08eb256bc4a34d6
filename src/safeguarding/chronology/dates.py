"""Dates as people write them in England: first and last possible day, and every doubt kept as a doubt.

A date is never guessed. What is doubtful, impossible, or had to be inferred is put before a person, with the
words as they were written. The conventions, one by one, are in docs/guide/dates.md.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache

from safeguarding.chronology import times

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february febuary", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
PARTS = {"middle": "mid", "beginning": "early", "start": "early", "end": "late"}
PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
PIVOT = 40
"""A year of two figures up to this one is in this century."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 1_000
"""A date stands among the first so many letters of its cell."""

Clock = time
_BARE = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
_MONTH = rf"(?P<mon>{_BARE})\.?"
_DAY = r"(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?P<y>\d{4}|['’]?\d{2})(?!\d)"
_SEP = r"[\s,./\-]*(?:of\s+)?"
_ONE = [
    ("iso", re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")),
    ("compact", re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)")),
    ("figures", re.compile(r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4}|\d{2})(?!\d)")),
    ("figures", re.compile(r"(?P<d>\d{1,2})\s(?P<m>\d{1,2})\s(?P<y>\d{4}|\d{2})(?!\d)")),
    ("words", re.compile(rf"{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}(?![:.]\d)")),
    ("words", re.compile(rf"{_MONTH}{_SEP}{_DAY}\s*,?\s+{_YEAR}(?![:.]\d)")),
    ("month", re.compile(rf"{_MONTH}{_SEP}{_YEAR}(?![:.]\d)(?!\s*(?:st|nd|rd|th)\b)")),
    ("month", re.compile(r"(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>(?:19|20)\d{2})(?!\d)")),
    ("no_year", re.compile(rf"{_DAY}{_SEP}{_MONTH}")),
    ("no_year", re.compile(rf"{_MONTH}{_SEP}{_DAY}(?![:.\d])")),
    (
        "no_year",
        re.compile(rf"(?P<d>\d{{1,2}})\s?[/.]\s?(?P<m>\d{{1,2}})(?![\d:])(?!\s*(?:st|nd|rd|th)?\s*{_BARE})"),
    ),
    ("year", re.compile(r"(?P<y>(?:19|20)\d{2})(?!\d)")),
    ("month_only", re.compile(_MONTH)),
    ("day", re.compile(r"(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?![\d:])")),
]
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?[,\s]*")
_WEEK = re.compile(
    r"(?:w\s?[/.\-]?\s?(?P<kind>c|b|e)\b\.?|week\s+(?P<word>commencing|beginning|starting|ending|of))[:\s]*"
)
_PART = re.compile(
    r"(?:the\s+)?(?P<p>early|mid|middle|late|beginning|start|end)\b(?:\s*(?:of|in|part of)\b)?[\s\-]*"
    r"(?:the\s+)?(?:to\s+)?"
)
_SEASON = re.compile(r"(?P<s>spring|summer|autumn|winter)\b[\s,\-]*(?:of\s+)?(?P<y>\d{4}|'\d{2})?")
_TERM = re.compile(r"\b(?:term|half[\s-]?term|easter|christmas|xmas|new year)\b")
_DOUBT = re.compile(
    r"\?|~|\bon or (?:about|around)\b"
    r"|\b(?:circa|approximately|approx|about|around|abt|roughly|possibly|probably|estimated|est|ca)\b\.?"
    r"|(?<![/.w\-])(?:\bc\.\s?|\bc\s(?=\d|[a-z]{3}))|\bc(?=\d{4}\b)"
)
_OPEN = re.compile(r"\b(?:before|after|since|by|from|prior to|until|up to|pre|post|onwards?|ongoing)\b")
_UNKNOWN = re.compile(
    r"(?:date\s+)?(?:is\s+)?(?:unknown|n/?k|not\s+known|not\s+recorded|not\s+stated|not\s+given|not\s+clear|undated|no\s+date"
    r"|unclear|unsure|n/?a|t\.?b\.?c\.?|none|nil|[-?]+)(?:\s+date)?\.?"
)
_DITTO = re.compile(
    r"(?:[\"″“”〃]|''|’’|ditto|do\.?|as above|same(?: day| date)?(?: as above)?|see above)\.?"
)
_TO = re.compile(r"\s*(?:\bto\b|\buntil\b|\btill\b|\band\b|&|,|\bor\b|\s-\s|-|/)\s*")
_CLOCK = (
    r"(?:\d{1,2}\s?:\s?\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b\.?"
    r"|\d{4}\s?(?:hrs?|hours?)\b\.?|12 noon|noon|midday|midnight)"
)
_ONLY_TIME = re.compile(
    rf"(?:(?:at|approx\.?|about|around|circa|c\.|@|\?)\s*)*{_CLOCK}(?:\s*(?:-|to|until)\s*{_CLOCK})?\??"
)
_TIME_FIRST = re.compile(rf"(?:at\s+)?(?P<t>{_CLOCK})[\s,]*(?:on\s+)?(?=.*\d)")
_DOUBTED_TIME = re.compile(
    rf"(?:\?|\b(?:circa|approximately|approx|about|around|abt|roughly)\b\.?|\bc\.)\s*(?={_CLOCK})"
)
_AFTER = re.compile(r"^\s*(?:(?:at|@|from|between|hrs|-|,|\(|;|t(?=\d))\s*)*")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class When:
    """What a date says: first and last possible day; the time that stood with it; whether the writer doubts
    it; and why a person must look at it, in codes.
    """

    earliest: date | None = None
    latest: date | None = None
    uncertain: bool = False
    time: time | None = None
    why: tuple[str, ...] = ()
    blank: bool = False

    @property
    def needs_person(self) -> bool:
        """Whether somebody must look at it."""
        return bool(self.why)

    def at(self, clock: Clock | None) -> When:
        """The same day at another time."""
        return When(self.earliest, self.latest, self.uncertain, clock, self.why, self.blank)


@dataclass(frozen=True)
class Context:
    """What stands around a date: the nearest dated row above, and the year or month of a heading row."""

    above: date | None = None
    year: int | None = None
    month: int | None = None
    returned: date | None = None


BLANK = When(blank=True)


def read_date(text: str, context: Context = Context()) -> When:
    """What a text in a date column says. Blank and ditto say nothing of themselves."""
    if (common := _common(text)) is not None:
        return _future(common, context)
    plain = fold(text[:LONGEST])
    if not plain or _DITTO.fullmatch(plain):
        return BLANK
    if _UNKNOWN.fullmatch(plain):
        return When(why=("date_unknown",), uncertain=True)
    if _SERIAL.fullmatch(plain):
        return When(why=("bare_serial",), uncertain=True)
    if _ONLY_TIME.fullmatch(plain):
        at, wrong = times.read_time(plain.lstrip("c.@?~ "))
        return When(blank=True, time=at, why=("impossible_time",) if wrong else ())
    return _future(_whole(plain, context), context)


_COMMON = re.compile(r"\s*([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})\s*")


@lru_cache(maxsize=10_000)  # each is read for its row and for its date, and a day has many rows
def _common(text: str) -> When | None:
    """The day, where it is written in the commonest way and there is such a day."""
    found = _COMMON.fullmatch(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and _possible(year, month, day)):
        return None
    return When(on := date(year, month, day), on)


def fold(text: str) -> str:
    """A text in one shape: small letters, one kind of space, dash and quote, nothing invisible."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text.translate(_SHAPES)).translate(_SHAPES).lower()
    return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())


_SHAPES = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u00a0": " ", "\u2044": "/", "\u201c": '"', "\u201d": '"', "\u2033": '"',
})  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """One date as said: what is missing in it is None."""

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    week: str = ""
    weekday: int | None = None
    wrong: str = ""


def _whole(plain: str, context: Context) -> When:
    at: time | None = None
    why: list[str] = []
    plain = _DOUBTED_TIME.sub(" ", plain)
    if (found := _TIME_FIRST.match(plain)) and ((first := _one(plain)[0]) is None or first.kind == "day"):
        at, impossible = times.read_time(found["t"])
        why += ["impossible_time"] * impossible
        plain = plain[found.end() :]
    doubtful = bool(_DOUBT.search(plain))
    rest = " ".join(_DOUBT.sub(" ", plain).split()).strip(" .;:()[]")
    open_ended = _OPEN.search(rest) and not _RANGE_WORDS.search(rest)
    rest = re.sub(r"^(?:between|from|on|the|in|during|dated?|on the)\s+", "", rest)
    said, left, chosen = _chain(rest)
    if not said or _TERM.search(left) or _DECADE.match(left):
        return When(why=("date_unclear",), uncertain=True)
    if at is None and (after := _AFTER.sub("", left)):
        found = times.TIME.match(after) or times.NOON.match(after) or times.MIDNIGHT.match(after)
        if found and not left.startswith("t00:00"):
            at, impossible = times.read_time(found[0])
            why += ["impossible_time"] * impossible
        if not found and re.search(r"\d", left):
            why.append("date_unclear")
    if len(said) == 1 and said[0].weekday is None and (found := _WEEKDAY.search(left)):
        said = [replace(said[0], weekday=DAYS[found[1]])]
    when = _span(said[0], said[-1], context) if len(said) > 1 else _resolve(said[0], context)
    if (open_ended and len(said) == 1) or len(said) > 2:
        why.append("date_unclear")
    uncertain = doubtful or chosen or when.earliest is None
    return replace(when, uncertain=uncertain, time=at, why=tuple(dict.fromkeys((*when.why, *why))))


_RANGE_WORDS = re.compile(r"\d\s*(?:[a-z]+\s*)?(?:to|until)\b")


def _chain(text: str) -> tuple[list[_Said], str, bool]:
    """The dates at the beginning of a text, what is left, and whether it says one or the other."""
    first, left = _one(text)
    if first is None:
        return [], left, False
    said, ends, chosen = [first], [left], [False]
    while (joined := _TO.match(left)) and joined.end() > 0:
        following, after = _one(left[joined.end() :])
        if following is None or not _both_dates(said[-1], following):
            break
        said.append(following)
        ends.append(after)
        chosen.append(chosen[-1] or "or" in joined[0].split())
        left = after
    while len(said) > 1 and said[-1].kind == "day":  # a chain ends in a month at least
        said.pop()
        ends.pop()
        chosen.pop()
    return said, ends[-1], chosen[-1]


def _both_dates(first: _Said, second: _Said) -> bool:
    """Whether what follows is a second date, and not a time or a note."""
    if second.kind == "day":
        return first.kind == "day"
    if second.kind == "no_year":
        return not second.wrong and first.kind in {"day", "no_year", "words", "figures", "iso"}
    if second.kind == "year":
        return first.kind in {"year", "month_only"}
    return first.kind != "day" or second.day is not None


def _one(text: str) -> tuple[_Said | None, str]:
    """One date at the beginning of a text, and what is left after it."""
    text = text.lstrip(" ,(")
    week = weekday = part = ""
    while True:
        if found := _PART_OF_DAY.match(text):
            pass
        elif found := _WEEK.match(text):
            week = "e" if (found["kind"] or found["word"])[0] == "e" else "c"
        elif (found := _WEEKDAY.match(text)) and not _MONTH_START.match(text):
            weekday = found[1]
        elif found := _PART.match(text):
            part = f"{part} {PARTS.get(found['p'], found['p'])}".strip()
        elif found := _NOISE.match(text):
            pass
        else:
            break
        text = text[found.end() :]
    if found := _SEASON.match(text):
        if not found["y"] or found["s"] == "winter":
            return None, text
        return _Said("season", year=_year(found["y"]), part=found["s"]), text[found.end() :]
    for kind, pattern in _ONE:
        if found := pattern.match(text):
            said = _from(kind, found)
            if said is None:
                continue
            return replace(said, week=week, part=part, weekday=DAYS[weekday] if weekday else None), text[
                found.end() :
            ]
    return None, text


_NOISE = re.compile(r"(?:the|on|of|at)\s+")
_PART_OF_DAY = re.compile(
    r"(?:(?:in\s+)?the\s+)?(?:(?:early|late)\s+(?:hours|morning|evening|night|afternoon)|overnight|night|evening"
    r"|afternoon|morning)\b(?:\s+of\b)?\s*"
)
_DECADE = re.compile(r"'?s\b")
_SPACED = re.compile(r"[a-z.]\s+\d\d$")
_MONTH_START = re.compile(_MONTH)


def _from(kind: str, found: re.Match[str]) -> _Said | None:
    got = found.groupdict()
    year = _year(got["y"]) if got.get("y") else None
    month = MONTHS[got["mon"].rstrip(".")] if got.get("mon") else int(got["m"]) if got.get("m") else None
    day = int(got["d"]) if got.get("d") else None
    if (
        kind == "month"
        and got.get("mon")
        and len(got["y"]) == 2
        and int(got["y"]) <= 31
        and _SPACED.search(found[0])
    ):
        return _Said("month_or_day", year=year, month=month, day=int(got["y"]))
    if kind == "day" and not 1 <= (day or 0) <= 31:
        return None
    wrong = ""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        wrong = "impossible_date"
    elif month is not None and not 1 <= month <= 12:
        wrong = "us_style_date" if day is not None and 1 <= day <= 12 and month <= 31 else "impossible_date"
    elif day is not None and month is not None and not _possible(year, month, day):
        wrong = "impossible_date"
    return _Said(kind, year=year, month=month, day=day, wrong=wrong)


def _possible(year: int | None, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year if year is not None else 2000, month)[1]


def _year(figures: str) -> int:
    figures = figures.lstrip("'’")
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (2000 if int(figures) <= PIVOT else 1900)


def _resolve(said: _Said, context: Context) -> When:
    """First and last day of one date."""
    if said.wrong:
        return When(why=(said.wrong,))
    why: tuple[str, ...] = ()
    if said.kind == "month_or_day":  # “May 16” is a day or a year: a person must say
        if context.year is not None:
            said = replace(said, kind="no_year", year=None)
        else:
            said, why = replace(said, kind="month", day=None), ("date_unclear",)
    if said.kind == "day":
        if context.year is None or context.month is None:
            return When(why=("date_unclear",))
        said = replace(said, kind="words", year=context.year, month=context.month)
    elif said.year is None:
        if context.year is not None:
            said = replace(said, year=context.year)
        elif context.above is None or said.month is None:
            return When(why=("year_missing",))
        else:
            said = replace(said, year=context.above.year + (context.above.month - said.month > 6))
            why = (*why, "year_missing")
    year, month, day = said.year, said.month, said.day
    if year is None:
        return When(why=("date_unclear",))
    if said.kind == "season":
        first, last = SEASONS[said.part]
        return When(date(year, first, 1), _last(year, last), why=why)
    if month is None:
        first, last = _part(PARTS_OF_YEAR, said.part) or (1, 12)
        return When(date(year, first, 1), _last(year, last), why=why)
    if day is None:
        first, last = _part(PARTS_OF_MONTH, said.part) or (1, 31)
        return When(
            date(year, month, first), date(year, month, last) if last < 31 else _last(year, month), why=why
        )
    if not _possible(year, month, day):
        return When(why=("impossible_date",))
    on = date(year, month, day)
    if said.week:
        return (
            When(on, on + timedelta(6), why=why) if said.week == "c" else When(on - timedelta(6), on, why=why)
        )
    if said.weekday is not None and on.weekday() != said.weekday:
        why += ("weekday_mismatch",)
    return When(on, on, why=why)


def _span(first: _Said, second: _Said, context: Context) -> When:
    """From the first day of one date to the last of another."""
    if first.wrong or second.wrong:
        return When(why=(first.wrong or second.wrong,))
    end = second
    inferred: tuple[str, ...] = ()
    if second.year is None and first.year is not None and second.month is not None:
        earlier = (second.month, second.day or 31) < (first.month or 1, first.day or 1)
        end = replace(second, year=first.year + earlier)
        inferred = ("year_missing",)
    ended = _resolve(end, context)
    if ended.earliest is None or ended.latest is None:
        return When(why=ended.why)
    start = first
    if start.month is None and start.kind == "day":
        start = replace(start, kind="words", month=ended.latest.month, year=ended.latest.year)
        if start.day is not None and start.day > ended.latest.day:
            before = ended.latest.replace(day=1) - timedelta(1)
            start = replace(start, month=before.month, year=before.year)
    elif start.year is None and start.month is not None:
        later = (start.month, start.day or 1) > (ended.latest.month, ended.latest.day)
        start = replace(start, year=ended.latest.year - later)
    began = _resolve(start, context)
    if began.earliest is None:
        return When(why=began.why)
    why = (*began.why, *ended.why, *inferred)
    if began.earliest > ended.latest:
        return When(why=("impossible_date",))
    return When(began.earliest, ended.latest, why=tuple(dict.fromkeys(why)))


def _part(parts: dict[str, tuple[int, int]], said: str) -> tuple[int, int] | None:
    words = said.split()
    return (parts[words[0]][0], parts[words[-1]][1]) if words else None


def _future(when: When, context: Context) -> When:
    if when.earliest and context.returned and when.earliest > context.returned:
        return replace(when, why=(*when.why, "future_date"))
    return when


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
