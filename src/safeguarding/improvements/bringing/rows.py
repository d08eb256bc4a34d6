"""What each row of somebody's list says: read if it can be, and never half of the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from safeguarding.improvements.bringing.columns import Columns
from safeguarding.improvements.bringing.dates import read_date

DONE = re.compile(r"\b(complete[d]?|done|closed|finished|achieved|blue)\b", re.IGNORECASE)
NOT_DONE = re.compile(
    r"\b(not|in)\s?-?\s?(yet\s)?(complete|started|progress|done)|incomplete|\bpart(ial)?ly\b"
    r"|\b(to be|nearly|almost|mostly|due to|once|until|awaiting)\b|\b[1-9]?\d\s?%",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
TOO_LONG = (("called", 40), ("owner", 200), ("email", 200))
GAP = "Not said in the list that was brought in."
SHORT_FORMS = re.compile(
    r"\b(nhs|trust|service|services|the|of|and|london|borough|lb|council|county|school)\b"
)
SHARED = "It shares a merged cell with the row above; the text was taken for both."
SPEAKS_FOR_MANY = frozenset({"recommendation", "finding"})
"""Columns in which one merged cell over several actions is how such a list is written."""
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Known:
    """What the partnership already knows: its agencies by every name they go by, and numbers in use."""

    agencies: Mapping[str, int]
    gone: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    called: Mapping[int, str] = field(default_factory=dict)

    def near(self, words: str) -> int | None:
        """The one agency that goes by these words in short: “Met Police”, “Mill Lane”, “NCL ICB”."""
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


@dataclass(slots=True)
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
    place = tuple(columns.place.items())
    reader = _Reader(known, today)
    lines, left_out = [], 0
    for number in range(columns.header + 1, len(rows)):
        row = rows[number]
        said = {name: row[column].strip() if column < len(row) else "" for name, column in place}
        shared = _share(said, rows, number, place, spread) if spread else False
        if not said.get("what"):
            left_out += bool(any(row))
            continue
        lines.append(reader.line(number + 1, said, shared=shared))
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


def _share(
    said: dict[str, str],
    rows: Sequence[Sequence[str]],
    number: int,
    place: Sequence[tuple[str, int]],
    spread: Mapping[tuple[int, int], tuple[int, int]],
) -> bool:
    """Take from merged cells what a row shares with the one above; whether that was a choice of ours."""
    chosen = False
    for name, column in place:
        if (number, column) not in spread:
            continue
        top, left = spread[(number, column)]
        if not said[name] and left < len(rows[top]):
            said[name] = rows[top][left].strip()
        chosen = chosen or name not in SPEAKS_FOR_MANY
    return chosen


class _Reader:
    """Reads rows one by one. What many rows say alike, such as an agency or a day, is made out only once."""

    def __init__(self, known: Known, today: date) -> None:
        self.known, self.today = known, today
        self.whose = cache(partial(_whose, known))
        self.day = cache(read_date)
        self.is_done = cache(is_done)
        self.is_email = cache(EMAIL.fullmatch)

    def line(self, row: int, said: Mapping[str, str], *, shared: bool) -> Line:
        """One row as an action."""
        say = said.get
        recommendation = say("recommendation", "")
        whose = self.whose(say("agency", ""), say("owner", ""))
        line = Line(
            row=row,
            called=say("called", ""),
            finding=say("finding") or recommendation or GAP,
            recommendation=recommendation,
            what=said["what"],
            agency=whose.agency,
            agency_words=say("agency", ""),
            owner=whose.owner,
            email=say("email", ""),
            progress=say("progress", ""),
            measure=say("measure", ""),
            intended_change=say("intended_change") or GAP,
            evidence=say("evidence", ""),
            impact=say("impact", ""),
            problems=list(whose.problems),
            doubts=[SHARED, *whose.doubts] if shared else list(whose.doubts),
        )
        self._due(line, said)
        self._done(line, said)
        if not line.owner and line.agency is None:
            line.problems.append("Nobody owns it: neither a person nor an agency that we know.")
        if line.email and not self.is_email(line.email):
            line.doubts.append(f"“{line.email}” is not an e-mail address and was left out.")
            line.email = ""
        for name, most in TOO_LONG:
            if len(getattr(line, name)) > most:
                line.problems.append(f"The text under “{name}” is longer than {most} letters.")
        return line

    def _due(self, line: Line, said: Mapping[str, str]) -> None:
        words, begins = said.get("due", ""), said.get("begins", "")
        line.due, doubt = self.day(words, begins)
        if line.due is None:
            line.problems.append(
                f"“{words}” is not a date that we can read." if words else "It has no due date."
            )
        if doubt:
            line.doubts.append(doubt)
        line.begins, _ = self.day(begins, "")

    def _done(self, line: Line, said: Mapping[str, str]) -> None:
        status, today = said.get("status", ""), self.today
        done_on, _ = self.day(said.get("done_on", ""), "")
        if done_on and done_on > today:
            line.problems.append(
                f"It is said to have been done on {done_on.day} {done_on:%B %Y}, which is to come."
            )
        line.done_on = done_on
        line.done = self.is_done(status, done_on is not None)
        if line.done and done_on is None:
            line.done_on = min(line.due, today) if line.due else today
            line.doubts.append("It says that it is done but not when; the due date was taken.")


def is_done(status: str, dated: bool) -> bool:
    """Whether its state says that it is done, or it has a day on which it was; “not yet” goes before both."""
    return (dated or bool(DONE.search(status))) and not NOT_DONE.search(status)


class _Whose(NamedTuple):
    agency: int | None
    owner: str
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def _whose(known: Known, words: str, owner: str) -> _Whose:
    """Which agency leads, and who sees to it: the agency itself where nobody is named."""
    agency, doubts = None, []
    for name in filter(None, (words, owner)):
        key = _key(name)
        if key in known.agencies:
            agency = known.agencies[key]
            if name is owner:
                doubts.append(f"“{owner}” is an agency; nobody in it is named.")
            break
        if key in known.gone:
            gone = f"{known.gone[key]} no longer exists. Name the agency that took over."
            return _Whose(None, owner, (gone,))
    if agency is None and words:
        agency = known.near(words)
        if agency is None:
            return _Whose(None, owner, (f"We do not know an agency called “{words}”.",))
        doubts.append(f"“{words}” was taken for {known.called[agency]}.")
    if not owner and agency is not None:
        owner = known.called.get(agency, words)
        doubts.append("Nobody is named; it goes to the agency.")
    return _Whose(agency, owner, (), tuple(doubts))


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
    return " ".join(_NO_LETTERS.sub(" ", words.lower()).split())


def short_form(words: str) -> str:
    """An agency's name without the words that many names have."""
    return _key(SHORT_FORMS.sub(" ", words.lower()))
