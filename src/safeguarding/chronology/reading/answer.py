"""How a file and its events pass between the process that asks and the one that reads: as JSON without the
names of fields, which would be most of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import orjson

from safeguarding.chronology.dates import When
from safeguarding.chronology.entries import Entry, Wishes
from safeguarding.chronology.reading.table import Matched, Paper, Unreadable, Warned


@dataclass(frozen=True)
class Question:
    """What is asked: a file, its name, the day on which it came, whether for its events or its tables,
    and what somebody says that its columns are.
    """

    name: str
    data: bytes
    returned: date | None = None
    tables: bool = False
    wishes: Wishes = field(default_factory=dict)


def question(asks: Question) -> bytes:
    """A question as it is sent."""
    wishes = [[table, list(one.items())] for table, one in asks.wishes.items()]
    head = [asks.name.encode(errors="replace").decode(), asks.returned, asks.tables, wishes]
    return orjson.dumps(head) + b"\n" + asks.data


def asked(said: bytes) -> Question:
    """A question that was received."""
    head, _, data = said.partition(b"\n")
    name, returned, tables, wishes = orjson.loads(head)
    day = date.fromisoformat(returned) if returned else None
    return Question(name, data, day, tables, {table: dict(one) for table, one in wishes})


def answer_with_tables(paper: Paper) -> bytes:
    """The words of every table, row by row."""
    return orjson.dumps([[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables])


def heard_tables(said: bytes) -> list[list[list[str]]]:
    """Such an answer that was received. Raises Unreadable for a refusal, ValueError where it is none."""
    match orjson.loads(said):
        case [str(code), str(sentence), str(mend)]:
            raise Unreadable(code, sentence, mend)
        case list(tables) if all(isinstance(one, list) for one in tables):
            return [[[str(text) for text in row] for row in table] for table in tables]
    raise ValueError("That is no answer.")


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
                    [_matched(*one) for one in matched],
                )
            case [str(code), str(sentence), str(mend)]:
                raise Unreadable(code, sentence, mend)
    except TypeError as problem:
        raise ValueError("That is no answer.") from problem
    raise ValueError("That is no answer.")


def _matched(name: str, columns: list[list[Any]]) -> Matched:
    return Matched(name, [(str(title), int(number), str(means)) for title, number, means in columns])


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
