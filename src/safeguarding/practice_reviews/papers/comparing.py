"""How two versions of a draft differ, section by section. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from safeguarding.practice_reviews.papers.reading import Part

ALIKE = 50
"""From how many hundredths of likeness on a paragraph counts as the same one, changed."""
NEAR = 12
"""How many paragraphs further on the same one is looked for."""
MOST_LETTERS = 2_000
MOST_TOKENS = 3_000
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph: as they were (“same”), put in (“ins”) or taken out (“del”)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """One section of the newer version, or one that is gone from it."""

    heading: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    state: str
    """“same”, “changed”, “new” or “gone”."""


def compare(older: Sequence[Part], newer: Sequence[Part]) -> list[Section]:
    """Every section in the order of the newer version, with what was put in and taken out."""
    found = []
    for was, now in _pairs([_key(one) for one in older], [_key(one) for one in newer]):
        old = older[was] if was is not None else None
        new = newer[now] if now is not None else None
        found.append(_section(old, new))
    return found


def _section(old: Part | None, new: Part | None) -> Section:
    heading = _words(old.heading if old else None, new.heading if new else None)
    was, now = (old.paragraphs if old else ()), (new.paragraphs if new else ())
    lines = tuple(
        _words(was[a] if a is not None else None, now[b] if b is not None else None)
        for a, b in _pairs(was, now)
    )
    if old is None or new is None:
        return Section(heading, lines, "new" if old is None else "gone")
    changed = any(piece.kind != "same" for line in (heading, *lines) for piece in line)
    return Section(heading, lines, "changed" if changed else "same")


def _key(part: Part) -> str:
    """What a section is known by: its heading, or its beginning where it has none."""
    return part.heading.casefold() or "\n".join(part.paragraphs)[:MOST_LETTERS]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which text of the one is which of the other, in the order of both; None where there is no other."""
    at = to = 0
    for block in LCSseq.editops(list(old), list(new)).as_matching_blocks():
        yield from _likeliest(old, new, range(at, block.a), range(to, block.b))
        yield from ((block.a + step, block.b + step) for step in range(block.size))
        at, to = block.a + block.size, block.b + block.size


def _likeliest(
    old: Sequence[str], new: Sequence[str], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    left = olds.start
    for now in news:
        near = range(left, min(left + NEAR, olds.stop))
        was = next((one for one in near if _likeness(old[one], new[now]) >= ALIKE), None)
        if was is None:
            yield None, now
        else:
            yield from ((gone, None) for gone in range(left, was))
            yield was, now
            left = was + 1
    yield from ((gone, None) for gone in range(left, olds.stop))


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one[:MOST_LETTERS], other[:MOST_LETTERS])


def _words(old: str | None, new: str | None) -> tuple[Piece, ...]:
    """The words of a paragraph; of one too long to be set beside the other, both whole."""
    if old == new:
        return (Piece("same", new),) if new else ()
    was, now = _TOKEN.findall(old or ""), _TOKEN.findall(new or "")
    if not was or not now or max(len(was), len(now)) > MOST_TOKENS:
        whole = (Piece("del", old or ""), Piece("ins", new or ""))
        return tuple(piece for piece in whole if piece.text)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(now[c:d])))
            continue
        both = (Piece("del", "".join(was[a:b])), Piece("ins", "".join(now[c:d])))
        pieces += [piece for piece in both if piece.text]
    return tuple(pieces)
