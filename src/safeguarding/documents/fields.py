"""What may stand between the braces of a template: every field, what it is, and which must be there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

TEXT, FLAG, TABLE = "text", "flag", "table"
BOTH, REPORT, LETTER = frozenset({"report", "letter"}), frozenset({"report"}), frozenset({"letter"})
NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Field:
    """One field: what it is in words, what it holds (text, yes or no, a table, or a list of things), and in
    which layouts it must be there.
    """

    what: str
    holds: str = TEXT
    needed: frozenset[str] = NOWHERE

    @property
    def each(self) -> str:
        """For a list, what each of its things is; else nothing."""
        return "" if self.holds in {TEXT, FLAG, TABLE} else self.holds


THINGS: Final[Mapping[str, Mapping[str, Field]]] = MappingProxyType(
    {
        "": {
            "title": Field("The paper’s title", needed=BOTH),
            "subtitle": Field("A line below the title, such as the child’s pseudonym; may be empty"),
            "reference": Field("The case’s reference", needed=BOTH),
            "marking": Field("The marking, such as OFFICIAL-SENSITIVE", needed=BOTH),
            "organisation": Field("The partnership’s name", needed=BOTH),
            "version": Field("The paper’s version", needed=BOTH),
            "draft": Field("Whether it is a draft, for an “if”", FLAG, BOTH),
            "landscape": Field("Whether the page lies on its side, for an “if”", FLAG),
            "day_in_words": Field("The day on which the paper was made", needed=LETTER),
            "glance": Field("The table of facts at the head, by itself in its line", TABLE, BOTH),
            "summary": Field("Whether a letter has such a table, for an “if”", FLAG),
            "address": Field("The lines of the address, one after another", "words", LETTER),
            "salutation": Field("The greeting; may be empty", needed=LETTER),
            "closing": Field("The words before the signature; may be empty", needed=LETTER),
            "sections": Field("The parts of the paper, one after another", "section", BOTH),
            "signatures": Field("The lines to sign, one after another", "line", BOTH),
        },
        "section": {
            "number": Field("Its number; may be empty"),
            "title": Field("Its heading", needed=BOTH),
            "blocks": Field("What it says, piece by piece", "block", BOTH),
        },
        "block": {
            "kind": Field("What the piece is: para, note, heading, list, facts or table, for an “if”"),
            "text": Field("The words of a heading, paragraph or note"),
            "paragraphs": Field("The same, paragraph by paragraph", "words"),
            "items": Field("The points of a list, written block['items']", "words", BOTH),
            "caption": Field("What a table is called", needed=BOTH),
            "table": Field("The table itself, by itself in its line", TABLE, BOTH),
        },
        "line": {
            "name": Field("Who signs", needed=BOTH),
            "capacity": Field("For whom they sign", needed=BOTH),
            "position": Field("Whether they agree", needed=REPORT),
            "comment": Field("What they add; may be empty", needed=REPORT),
            "signed_at": Field("When they signed", needed=REPORT),
        },
    }
)
"""The fields of the paper itself, and of the things that its lists hold."""

LOOP: Final = frozenset({"index", "first", "last"})


def written(thing: str, name: str) -> str:
    """How a template writes a field: “title”, “section.title”."""
    if name == "items":
        return "block['items']"
    return f"{thing}.{name}" if thing else name


def needed(layout: str) -> list[tuple[str, str]]:
    """What a template of this layout must hold, in the order of the table."""
    return [(t, n) for t, fields in THINGS.items() for n, one in fields.items() if layout in one.needed]
