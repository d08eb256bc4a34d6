"""A row of somebody's list as an action."""

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
from safeguarding.improvements.bringing.rows import SHARED, Merged, Report, Row, Said, key, rows_under

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


@dataclass(frozen=True)
class Known:
    """What the partnership already knows: its agencies by every name they go by, and numbers in use."""

    agencies: Mapping[str, int]
    gone: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    called: Mapping[int, str] = field(default_factory=dict)

    def near(self, words: str) -> int | None:
        """The one agency that goes by these words in short: “Met Police”, “Mill Lane”, “NCL ICB”."""
        for form in (short_form(words), key(words).replace(" ", "")):
            if form in self.agencies:
                return self.agencies[form]
        asked = key(words).split()
        found = {
            agency
            for name, agency in self.agencies.items()
            if 0 < len(asked) <= len(name.split())
            and all(len(a) > 2 and n.startswith(a) for a, n in zip(asked, name.split(), strict=False))
        }
        return found.pop() if len(found) == 1 else None


@dataclass(slots=True)
class Line(Row):
    """One row as an action."""

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


def read_lines(
    rows: Sequence[Sequence[str]], columns: Columns, known: Known, today: date, merged: Merged = ()
) -> Report[Line]:
    """Every row under the header as an action."""
    reader = _Reader(known, today)
    said = list(rows_under(rows, columns, merged))
    lines = [reader.line(one) for one in said if one]
    _twice(lines, known)
    return Report(lines, said.count(None))


class _Reader:
    """Reads rows one by one. What many rows say alike, such as an agency or a day, is made out only once."""

    def __init__(self, known: Known, today: date) -> None:
        self.known, self.today = known, today
        self.whose = cache(partial(_whose, known))
        self.day = cache(read_date)
        self.is_done = cache(is_done)
        self.is_email = cache(EMAIL.fullmatch)

    def line(self, one: Said) -> Line:
        """One row as an action."""
        said, say = one.words, one.words.get
        recommendation = say("recommendation", "")
        whose = self.whose(say("agency", ""), say("owner", ""))
        line = Line(
            row=one.row,
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
            doubts=[SHARED, *whose.doubts] if one.shared else list(whose.doubts),
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
        plain = key(name)
        if plain in known.agencies:
            agency = known.agencies[plain]
            if name is owner:
                doubts.append(f"“{owner}” is an agency; nobody in it is named.")
            break
        if plain in known.gone:
            gone = f"{known.gone[plain]} no longer exists. Name the agency that took over."
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


def short_form(words: str) -> str:
    """An agency's name without the words that many names have."""
    return key(SHORT_FORMS.sub(" ", words.lower()))
