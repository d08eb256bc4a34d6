"""What each row of somebody's list says, whatever the list is of: read if it can be, and never half of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from safeguarding.improvements.bringing.columns import Columns

SHARED = "It shares a merged cell with the row above; the text was taken for both."
Merged = Sequence[tuple[int, int, int, int]]
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Row:
    """One row: what stops it from being brought in, and what was doubtful about it."""

    row: int
    problems: list[str] = field(default_factory=list, kw_only=True)
    doubts: list[str] = field(default_factory=list, kw_only=True)


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Report(Generic[R]):
    """The whole list, row by row."""

    lines: list[R]
    left_out: int

    @property
    def wrong(self) -> list[R]:
        """The rows that cannot be brought in as they are."""
        return [line for line in self.lines if line.problems]

    @property
    def right(self) -> list[R]:
        """The rows that can."""
        return [line for line in self.lines if not line.problems]


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says under the columns that are known, and whether a merged cell was taken for it."""

    row: int
    words: dict[str, str]
    shared: bool


def rows_under(rows: Sequence[Sequence[str]], columns: Columns, merged: Merged) -> Iterator[Said | None]:
    """Every row under the header that says something; None for one that is passed over, such as a heading.

    A merged cell speaks for each row that it spans.
    """
    spread, shape = _spread(merged), columns.shape
    place = tuple(columns.place.items())
    for number in range(columns.header + 1, len(rows)):
        row = rows[number]
        words = {name: row[column].strip() if column < len(row) else "" for name, column in place}
        taken = _take(words, rows, number, place, spread) if spread else ()
        if any(words.get(name) for name in shape.known_by):
            yield Said(number + 1, words, not shape.speaks_for_many.issuperset(taken))
        elif any(row):
            yield None


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


def _take(
    words: dict[str, str],
    rows: Sequence[Sequence[str]],
    number: int,
    place: Sequence[tuple[str, int]],
    spread: Mapping[tuple[int, int], tuple[int, int]],
) -> list[str]:
    """Take from merged cells what a row shares with the one above, and say what."""
    shared = [(name, spread[number, column]) for name, column in place if (number, column) in spread]
    for name, (top, left) in shared:
        if not words[name] and left < len(rows[top]):
            words[name] = rows[top][left].strip()
    return [name for name, _ in shared]


def key(words: str) -> str:
    """Words as they are compared: small letters and digits."""
    return " ".join(_NO_LETTERS.sub(" ", words.lower()).split())
