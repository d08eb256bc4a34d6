"""Whether a change that was proposed to an older text still fits the text as it is now, and where. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONG = 1_500
"""So many words and spaces that the commonest are not looked at one by one."""
Gap = tuple[int, int, int, int]


@dataclass(frozen=True)
class Edit:
    """Put `new` in place of what stands between two places; `old` says what, where no text is kept."""

    start: int
    end: int
    new: str
    old: str = ""


@dataclass(frozen=True)
class Taken:
    """What a text says with some changes taken: which fit, which it says already, and which no longer fit."""

    text: str
    fit: tuple[int, ...]
    already: tuple[int, ...]
    not_now: tuple[int, ...]


def canonical(text: str) -> str:
    """The text as it stands in a document: paragraphs with one empty line between, one kind of line end."""
    one_kind = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n\n".join(filter(None, (part.strip() for part in re.split(r"\n[ \t]*\n", one_kind))))


def wide(text: str, edits: Iterable[Edit]) -> str:
    """The text with all these changes, which do not touch one another."""
    for one in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: one.start] + one.new + text[one.end :]
    return text


def take(base: str, now: str, edits: Sequence[Edit]) -> Taken:
    """Take what still fits of changes that were proposed to `base`, into the text as it is `now`.

    A change fits while the words that it replaces, and the place where it stands, are untouched. An insertion
    at a place where somebody else's has been taken stands beside that.
    """
    between = gaps(base, now)
    places: list[tuple[int, Edit]] = []
    already, not_now = [], []
    for number, one in enumerate(edits):
        place = _place(base, now, between, one)
        if place is not None:
            places.append((number, Edit(*place, one.new)))
        elif _said(base, now, between, one):
            already.append(number)
        else:
            not_now.append(number)
    return Taken(
        wide(now, [edit for _, edit in places]),
        tuple(number for number, _ in places),
        tuple(already),
        tuple(not_now),
    )


def gaps(before: str, after: str) -> list[Gap]:
    """Where two texts differ, word by word: a stretch of the one and what stands for it in the other.

    A space or a line end that both have between two stretches is part of the difference.
    """
    if before == after:
        return []
    ours, theirs = _words(before), _words(after)
    head = 0
    while head < min(len(ours), len(theirs)) and ours[head] == theirs[head]:
        head += 1
    tail = 0
    while tail < min(len(ours), len(theirs)) - head and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    ours_in, theirs_in = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    skipped = sum(map(len, ours[:head]))
    long = len(ours_in) + len(theirs_in) > LONG
    found: list[Gap] = []
    i_at, j_at = _ends(ours_in, skipped), _ends(theirs_in, skipped)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours_in, theirs_in, autojunk=long).get_opcodes():
        if tag == "equal":
            continue
        gap = (i_at[i1], i_at[i2], j_at[j1], j_at[j2])
        if found and before[found[-1][1] : gap[0]].isspace():
            gap = (found[-1][0], gap[1], found[-1][2], gap[3])
            found.pop()
        found.append(gap)
    return found


def _place(base: str, now: str, between: Sequence[Gap], edit: Edit) -> tuple[int, int] | None:
    """Where the change stands in the text as it is now; None when what it is about has moved."""
    shift = 0
    for b0, b1, n0, n1 in between:
        if edit.end < b0 or (edit.end == b0 and edit.start < edit.end):
            break
        if edit.start == edit.end == b0 == b1:
            if now[n0:n1] == edit.new:
                return None
            # A sentence goes to the paragraph that it was written in, not to one that was put in after it.
            at = n0 if now[n0:n1].startswith("\n") and not edit.new.startswith("\n") else n1
            return at, at
        if edit.start < b1 or (edit.start == b1 and edit.start == edit.end):
            return None
        shift = n1 - b1
    return edit.start + shift, edit.end + shift


def _said(base: str, now: str, between: Sequence[Gap], edit: Edit) -> bool:
    """Whether the text says already what the change would make it say."""
    for b0, b1, n0, n1 in between:
        if b0 <= edit.start and edit.end <= b1:
            return now[n0:n1] == base[b0 : edit.start] + edit.new + base[edit.end : b1]
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"\n+|[^\S\n]+|\w+|[^\w\s]", text)


def _ends(words: Sequence[str], start: int) -> list[int]:
    made = [start]
    for one in words:
        made.append(made[-1] + len(one))
    return made
