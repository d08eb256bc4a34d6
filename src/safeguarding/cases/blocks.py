"""Pieces of a paper, in the shape that documents are made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from safeguarding.cases.guards import plain
from safeguarding.cases.models import Case

NOTHING = "Nothing has been written here yet."


def para(text: str) -> dict[str, Any]:
    return {"kind": "para", "text": text}


def paras(text: str, otherwise: str = NOTHING) -> list[dict[str, Any]]:
    """A text as paragraphs, split where its author left a blank line; a note where there is none."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return [para(part) for part in parts] or [note(otherwise)]


def note(text: str) -> dict[str, Any]:
    return {"kind": "note", "text": text}


def heading(text: str) -> dict[str, Any]:
    return {"kind": "heading", "text": text}


def rows(pairs: Iterable[Sequence[str]]) -> dict[str, Any]:
    return {"kind": "facts", "rows": [[label, value or "Not known"] for label, value in pairs]}


def table(
    caption: str, head: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[int]
) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": caption,
        "head": list(head),
        "rows": [list(line) for line in lines],
        "widths": list(widths),
    }


def day(value: date | None) -> str:
    """A date in words, or that it is not known."""
    return plain(value) if value else "Not known"


def paper(case: Case, *, title: str, on: date, sections: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A paper of this case, with its marking and the partnership's name."""
    return {
        "title": title,
        "reference": case.reference,
        "marking": case.marking,
        "prepared_on": on.isoformat(),
        "organisation": case.partnership.name,
        "sections": sections,
        **more,
    }
