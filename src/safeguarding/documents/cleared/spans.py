"""Where in a text something has to go, and what is written in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Letters of a text that have to go, and the mark that takes their place."""

    start: int
    end: int
    mark: str


class Seek(Protocol):
    """Finds what has to go. `token` and `sure` as in `everywhere.Piece`."""

    def __call__(self, text: str, *, token: bool = False, sure: bool = False) -> list[Span]: ...


class CannotClear(Exception):
    """What cannot be taken out safely, as a sentence for the person who asked."""


@dataclass
class Done:
    """What was taken out besides names, each said once with how many there were."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, many: int = 1) -> None:
        """Count what was taken out."""
        if many:
            self.counts[what] = self.counts.get(what, 0) + many


MOST_ROUNDS = 5
EVERYTHING = "[removed]"


class Bit(NamedTuple):
    """A stretch of a text in one place of a file; `put` writes it anew."""

    said: str
    put: Callable[[str], None]


def apart(spans: Sequence[Span]) -> list[Span]:
    """Spans that touch no other: where two overlap, one that covers both."""
    kept: list[Span] = []
    for one in sorted(spans):
        if kept and one.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(one.end, kept[-1].end))
        else:
            kept.append(one)
    return kept


def cleared(text: str, seek: Seek, *, token: bool = False, sure: bool = False) -> str:
    """The text with marks instead. Where marks alone do not end it, nothing of it is left."""
    for _ in range(MOST_ROUNDS):
        spans = apart(seek(text, token=token, sure=sure))
        if not spans:
            return text
        for start, end, mark in reversed(spans):
            text = text[:start] + mark + text[end:]
    return EVERYTHING


def clear(bits: list[Bit], seek: Seek, *, token: bool = False) -> bool:
    """Take what is found out of a text that stands in several bits; whether anything was found.

    The mark goes into the bit in which the words begin, so that the rest keeps its look.
    """
    spans = apart(seek("".join(bit.said for bit in bits), token=token))
    if not spans:
        return False
    place = 0
    for bit in bits:
        start, end = place, place + len(bit.said)
        place = end
        made, at = "", start
        for one in spans:
            if one.end <= start or one.start >= end:
                continue
            made += bit.said[at - start : max(one.start, start) - start]
            made += one.mark if one.start >= start else ""
            at = min(one.end, end)
        if at != start:
            bit.put(made + bit.said[at - start :])
    return True
