"""The one structured shape that every paper is made from: text only, never markup. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

from safeguarding.statute.terms import Marking


class Block(TypedDict):
    """One piece of a section. `kind` is para, note, heading, list, facts or table."""

    kind: str
    text: NotRequired[str]
    items: NotRequired[list[str]]
    caption: NotRequired[str]
    head: NotRequired[list[str]]
    rows: NotRequired[list[list[str]]]
    widths: NotRequired[list[int]]
    tinted: NotRequired[int]
    tints: NotRequired[list[str]]
    part: NotRequired[str]
    """Which text of a draft this is that may be changed in Word."""


class Section(TypedDict):
    """A titled part of a paper."""

    title: str
    number: NotRequired[str]
    blocks: list[Block]


class Signature(TypedDict):
    """One line to sign, or signed."""

    name: str
    capacity: str
    position: NotRequired[str]
    comment: NotRequired[str]
    signed_at: NotRequired[str]


class Paper(TypedDict):
    """A paper's whole content."""

    title: str
    reference: str
    marking: str
    prepared_on: str
    organisation: str
    sections: list[Section]
    subtitle: NotRequired[str]
    version: NotRequired[int]
    draft: NotRequired[bool]
    landscape: NotRequired[bool]
    summary: NotRequired[list[list[str]]]
    address: NotRequired[list[str]]
    salutation: NotRequired[str]
    closing: NotRequired[str]
    signatures: NotRequired[list[Signature]]


NEEDED = {
    "para": ("text",),
    "note": ("text",),
    "heading": ("text",),
    "list": ("items",),
    "facts": ("rows",),
    "table": ("caption", "head", "rows"),
}
MOST_ROWS = 2_000
# Control characters, halves of characters, what is none, and what turns the direction of text round.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
BETWEEN = "\x1f"
"""Stands between texts that are worked on all at once: `clean` lets none of it through."""
_COLOUR = re.compile(r"[0-9a-f]{6}")


def is_letter(kind: str) -> bool:
    """Whether a kind of paper is laid out as a letter; everything else is laid out as a report."""
    return kind in {
        "letter",
        "s16h_request",
        "reviewer_progress_request",
        "partner_reply_to_panel",
    } or kind.endswith("_letter")


def layout(kind: str) -> str:
    """The layout of a kind of paper, in a word."""
    return "letter" if is_letter(kind) else "report"


def check_paper(data: Mapping[str, Any], *, version: int, draft: bool) -> dict[str, Any]:
    """The paper with everything present and every value plain text, or a ValueError that names what is
    wrong.
    """
    for key in ("title", "reference", "marking", "prepared_on", "organisation", "sections"):
        if not data.get(key) and key != "sections":
            raise ValueError(f"A paper needs its {key.replace('_', ' ')}.")
    day = date.fromisoformat(str(data["prepared_on"])[:10])
    return {
        "title": clean(data["title"]),
        "subtitle": clean(data.get("subtitle", "")),
        "reference": clean(data["reference"]),
        "marking": marking_in_words(clean(data["marking"])),
        "organisation": clean(data["organisation"]),
        "version": version,
        "draft": draft,
        "landscape": bool(data.get("landscape", False)),
        "day": day.isoformat(),
        "day_in_words": f"{day.day} {day:%B %Y}",
        "summary": [_row(row, 2) for row in data.get("summary", ())],
        "address": [clean(line) for line in data.get("address", ())],
        "salutation": clean(data.get("salutation", "")),
        "closing": clean(data.get("closing", "")),
        "sections": [_section(section) for section in data.get("sections", ())],
        "signatures": [_signature(line) for line in data.get("signatures", ())],
    }


def clean(value: object) -> str:
    """The text without characters that no letter needs and that XML cannot hold; line ends become one
    kind.
    """
    text = str(value)
    if text.isascii() and text.isprintable():  # nearly every cell of a long table: nothing to take out
        return text.strip()
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("", text).strip()


def clean_all(values: Sequence[object]) -> list[str]:
    """Each text as `clean` leaves it, looked at all at once: nearly always there is nothing to take out."""
    texts = list(map(str, values))
    together = "".join(texts)
    normal = together.isascii() or unicodedata.is_normalized("NFC", together)
    if normal and together.replace("\n", "").isprintable():
        return list(map(str.strip, texts))
    return list(map(clean, texts))


def marking_in_words(marking: str) -> str:
    """The marking as it is printed."""
    try:
        return str(Marking(marking).label)
    except ValueError:
        return marking


def _row(row: object, width: int) -> list[str]:
    if not isinstance(row, list | tuple) or len(row) != width:
        raise ValueError(f"A row of a table has to have {width} cells.")
    return clean_all(row)


def _section(section: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": clean(section.get("number", "")),
        "title": clean(section["title"]),
        "blocks": [_block(block) for block in section.get("blocks", ())],
    }


def _block(block: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(block.get("kind", ""))
    if kind not in NEEDED:
        raise ValueError(f"A paper has no block of the kind “{kind}”.")
    for key in NEEDED[kind]:
        if key not in block:
            raise ValueError(f"A block of the kind “{kind}” needs its {key}.")
    made: dict[str, Any] = {"kind": kind}
    if "text" in NEEDED[kind]:
        made["text"] = clean(block["text"])
        made |= {"part": clean(block["part"])} if block.get("part") else {}
    if kind == "list":
        made["items"] = [clean(item) for item in block["items"]]
    if kind == "facts":
        made["rows"] = [_row(row, 2) for row in block["rows"]]
    if kind == "table":
        made |= _table(block)
    return made


def _table(block: Mapping[str, Any]) -> dict[str, Any]:
    head = [clean(cell) for cell in block["head"]]
    if not head:
        raise ValueError("A table needs the heads of its columns.")
    if len(block["rows"]) > MOST_ROWS:
        raise ValueError(f"A table has at most {MOST_ROWS:,} rows: a longer one goes into volumes.")
    widths = [int(w) for w in block.get("widths") or [1] * len(head)]
    if len(widths) != len(head) or min(widths) < 1:
        raise ValueError("A table needs one width for each column.")
    tints = [str(colour) for colour in block.get("tints", ())]
    if tints and (len(tints) != len(block["rows"]) or not all(_COLOUR.fullmatch(one) for one in tints)):
        raise ValueError("A tinted table needs one colour for each row.")
    return {
        "caption": clean(block["caption"]),
        "tinted": int(block.get("tinted", 0)),
        "tints": tints,
        "head": head,
        "rows": [_row(row, len(head)) for row in block["rows"]],
        "widths": widths,
    }


def _signature(line: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: clean(line.get(key) or "") for key in ("name", "capacity", "position", "comment", "signed_at")
    }
