"""Every file of a case into one chronology: read or refused with its reason, and in order."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

import orjson

from safeguarding.anonymity.names import People
from safeguarding.chronology.dates import When
from safeguarding.chronology.duplicates import likely_same
from safeguarding.chronology.entries import Entry
from safeguarding.chronology.reading.table import Unreadable, Warned
from safeguarding.documents.upload import check_upload
from safeguarding.documents.upload.mail import OLE
from safeguarding.statute.answer import Refused

KINDS = frozenset({"docx", "xlsx", "csv", "txt"})
SECONDS = 60
LONG = 1_000
"""More events than this and a chronology hides what matters (domain: “succinct” chronologies lose less)."""
INSTEAD = "Send the chronology as a Word document (.docx), an Excel workbook (.xlsx) or a CSV file."
OTHER_KINDS = {
    "doc": "is in the old Word format (.doc), which cannot be read safely",
    "xls": "is in the old Excel format (.xls), which cannot be read safely",
    "docm": "is a Word document with macros (small programs)",
    "dotm": "is a Word template with macros (small programs)",
    "xlsm": "is an Excel workbook with macros (small programs)",
    "xlsb": "is a binary Excel workbook, which cannot be read safely",
    "pdf": "is a PDF: it shows a page, and its rows cannot be told apart reliably",
    "png": "is a picture, and words in a picture are not read",
    "jpg": "is a picture, and words in a picture are not read",
    "jpeg": "is a picture, and words in a picture are not read",
    "zip": "is a ZIP folder, not a document",
    "msg": "is an e-mail message, not a document",
    "eml": "is an e-mail message, not a document",
    "rtf": "is a rich text file, not a Word document",
    "odt": "is an OpenDocument text, not a Word document",
    "ods": "is an OpenDocument spreadsheet, not an Excel workbook",
}
"""Kinds that cannot be read, and why."""
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
    matched: list[dict[str, Any]] = field(default_factory=list)


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
    people: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Merged:
    """The composite: events in order, refusals, warnings by file, and groups of likely duplicates."""

    events: list[Event]
    refused: list[NotRead]
    warnings: dict[str, list[Warned]]
    duplicates: list[list[int]]


def read_file(sent: Sent, returned: date | None = None) -> Read:
    """One file's events. Raises Unreadable with the reason, and what to send instead."""
    entries, warnings = _in_a_child(sent.name, _sound(sent), sent.data, returned)
    if not entries:
        warnings.append(Warned("no_events", "There are no dated events in it."))
    if len(entries) > LONG:
        warnings.append(Warned("very_long_file", f"It holds {len(entries):,} events. Ask for what matters."))
    if any(entry.text[:1] in {"=", "+", "-", "@"} for entry in entries):
        warnings.append(
            Warned("formula_like_text", "Some of its texts begin like a formula. They are kept as text.")
        )
    return Read(sent, entries, warnings)


def _in_a_child(name: str, kind: str, data: bytes, returned: date | None) -> tuple[list[Entry], list[Warned]]:
    command = [
        sys.executable,
        "-I",
        "-m",
        "safeguarding.chronology.reading.child",
        kind,
        returned.isoformat() if returned else "",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes, never as an argument
            command, input=data, capture_output=True, timeout=SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode < 0 or b"MemoryError" in done.stderr:
        raise Unreadable(
            "too_much", f"“{name}” is too big: reading it took more time or memory than a chronology needs.",
            "Split it, or copy its table into a new document, then send that.",
        )  # fmt: skip
    if done.returncode:
        raise Unreadable(
            "broken", f"“{name}” is damaged or corrupt: its tables cannot be read.",
            "Open it, save it under a new name, then send that.",
        )  # fmt: skip
    found = orjson.loads(done.stdout)
    return [_entry(one) for one in found["entries"]], [Warned(**one) for one in found["warnings"]]


def _entry(said: dict[str, Any]) -> Entry:
    when = said.pop("when")
    for day in ("earliest", "latest"):
        when[day] = date.fromisoformat(when[day]) if when[day] else None
    when["time"] = time.fromisoformat(when["time"]) if when["time"] else None
    return Entry(when=When(**when | {"why": tuple(when["why"])}), **said)


def merge(
    files: Sequence[Sent],
    returned: date | None = None,
    people: People = People(),  # noqa: B008 - frozen
    tell: Callable[[int], None] = lambda done: None,
) -> Merged:
    """All files into one, each read in a process of its own. `tell` hears how many are done."""
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as readers:
        answers = []
        for answer in readers.map(lambda sent: _read_or_refused(sent, returned), files):
            answers.append(answer)
            tell(len(answers))
    return compose(
        [one for one in answers if isinstance(one, Read)],
        [one for one in answers if isinstance(one, NotRead)],
        people,
    )


def _read_or_refused(sent: Sent, returned: date | None) -> Read | NotRead:
    try:
        return read_file(sent, returned)
    except Unreadable as problem:
        return NotRead(sent.name, sent.agency, problem.code, problem.sentence, problem.mend)


def compose(
    read: Sequence[Read],
    refused: Sequence[NotRead] = (),
    people: People = People(),  # noqa: B008 - frozen
) -> Merged:
    """The composite of what was read: by first possible day, then time, then as each agency has it."""
    events = [
        Event(one.sent.agency, one.sent.name, entry, tuple(people.named_in(entry.text)))
        for one in read
        for entry in one.entries
    ]
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
            f"“{name}” is not a document. It is a temporary lock file that Word leaves beside one.",
            "Send the document itself.",
        )
    if not sent.data.strip(b"\x00 \r\n\t"):
        raise Unreadable(
            "empty_file",
            f"“{name}” is empty (there is nothing in it: 0 bytes).",
            "Send it again, and look that it opens.",
        )
    if sent.data.startswith(OLE) and _LOCKED in sent.data:
        raise Unreadable(
            "password",
            f"“{name}” is encrypted: it is protected by a password.",
            "Save a copy without the password and send that.",
        )
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if ending in OTHER_KINDS:
        raise Unreadable(f"kind_{ending}", f"“{name}” {OTHER_KINDS[ending]}.", INSTEAD)
    if sent.data.startswith(b"PK") and b"PK\x05\x06" not in sent.data:
        raise Unreadable(
            "broken", f"“{name}” is damaged or corrupt: its end is missing.",
            "Send it again, and look that it opens.",
        )  # fmt: skip
    answer = check_upload(f"{name.removesuffix('.tsv')}.txt" if ending == "tsv" else name, sent.data)
    if isinstance(answer, Refused):
        raise Unreadable(answer.code.removeprefix("file_"), answer.sentence, answer.mend)
    if answer.kind not in KINDS:
        raise Unreadable("wrong_kind", f"“{name}” is not a kind of file that can be read.", INSTEAD)
    return answer.kind
