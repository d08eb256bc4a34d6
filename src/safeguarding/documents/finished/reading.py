"""A finished report from Word, as sections and blocks that a page and a PDF are made from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from safeguarding.documents.shape import Block, Section, clean
from safeguarding.statute.answer import Refused

SECONDS = 60
CHILD = Path(__file__).with_name("child.py")
UNREADABLE = Refused(
    "word_unreadable",
    "We could not read this Word document.",
    "Open it in Word, save it under a new name as a Word document (.docx), and try again.",
)
NOT_FINISHED = {
    "tracked": ("changes that are still tracked", "accept or reject every change"),
    "comments": ("comments", "take every comment out"),
    "hidden": ("hidden text", "take the hidden text out"),
    "picture": ("a picture or a drawing", "say in words or in a table what it shows, and take it out"),
    "box": ("a box of text", "put its words into the text"),
    "embedded": ("another file inside it", "take it out"),
    "macros": ("macros", "save it as a Word document without macros (.docx)"),
}
NO_HEADINGS = Refused(
    "no_headings",
    "We cannot tell the parts of this report apart.",
    "Give each part its heading with the style “Heading 1” in Word, so that everybody, also with a screen "
    "reader, can find their way.",
)


def read_finished(data: bytes) -> list[Section] | Refused:
    """The parts of a sound Word document (`documents.upload.check_upload` has passed it), or what has to be
    put right in it first: a finished report has no tracked changes, comments, hidden text, pictures, boxes or
    files inside it, and its parts have headings.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes, never as an argument
            [sys.executable, "-I", str(CHILD)],
            input=data, capture_output=True, timeout=SECONDS, check=True, env={},
        )  # fmt: skip
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return UNREADABLE
    if found["unfit"]:
        held = [NOT_FINISHED[code] for code in found["unfit"]]
        return Refused(
            "not_finished",
            f"This file still holds {_listed([what for what, _ in held])}.",
            f"In Word, {_listed([do for _, do in held])}; then give us the file again.",
        )
    return _sections(found["blocks"], found["notes"])


def _sections(blocks: list[dict[str, Any]], notes: list[str]) -> list[Section] | Refused:
    sections: list[Section] = []
    for one in blocks:
        if one["kind"] == "heading" and one["level"] == 0:
            continue
        if one["kind"] == "heading" and one["level"] == 1:
            sections.append({"title": clean(one["text"]), "number": str(len(sections) + 1), "blocks": []})
        elif not sections:
            if one["kind"] == "para":
                sections.append({"title": "About this report", "number": "1", "blocks": []})
                sections[-1]["blocks"].append(_block(one, sections[-1]["title"]))
        else:
            sections[-1]["blocks"].append(_block(one, sections[-1]["title"]))
    if not any(one["kind"] == "heading" and one["level"] == 1 for one in blocks):
        return NO_HEADINGS
    if notes:
        told = [f"[{number}] {clean(text)}" for number, text in enumerate(notes, 1)]
        listed: Block = {"kind": "list", "items": told}
        sections.append({"title": "Notes", "number": str(len(sections) + 1), "blocks": [listed]})
    return sections


def _block(one: dict[str, Any], under: str) -> Block:
    if one["kind"] == "table":
        width = max((len(row) for row in one["rows"]), default=0)
        rows = [[clean(cell) for cell in row] + [""] * (width - len(row)) for row in one["rows"]]
        return {"kind": "table", "caption": under, "head": rows[0], "rows": rows[1:], "widths": [1] * width}
    if one["kind"] == "list":
        return {"kind": "list", "items": [clean(item) for item in one["items"]]}
    return {"kind": one["kind"], "text": clean(one["text"])}


def _listed(said: list[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
