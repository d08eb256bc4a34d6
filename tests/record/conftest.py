"""A small story that fills every table of the record, by the record's own acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import transaction

from safeguarding.record.actions import Actor, anchor, dispose, look, open_stream, seal_day, write
from safeguarding.record.models import Stream

CHAIR = Actor(person="7", seat="11", capacity="Independent chair")
POLICE = Actor(person="8", seat="12", capacity="Delegated safeguarding partner, for the Metropolitan Police")
FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def case(db: None) -> Stream:
    return open_stream(kind="case", of="k7m2", partnership=1)


def add(stream: Stream, act: str = "considered", **more: object) -> None:
    """One event in a transaction of its own."""
    with transaction.atomic():
        write(stream=stream, act=act, actor=CHAIR, on={"case": stream.key}, **more)  # type: ignore[arg-type]


@dataclass
class Story:
    streams: list[Stream]
    anchors: list[bytes]


def tell_story() -> Story:
    """Two partnerships and three cases over two days.

    Events, kept content, a disposal, looks, seals and anchors.
    """
    streams = [open_stream(kind="partnership", of=n, partnership=n) for n in (1, 2)]
    streams += [open_stream(kind="case", of=f"c{n}", partnership=1 + n % 2) for n in range(3)]
    files = []
    for day in (FIRST, SECOND):
        with time_machine.travel(datetime(day.year, day.month, day.day, 10, tzinfo=UTC), tick=True):
            for number, stream in enumerate(streams * 5):
                with transaction.atomic():
                    write(
                        stream=stream,
                        act="reason_given",
                        actor=(CHAIR, POLICE)[number % 2],
                        on={"number": str(number), "day": day.isoformat()},
                        grounds="R11A",
                        editions={"working_together": "WT2023"},
                        keep={"reason": f"Because {number}", "note": "Same"} if number % 3 else {},
                    )
                look(stream=stream, actor=POLICE, kind="opened", what=f"/page/{number}")
        with time_machine.travel(datetime(day.year, day.month, day.day + 1, 2, tzinfo=UTC), tick=True):
            seal_day(day)
            if day == FIRST:
                dispose(stream=streams[3], actor=CHAIR, grounds="retention_ended", seqs=[1, 2, 3])
            files.append(anchor(day))
    return Story(streams, files)
