"""Every file of a case into one chronology: read or refused with its reason, and in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from safeguarding.anonymity.names import People
from safeguarding.chronology.duplicates import likely_same
from safeguarding.chronology.entries import NO_WISHES, Entry, Wishes
from safeguarding.chronology.reading.apart import Apart
from safeguarding.chronology.reading.table import Matched, Unreadable, Warned

LONG = 1_000
"""More events than this and a chronology hides what matters (domain: “succinct” chronologies lose less)."""


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
    matched: list[Matched] = field(default_factory=list)


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


def read_file(sent: Sent, returned: date | None = None, wishes: Wishes = NO_WISHES) -> Read:
    """One file's events. Raises Unreadable with the reason, and what to send instead."""
    with Apart() as apart:
        return _read(apart, sent, returned, wishes)


def _read(apart: Apart, sent: Sent, returned: date | None, wishes: Wishes = NO_WISHES) -> Read:
    heard = apart.read(sent.name, sent.data, returned, wishes)
    entries, warnings = heard.entries, heard.warnings
    if not entries:
        warnings.append(Warned("no_events", "There are no dated events in it."))
    if len(entries) > LONG:
        warnings.append(Warned("very_long_file", f"It holds {len(entries):,} events. Ask for what matters."))
    if any(entry.text[:1] in {"=", "+", "-", "@"} for entry in entries):
        warnings.append(
            Warned("formula_like_text", "Some of its texts begin like a formula. They are kept as text.")
        )
    return Read(sent, entries, warnings, heard.matched)


def merge(
    files: Sequence[Sent],
    returned: date | None = None,
    people: People = People(),  # noqa: B008 - frozen
    tell: Callable[[int], None] = lambda done: None,
) -> Merged:
    """All files into one, each read in a process of its own. `tell` hears how many are done."""
    with Apart() as apart, ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as readers:
        answers = []
        for answer in readers.map(lambda sent: _read_or_refused(apart, sent, returned), files):
            answers.append(answer)
            tell(len(answers))
    return compose(
        [one for one in answers if isinstance(one, Read)],
        [one for one in answers if isinstance(one, NotRead)],
        people,
    )


def _read_or_refused(apart: Apart, sent: Sent, returned: date | None) -> Read | NotRead:
    try:
        return _read(apart, sent, returned)
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
