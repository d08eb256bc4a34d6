"""What each row of somebody's list says: read if it can be, and never half of the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from safeguarding.improvements.bringing.columns import Columns
from safeguarding.statute.calendar import add_months

DONE = re.compile(r"\b(complete[d]?|done|closed|finished|achieved|blue)\b", re.IGNORECASE)
NOT_DONE = re.compile(
    r"\b(not|in)\s?-?\s?(yet\s)?(complete|started|progress|done)|incomplete|\bpart(ial)?ly\b"
    r"|\b(to be|nearly|almost|mostly|due to|once|until|awaiting)\b|\b[1-9]?\d\s?%",
    re.IGNORECASE,
)
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
GAP = "Not said in the list that was brought in."
SHORT_FORMS = re.compile(
    r"\b(nhs|trust|service|services|the|of|and|london|borough|lb|council|county|school)\b"
)
SPEAKS_FOR_MANY = frozenset({"recommendation", "finding"})
"""Columns in which one merged cell over several actions is how such a list is written."""


@dataclass(frozen=True)
class Known:
    """What the partnership already knows: its agencies by every name they go by, and numbers in use."""

    agencies: Mapping[str, int]
    gone: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    called: Mapping[int, str] = field(default_factory=dict)
    found: dict[str, int | None] = field(default_factory=dict, compare=False)

    def near(self, words: str) -> int | None:
        """The one agency that goes by these words in short: “Met Police”, “Mill Lane”, “NCL ICB”."""
        if words not in self.found:
            self.found[words] = self._near(words)
        return self.found[words]

    def _near(self, words: str) -> int | None:
        for form in (short_form(words), _key(words).replace(" ", "")):
            if form in self.agencies:
                return self.agencies[form]
        asked = _key(words).split()
        found = {
            agency
            for name, agency in self.agencies.items()
            if 0 < len(asked) <= len(name.split())
            and all(len(a) > 2 and n.startswith(a) for a, n in zip(asked, name.split(), strict=False))
        }
        return found.pop() if len(found) == 1 else None


@dataclass
class Line:
    """One row as an action, what stops it, and what was doubtful about it."""

    row: int
    called: str = ""
    finding: str = ""
    recommendation: str = ""
    what: str = ""
    agency: int | None = None
    agency_words: str = ""
    owner: str = ""
    email: str = ""
    begins: date | None = None
    due: date | None = None
    progress: str = ""
    done: bool = False
    done_on: date | None = None
    measure: str = ""
    intended_change: str = ""
    evidence: str = ""
    impact: str = ""
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """The whole list, row by row."""

    lines: list[Line]
    left_out: int

    @property
    def wrong(self) -> list[Line]:
        """The rows that cannot be brought in as they are."""
        return [line for line in self.lines if line.problems]

    @property
    def right(self) -> list[Line]:
        """The rows that can."""
        return [line for line in self.lines if not line.problems]


def read_lines(
    rows: Sequence[Sequence[str]],
    columns: Columns,
    known: Known,
    today: date,
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Report:
    """Every row under the header. A merged cell speaks for each row that it spans."""
    spread = _spread(merged)
    place = dict(columns.place)
    lines, left_out = [], 0
    for number in range(columns.header + 1, len(rows)):
        row = rows[number]
        said = {name: _cell(rows, row, number, column, spread) for name, column in place.items()}
        if not said.get("what"):
            left_out += bool(any(row))
            continue
        lines.append(_line(number, said, place, known, today, spread))
    _twice(lines, known)
    return Report(lines, left_out)


def _spread(merged: Sequence[tuple[int, int, int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each row under a merged cell's first, where its text stands. It speaks for rows, not for other
    columns: a bar across the sheet is a heading, and no action.
    """
    return {
        (row, left): (top, left)
        for top, left, bottom, _right in merged
        if (bottom - top) < 5_000
        for row in range(top + 1, bottom + 1)
    }


def _cell(
    rows: Sequence[Sequence[str]],
    row: Sequence[str],
    number: int,
    column: int,
    spread: Mapping[tuple[int, int], tuple[int, int]],
) -> str:
    text = row[column].strip() if column < len(row) else ""
    if text or not spread or (number, column) not in spread:
        return text
    top, left = spread[(number, column)]
    return rows[top][left].strip() if left < len(rows[top]) else ""


