"""What stands in a Word document, read in a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeguarding.documents.returned.marks import Mark, read_mark
from safeguarding.statute.answer import NotAllowed, Refused

SECONDS = 60
CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Piece:
    """Some words: as they were, put in (“ins”) or taken out (“del”), by whom and when as the file says."""

    kind: str
    text: str
    who: str = ""
    when: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, with the marks of ours around it; its `end` too may be put in or taken out."""

    pieces: tuple[Piece, ...]
    end: Piece
    marks: tuple[Mark, ...]
    heading: bool
    table: bool

    @property
    def before(self) -> str:
        """Its words with every change refused."""
        return "".join(one.text for one in self.pieces if one.kind != "ins")

    @property
    def after(self) -> str:
        """Its words with every change accepted."""
        return "".join(one.text for one in self.pieces if one.kind != "del")


@dataclass(frozen=True)
class Said:
    """A comment: its words, which ones it is about, and at which paragraph. `to` is the one it answers."""

    who: str
    when: str
    words: str
    quoted: str
    at: int
    to: int | None


@dataclass(frozen=True)
class Reading:
    """A whole document. `beside` says what stands in it that is not read: pictures, boxes, notes."""

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Said, ...]
    beside: tuple[str, ...] = ()


def read_document(data: bytes) -> Reading:
    """What stands in a sound Word document (`documents.upload.check_upload` has passed it).

    Raises NotAllowed when it cannot be read within the limits of memory and time.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes, never as an argument
            [sys.executable, "-I", str(CHILD)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as problem:
        raise NotAllowed(
            Refused(
                "word_unreadable",
                "We could not read this Word document.",
                "Open it in Word, save it under a new name as a Word document (.docx), and try again.",
            )
        ) from problem
    return Reading(
        tuple(_paragraph(one) for one in found["paragraphs"]),
        tuple(
            Said(one["who"], one["when"], one["words"], one["quoted"][:400], one["at"], one["to"])
            for one in found["comments"]
        ),
        tuple(found["beside"]),
    )


def _paragraph(one: dict[str, Any]) -> Paragraph:
    kind, who, when = one["end"]
    return Paragraph(
        tuple(Piece(*run) for run in one["runs"]),
        Piece(kind, "\n\n", who, when),
        tuple(mark for text in one["marks"] if (mark := read_mark(text)) is not None),
        one["style"].lower().startswith("heading"),
        one["table"],
    )
