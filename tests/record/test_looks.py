"""Who looked is kept, and sealed each day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection

from safeguarding.record.actions import SEALED, TooSoon, look, open_stream, seal_day
from safeguarding.record.models import DaySeal, Event, Look, Stream
from safeguarding.record.verify import verify_all
from tests.record.conftest import CHAIR

DAY = date(2026, 7, 1)


def at(day: int, hour: int, minute: int = 0) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 7, day, hour, minute, tzinfo=UTC), tick=False)


@pytest.fixture
def partnership(db: None) -> Stream:
    return open_stream(kind="partnership", of=1, partnership=1)


def test_a_look_is_dated_by_the_day_in_england(case: Stream) -> None:
    with at(1, 23, 30):
        kept = look(stream=case, actor=CHAIR, kind="opened", what="/cases/k7m2/")
    assert kept.day == date(2026, 7, 2)
    assert kept.partnership_key == "1"


def test_a_day_is_sealed_once_however_often_it_is_asked(partnership: Stream, case: Stream) -> None:
    with at(1, 10):
        for page in range(3):
            look(stream=case, actor=CHAIR, kind="opened", what=f"/{page}/")
    with at(2, 2):
        assert len(seal_day(DAY)) == 1
        assert seal_day(DAY) == []
    event = Event.objects.get(act=SEALED)
    seal = DaySeal.objects.get()
    assert event.stream == partnership
    assert event.on == {"day": "2026-07-01", "count": "3", "root": seal.root}
    assert verify_all().ok


def test_each_partnership_seals_its_own_looks(partnership: Stream, case: Stream) -> None:
    other = open_stream(kind="partnership", of=2, partnership=2)
    with at(1, 10):
        look(stream=case, actor=CHAIR, kind="opened", what="/")
        look(stream=other, actor=CHAIR, kind="searched", what="f00d")
        look(stream=other, actor=CHAIR, kind="refused", what="/")
    with at(2, 2):
        seal_day(DAY)
    assert list(DaySeal.objects.order_by("stream__key").values_list("stream__key", "count")) == [
        ("partnership:1", 1),
        ("partnership:2", 2),
    ]


@pytest.mark.parametrize(("day", "hour"), [(1, 12), (1, 23)])
def test_a_day_that_may_still_grow_is_not_sealed(partnership: Stream, day: int, hour: int) -> None:
    with at(day, hour, 30), pytest.raises(TooSoon, match="1 July 2026 can be sealed from 1 am"):
        seal_day(DAY)


def test_a_day_without_looks_is_sealed_so_that_none_can_be_added(partnership: Stream, case: Stream) -> None:
    with at(2, 2):
        seal_day(DAY)
    with at(1, 10):
        look(stream=case, actor=CHAIR, kind="opened", what="/")
    report = verify_all()
    assert report.first_broken == (
        "The looks of 2026-07-01 in partnership:1 are not those that were sealed: 0 were sealed, 1 are there."
    )


def test_a_look_waits_for_nobody(case: Stream) -> None:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        look(stream=case, actor=CHAIR, kind="named", what="child:4")
    assert len(asked) == 1
    assert Look.objects.count() == 1
