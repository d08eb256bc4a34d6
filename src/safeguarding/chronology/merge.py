"""Every file of a case into one chronology: read or refused with its reason, ordered, likely duplicates named."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from lxml import etree

from safeguarding.chronology.duplicates import likely_same
from safeguarding.chronology.entries import Entry, read_entries
from safeguarding.chronology.reading.comma import read_values
from safeguarding.chronology.reading.excel import read_workbook
from safeguarding.chronology.reading.table import Paper, Unreadable, Warned
from safeguarding.chronology.reading.word import read_word
from safeguarding.documents.upload import MEGABYTE, check_upload
from safeguarding.documents.upload.mail import OLE
from safeguarding.statute.answer import Refused

READERS: dict[str, Callable[[bytes], Paper]] = {
    "docx": read_word, "xlsx": read_workbook, "csv": read_values, "txt": read_values,
}  # fmt: skip
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Sent:
    """A file as an agency sent it."""

    name: str
    agency: str
    data: bytes


@dataclass
class Read:
    """A file that was read: its events, and what somebody must be told."""

    sent: Sent
    entries: list[Entry]
    warnings: list[Warned] = field(default_factory=list)


@dataclass(frozen=True)
class NotRead:
    """A file that was refused, why, and what to send instead."""

    name: str
    agency: str
    code: str
    reason: str
    mend: str


@dataclass
class Event:
    """One event of the composite."""

    agency: str
    file: str
    entry: Entry


@dataclass
class Merged:
    """The composite: events in order, refusals, warnings by file, and groups of likely duplicates."""

    events: list[Event]
    refused: list[NotRead]
    warnings: dict[str, list[Warned]]
    duplicates: list[list[int]]


def read_file(sent: Sent, returned: date | None = None) -> Read:
    """One file's events. Raises Unreadable with the reason, and what to send instead."""
    kind = _sound(sent)
    try:
        paper = READERS[kind](sent.data)
    except (etree.XMLSyntaxError, KeyError, ValueError, IndexError, OverflowError) as problem:
        raise Unreadable(
            "broken", f"“{sent.name}” is damaged or corrupt: its tables cannot be read.",
            "Open it, save it under a new name, then send that.",
        ) from problem  # fmt: skip
    entries = read_entries(paper, returned)
    warnings = list(paper.warnings)
    if not entries:
        warnings.append(Warned("no_events", "There are no dated events in it."))
    return Read(sent, entries, warnings)


def merge(files: Sequence[Sent], returned: date | None = None) -> Merged:
    """All files into one."""
    read: list[Read] = []
    refused: list[NotRead] = []
    for sent in files:
        try:
            read.append(read_file(sent, returned))
        except Unreadable as problem:
            refused.append(NotRead(sent.name, sent.agency, problem.code, problem.sentence, problem.mend))
    return compose(read, refused)


def compose(read: Sequence[Read], refused: Sequence[NotRead] = ()) -> Merged:
    """The composite of what was read: by first possible day, then time, then as each agency has it."""
    events = [Event(one.sent.agency, one.sent.name, entry) for one in read for entry in one.entries]
    events.sort(key=_order)
    return Merged(events, list(refused), {one.sent.name: one.warnings for one in read}, likely_same(events))


def _order(event: Event) -> tuple[bool, date, bool, str]:
    when = event.entry.when
    return (when.earliest is None, when.earliest or date.min, when.time is None, str(when.time or ""))


def _sound(sent: Sent) -> str:
    """The kind of a file that may be read. Raises Unreadable."""
    name = unicodedata.normalize("NFC", PurePosixPath(sent.name.replace("\\", "/")).name)
    if name.startswith(("~$", ".~", "._")):
        raise Unreadable(
            "not_a_document",
            f"“{name}” is a temporary lock file that Word or Excel leaves beside a document. It is not a document.",
            "Send the document itself.",
        )
    if not sent.data.strip(b"\x00 \r\n\t"):
        raise Unreadable(
            "empty_file", f"“{name}” is empty (there is nothing in it: 0 bytes).", "Send it again, and look that it opens."
        )
    if sent.data.startswith(OLE) and _LOCKED in sent.data:
        raise Unreadable(
            "password", f"“{name}” is encrypted: it is protected by a password.", "Save a copy without the password and send that."
        )
    answer = check_upload(name, sent.data)
    if isinstance(answer, Refused):
        raise Unreadable(answer.code.removeprefix("file_"), answer.sentence, answer.mend)
    if answer.kind not in READERS:
        raise Unreadable(
            "wrong_kind",
            f"“{name}” is not a Word document, an Excel workbook or a CSV file, and its events cannot be read.",
            "Send the chronology as a Word document (.docx), an Excel workbook (.xlsx) or a CSV file.",
        )
    return answer.kind


LARGEST = 25 * MEGABYTE
