"""What a question is: its words, its parts, and how an answer reads as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ENTRIES = 12
"""The most entries of one kind in an answer: twelve episodes are a chronology."""


class How(StrEnum):
    """How a part is answered."""

    WORDS = "words"
    LINE = "line"
    ONE = "one"
    SOME = "some"


@dataclass(frozen=True)
class Part:
    """One part of a question. `options` are value and label; `only_for` keeps it to some kinds of agency."""

    key: str
    label: str
    how: How = How.WORDS
    hint: str = ""
    needed: bool = True
    options: tuple[tuple[str, str], ...] = ()

    def shown(self, value: Any) -> str:
        """The answer as it reads, labels instead of values."""
        labels = dict(self.options)
        if self.how is How.SOME:
            return "; ".join(labels.get(str(one), str(one)) for one in value or [])
        text = str(value or "").strip()
        return labels.get(text, text) if self.how is How.ONE else text


@dataclass(frozen=True)
class Block:
    """One entry of an answer as it reads: its title, and each part's label with what was said."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One question, on one page.

    Without parts its answer is one text. With `entry` its parts are asked once for each of several things.
    `brings` names the questions of the short return whose answers are brought forward, into the first part.
    """

    key: str
    number: int
    title: str
    ask: str
    help: tuple[str, ...]
    why: str
    cite: str
    nothing: str
    """What somebody writes who has nothing to say here: an answer like any other."""
    parts: tuple[Part, ...] = ()
    entry: str = ""
    brings: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    """The ways of being involved for which it is not asked."""

    def entries(self, said: object) -> list[dict[str, Any]]:
        """What was said to the parts, as a list even where they are asked once."""
        if self.entry:
            return [dict(one) for one in said] if isinstance(said, Sequence) else []
        return [dict(said)] if isinstance(said, Mapping) else []

    def brought(self, text: str) -> tuple[str, object]:
        """An earlier answer as a beginning of this one: its text, or in the first part that takes words."""
        if not self.parts:
            return text, None
        first = {next(part.key for part in self.parts if part.how is How.WORDS): text}
        return text, [first] if self.entry else first

    def lacks(self, kept: Mapping[str, Any]) -> bool:
        """Whether what is kept leaves this question open: no answer at all, or a needed part without one."""
        if not str(kept.get("text", "")).strip():
            return True
        return any(
            part.needed and not entry.get(part.key)
            for entry in self.entries(kept.get("said"))
            for part in self.parts
        )

    def blocks(self, said: object) -> list[Block]:
        """An answer in parts as it reads: each part that says something, entry by entry."""
        found = []
        for number, entry in enumerate(self.entries(said), start=1):
            shown = [(part.label, part.shown(entry.get(part.key))) for part in self.parts]
            lines = tuple((label, text) for label, text in shown if text)
            if lines:
                title = f"{self.entry.capitalize()} {number}" if self.entry else ""
                found.append(Block(title, lines))
        return found

    def words(self, said: object) -> str:
        """The same as plain text: each part under its label, each entry under its number."""
        return "\n\n".join(
            "\n\n".join([*filter(None, [one.title]), *(f"{label}\n{text}" for label, text in one.lines)])
            for one in self.blocks(said)
        )