def _line(
    number: int,
    said: Mapping[str, str],
    place: Mapping[str, int],
    known: Known,
    today: date,
    spread: Mapping[tuple[int, int], tuple[int, int]],
) -> Line:
    line = Line(row=number + 1)
    for name in ("called", "recommendation", "what", "progress", "measure", "evidence", "impact", "email"):
        setattr(line, name, said.get(name, ""))
    line.finding = said.get("finding") or line.recommendation or GAP
    line.intended_change = said.get("intended_change") or GAP
    line.owner = said.get("owner", "")
    if any((number, column) in spread for name, column in place.items() if name not in SPEAKS_FOR_MANY):
        line.doubts.append("It shares a merged cell with the row above; the text was taken for both.")
    _agency(line, said, known)
    _dates(line, said, today)
    if not line.owner and line.agency is None:
        line.problems.append("Nobody owns it: neither a person nor an agency that we know.")
    if line.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", line.email):
        line.doubts.append(f"“{line.email}” is not an e-mail address and was left out.")
        line.email = ""
    for name, most in (("called", 40), ("owner", 200), ("email", 200)):
        if len(getattr(line, name)) > most:
            line.problems.append(f"The text under “{name}” is longer than {most} letters.")
    return line


def _agency(line: Line, said: Mapping[str, str], known: Known) -> None:
    line.agency_words = said.get("agency", "")
    for words in (line.agency_words, line.owner):
        found = known.agencies.get(_key(words)) if words else None
        if found is not None:
            line.agency = found
            if words is line.owner:
                line.doubts.append(f"“{line.owner}” is an agency; nobody in it is named.")
            break
        if words and _key(words) in known.gone:
            line.problems.append(
                f"{known.gone[_key(words)]} no longer exists. Name the agency that took over."
            )
            return
    if line.agency is None and line.agency_words:
        line.agency = known.near(line.agency_words)
        if line.agency is None:
            line.problems.append(f"We do not know an agency called “{line.agency_words}”.")
        else:
            line.doubts.append(f"“{line.agency_words}” was taken for {known.called[line.agency]}.")
    if not line.owner and line.agency is not None:
        line.owner = known.called.get(line.agency, line.agency_words)
        line.doubts.append("Nobody is named; it goes to the agency.")


def _dates(line: Line, said: Mapping[str, str], today: date) -> None:
    due, doubt = read_date(said.get("due", ""), said.get("begins", ""))
    if due is None:
        line.problems.append(
            f"“{said['due']}” is not a date that we can read." if said.get("due") else "It has no due date."
        )
    line.due = due
    if doubt:
        line.doubts.append(doubt)
    line.begins, _ = read_date(said.get("begins", ""), "")
    status = said.get("status", "")
    line.done = bool(DONE.search(status)) and not NOT_DONE.search(status)
    done_on, _ = read_date(said.get("done_on", ""), "")
    if done_on and done_on > today:
        line.problems.append(
            f"It is said to have been done on {done_on.day} {done_on:%B %Y}, which is to come."
        )
    line.done_on = done_on
    line.done = line.done or (done_on is not None and not NOT_DONE.search(status))
    if line.done and line.done_on is None:
        line.done_on = min(due, today) if due else today
        line.doubts.append("It says that it is done but not when; the due date was taken.")


def _twice(lines: Sequence[Line], known: Known) -> None:
    counted = Counter(line.called.casefold() for line in lines if line.called)
    for line in lines:
        if line.called and counted[line.called.casefold()] > 1:
            line.problems.append(
                f"The number “{line.called}” is used {counted[line.called.casefold()]} times in this list."
            )
        elif line.called and line.called.casefold() in known.numbers:
            line.problems.append(f"The number “{line.called}” is here already, from the same source.")


def _key(words: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words.lower()).split())


def short_form(words: str) -> str:
    """An agency's name without the words that many names have."""
    return _key(SHORT_FORMS.sub(" ", words.lower()))


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ].*)?\Z")
_NUMBERS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})\Z")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})\Z")
_QUARTER = re.compile(r"q([1-4])\s*(\d{4}|\d{2}(?=\s*/))(?:\s*[/-]\s*\d{2,4})?\Z")
_LENGTH = re.compile(r"(?:within\s+)?(\d{1,2})\s+(week|month)s?\Z")


def read_date(text: str, begins: str) -> tuple[date | None, str]:
    """A day as people write it in such a list, and a doubt if we had to choose. British order: day, month."""
    plain = " ".join(text.lower().replace("by end of", "").replace("end of", "").replace("end", "").split())
    plain = re.sub(r"^by\s+", "", plain)
    plain = re.sub(r"(?<=[a-z])[-/](?=\d)|(?<=\d)[-/](?=[a-z])", " ", plain)  # 31-Mar-26, Mar-26
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
