"""A row of somebody's list as a serious case review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from safeguarding.improvements.bringing.columns import Columns
from safeguarding.improvements.bringing.dates import read_date
from safeguarding.improvements.bringing.rows import SHARED, Merged, Report, Row, Said, key, rows_under

LAST_OF_THEM = date(2020, 9, 29)
"""Serious case reviews begun before the partnerships took over in 2019 had a year to be published."""
YEAR = re.compile(r"20[0-9]{2}")
COUNT = re.compile(r"[0-9]{1,3}")
TOO_LONG = (("title", "Title", 200), ("publisher", "Published by", 200), ("where", "Where to read it", 300))


@dataclass(frozen=True)
class KnownReviews:
    """The reviews that are here already: the days of each title."""

    dates: Mapping[str, frozenset[date]] = field(default_factory=dict)


@dataclass(slots=True)
class Review(Row):
    """One row as a review."""

    title: str = ""
    dated: date | None = None
    publisher: str = ""
    where: str = ""
    note: str = ""

    @property
    def same(self) -> tuple[str, date | None]:
        """What tells it from another: “Child A” of 2014 is not “Child A” of 2017."""
        return key(self.title), self.dated


def read_reviews(
    rows: Sequence[Sequence[str]], columns: Columns, known: KnownReviews, today: date, merged: Merged = ()
) -> Report[Review]:
    """Every row under the header as a review."""
    said = list(rows_under(rows, columns, merged))
    lines = [_review(one, today) for one in said if one]
    _twice(lines, known)
    return Report(lines, said.count(None))


def _review(one: Said, today: date) -> Review:
    say = one.words.get
    line = Review(
        row=one.row,
        title=" ".join(say("title", "").split()),
        publisher=say("publisher", ""),
        where=say("where", ""),
        note=_note(say("note", ""), say("recommended", "")),
        doubts=[SHARED] if one.shared else [],
    )
    if not line.title:
        line.problems.append("It has no title.")
    _date(line, say("dated", ""), today)
    for name, label, most in TOO_LONG:
        if len(getattr(line, name)) > most:
            line.problems.append(f"The text under “{label}” is longer than {most} letters.")
    return line


def _note(words: str, recommended: str) -> str:
    """What it says, and what it recommends as far as the list tells."""
    if not recommended:
        return words
    told = f"Recommendations: {recommended}"
    if COUNT.fullmatch(recommended):
        told = f"It makes {int(recommended)} recommendation{'' if int(recommended) == 1 else 's'}."
    return "\n".join(filter(None, (words, told)))


def _date(line: Review, words: str, today: date) -> None:
    """The day on which it was published. Of many only the year is known: it stands for its last day."""
    line.dated, doubt = read_date(words, "")
    if YEAR.fullmatch(words):
        line.dated = date(int(words), 12, 31)
        doubt = f"“{words}” was taken as the last day of that year."
    if line.dated is None:
        line.problems.append(
            f"“{words}” is not a date that we can read."
            if words
            else "It does not say when it was published."
        )
        return
    if doubt:
        line.doubts.append(doubt)
    if line.dated > today:
        line.problems.append(
            f"It is said to have been published on {line.dated.day} {line.dated:%B %Y}, which is to come."
        )
    elif line.dated > LAST_OF_THEM:
        line.doubts.append("Serious case reviews ended in 2019; check that it is one.")


def _twice(lines: Sequence[Review], known: KnownReviews) -> None:
    """The same title and day twice is the same review; the same title and another day may be."""
    counted = Counter(line.same for line in lines)
    for line in lines:
        title, dated = line.same
        here = known.dates.get(title, frozenset())
        if not title or dated is None:
            continue
        if counted[line.same] > 1:
            line.problems.append(f"The same title and date stand {counted[line.same]} times in this list.")
        elif dated in here:
            line.problems.append("It is here already, with the same title and date.")
        elif here:
            line.doubts.append("Another review with this title is here already, with another date.")
