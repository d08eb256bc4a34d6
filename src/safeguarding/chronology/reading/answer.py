"""How a file and its events pass between the process that asks and the one that reads: as JSON without the
names of fields, which would be most of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import orjson

from safeguarding.chronology.dates import When
from safeguarding.chronology.entries import Entry
from safeguarding.chronology.reading.table import Matched, Paper, Unreadable, Warned


def question(name: str, returned: date | None, data: bytes) -> bytes:
    """What is asked: a file, its name, and the day on which it came."""
    return orjson.dumps([name.encode(errors="replace").decode(), returned]) + b"\n" + data


def asked(said: bytes) -> tuple[str, date | None, bytes]:
    """A question that was received."""
    head, _, data = said.partition(b"\n")
    name, returned = orjson.loads(head)
    return name, date.fromisoformat(returned) if returned else None, data


@dataclass(frozen=True)
class Heard:
    """The events of a file, what somebody must be told about it, and how its columns were understood."""

    entries: list[Entry]
    warnings: list[Warned]
    matched: list[Matched]


def answer(entries: Sequence[Entry], paper: Paper) -> bytes:
    """The events of a file, and what somebody must be told about it."""
    return orjson.dumps(
        [
            [_flat(one) for one in entries],
            [[one.code, one.words] for one in paper.warnings],
            [[one.name, one.columns] for one in paper.matched],
        ]
    )


def refusal(problem: Unreadable) -> bytes:
    """The answer where the file cannot be read."""
    return orjson.dumps([problem.code, problem.sentence, problem.mend])


def heard(said: bytes) -> Heard:
    """An answer that was received. Raises Unreadable where it is a refusal, ValueError where it is none."""
    try:
        match orjson.loads(said):
            case [list(entries), list(warnings), list(matched)]:
                return Heard(
                    [_entry(*one) for one in entries],
                    [Warned(*one) for one in warnings],
                    [Matched(*one) for one in matched],
                )
            case [str(code), str(sentence), str(mend)]:
                raise Unreadable(code, sentence, mend)
    except TypeError as problem:
        raise ValueError("That is no answer.") from problem
    raise ValueError("That is no answer.")


def _flat(one: Entry) -> tuple[Any, ...]:
    when = one.when
    return (
        when.earliest, when.latest, when.uncertain, when.time, when.why, when.blank,
        one.container, one.row, one.date_text, one.text, one.other, one.why, one.carried_from,
    )  # fmt: skip


def _entry(
    earliest: str | None, latest: str | None, uncertain: bool, at: str | None, doubts: list[str], blank: bool,
    container: str, row: int, date_text: str, text: str, other: dict[str, str], why: list[str], carried: str,
) -> Entry:  # fmt: skip
    when = When(
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        uncertain,
        time.fromisoformat(at) if at else None,
        tuple(doubts),
        blank,
    )
    return Entry(container, row, date_text, when, text, other, why, carried)
