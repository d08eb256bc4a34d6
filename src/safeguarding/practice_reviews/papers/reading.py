"""Reading a draft of the report that a reviewer gives in: clean words under their headings."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from safeguarding.documents.actions import accept
from safeguarding.documents.returned.reading import Reading, read_document
from safeguarding.statute.answer import NotAllowed, Refused

NOT_WORD = Refused(
    "draft_not_word",
    "This is not a Word document.",
    "Save the draft as a Word document (.docx), then give in that.",
)
TRACKED = Refused(
    "draft_tracked",
    "There are tracked changes or comments left in this draft.",
    "In Word, accept or reject every change, delete every comment, save it, and give it in again. They show "
    "who wrote what, and would travel with the draft.",
)
NO_WORDS = Refused(
    "draft_empty", "We found no text in this document.", "Check that it is the file that you saved."
)
BESIDE = {
    "box": "text in boxes",
    "note": "footnotes or endnotes",
    "picture": "pictures",
}
_WORDS_ELSEWHERE = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml", re.IGNORECASE)
_MARKED = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo|commentReference)[\s/>]")


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it; what stands before the first heading has none."""

    heading: str
    paragraphs: tuple[str, ...]

    @property
    def stored(self) -> dict[str, Any]:
        """As it is kept."""
        return {"heading": self.heading, "paragraphs": list(self.paragraphs)}


@dataclass(frozen=True)
class ReadDraft:
    """A draft that can be kept: its bytes, its name, its text, and what in it is not read."""

    data: bytes
    name: str
    parts: tuple[Part, ...]
    beside: tuple[str, ...]


def read_draft(name: str, data: bytes) -> ReadDraft | Refused:
    """What stands in a draft, or why it cannot be kept.

    Slow: the file is scanned and read in a process of its own, so it is asked before any transaction.
    """
    sound = accept(name, data)
    if isinstance(sound, Refused):
        return sound
    if sound.kind != "docx":
        return NOT_WORD
    try:
        reading = read_document(data)
    except NotAllowed as no:
        return no.refused
    if _has_marks(reading) or _marked_elsewhere(data):
        return TRACKED
    parts = _parts(reading)
    if not any(part.paragraphs for part in parts):
        return NO_WORDS
    return ReadDraft(data, sound.name, parts, reading.beside)


def _has_marks(reading: Reading) -> bool:
    pieces = (piece for one in reading.paragraphs for piece in (*one.pieces, one.end))
    return bool(reading.comments) or any(piece.kind != "same" for piece in pieces)


def _marked_elsewhere(data: bytes) -> bool:
    """Whether a change is tracked where the reader does not look: in a note, a header or a footer."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [name for name in packed.namelist() if _WORDS_ELSEWHERE.fullmatch(name)]
        return any(_MARKED.search(packed.read(name)) for name in names)


def _parts(reading: Reading) -> tuple[Part, ...]:
    found: list[tuple[str, list[str]]] = [("", [])]
    for one in reading.paragraphs:
        words = one.after.strip()
        if one.heading and words:
            found.append((words, []))
        elif words:
            found[-1][1].append(words)
    return tuple(Part(heading, tuple(lines)) for heading, lines in found if heading or lines)
