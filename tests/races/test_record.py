"""Many people at once, and a machine that dies while writing.

The chain holds (A08 to A10 of the attack suite).
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection

import pytest
import time_machine
from django.db import connections, transaction

from safeguarding.record.actions import Actor, anchor, dispose, look, open_stream, seal_day, write
from safeguarding.record.models import Anchor, DaySeal, Disposal, Event, Kept, Once, Stream
from safeguarding.record.once import exactly_once
from safeguarding.record.verify import verify_all
from tests.races.conftest import Race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ACTOR = Actor(person="7", seat="11", capacity="Independent chair")


def add(stream: Stream, number: int = 0) -> Event:
    with transaction.atomic():
        return write(
            stream=stream, act="reason_given", actor=ACTOR, on={"n": str(number)}, keep={"reason": "Why"}
        )


def test_eight_writers_of_one_case_write_fifty_events_each(race: Race) -> None:
    case = open_stream(kind="case", of="1", partnership=1)

    def fifty() -> None:
        for number in range(50):
            add(Stream.objects.get(pk=case.pk), number)

    (ran,) = race([fifty] * 8)
    assert [one.error for one in ran] == [None] * 8
    assert list(Event.objects.order_by("id").values_list("seq", flat=True)) == list(range(1, 401))


def test_writers_of_several_chains_in_one_transaction_do_not_wait_for_ever(race: Race) -> None:
    """The lock order is partnership, then case."""
    partnership = open_stream(kind="partnership", of=1, partnership=1)
    cases = [open_stream(kind="case", of=n, partnership=1) for n in range(3)]

    def both(case: Stream) -> Callable[[], None]:
        def run() -> None:
            for number in range(10):
                with transaction.atomic():
                    write(stream=Stream.objects.get(pk=partnership.pk), act="x", actor=ACTOR, on={})
                    write(stream=Stream.objects.get(pk=case.pk), act="x", actor=ACTOR, on={"n": str(number)})

        return run

    (ran,) = race([both(case) for case in cases * 2])
    assert [one.error for one in ran] == [None] * 6
    assert Event.objects.count() == 120


def test_verifying_while_others_write_sees_a_whole_record(race: Race) -> None:
    case = open_stream(kind="case", of="1", partnership=1)

    def writing() -> None:
        for number in range(40):
            add(Stream.objects.get(pk=case.pk), number)
            look(stream=case, actor=ACTOR, kind="opened", what="/")

    def disposing() -> None:
        for _ in range(10):
            dispose(stream=Stream.objects.get(pk=case.pk), actor=ACTOR, grounds="retention_ended")

    def verifying() -> list[str | None]:
        return [verify_all().first_broken for _ in range(15)]

    (ran,) = race([writing, writing, disposing, verifying])
    assert [one.error for one in ran] == [None] * 4
    assert ran[3].value == [None] * 15


def test_a_double_press_acts_once_and_both_go_to_the_same_page(race: Race) -> None:
    case = open_stream(kind="case", of="1", partnership=1)

    def press(number: int) -> list[Callable[[], str]]:
        def once() -> str:
            return exactly_once(f"key{number}", ACTOR, "sign", lambda: f"/event/{add(case).seq}/")

        return [once] * 4

    for number, ran in enumerate(race(press, rounds=25), start=1):
        assert [(one.value, one.error) for one in ran] == [(f"/event/{number}/", None)] * 4
    assert Event.objects.count() == Once.objects.count() == 25


def test_when_the_first_press_is_refused_one_of_the_others_acts(race: Race) -> None:
    case = open_stream(kind="case", of="1", partnership=1)

    def press(number: int) -> list[Callable[[], str]]:
        tries: list[int] = []

        def do() -> str:
            tries.append(1)
            if len(tries) == 1:
                time.sleep(0.02)
                raise ValueError("refused")
            return f"/event/{add(case).seq}/"

        return [lambda: exactly_once(f"key{number}", ACTOR, "sign", do)] * 3

    for number, ran in enumerate(race(press, rounds=10), start=1):
        assert sorted(str(one.error) for one in ran) == ["None", "None", "refused"]
        assert {one.value for one in ran if one.error is None} == {f"/event/{number}/"}


def test_two_sealings_of_a_day_leave_one_seal(race: Race) -> None:
    for number in (1, 2):
        open_stream(kind="partnership", of=number, partnership=number)
    with time_machine.travel(datetime(2026, 3, 3, 9, tzinfo=UTC), tick=True):
        (ran,) = race([lambda: seal_day(date(2026, 3, 2))] * 4)
    assert [one.error for one in ran] == [None] * 4
    assert DaySeal.objects.count() == Event.objects.count() == 2


def test_two_anchorings_of_a_day_leave_one_anchor(race: Race) -> None:
    add(open_stream(kind="partnership", of=1, partnership=1))
    add(open_stream(kind="case", of=1, partnership=1))
    (ran,) = race([lambda: anchor(date(2026, 3, 2))] * 4)
    assert [one.error for one in ran] == [None] * 4
    assert len({one.value for one in ran}) == Anchor.objects.count() == 1


def test_two_disposals_remove_the_content_once(race: Race) -> None:
    case = open_stream(kind="case", of="1", partnership=1)
    for number in range(5):
        add(case, number)
    (ran,) = race([lambda: dispose(stream=case, actor=ACTOR, grounds="retention_ended")] * 4)
    assert [one.error for one in ran] == [None] * 4
    assert (Kept.objects.count(), Disposal.objects.count(), Event.objects.count()) == (0, 5, 6)


def _write_until_killed(stream: int, said: Connection) -> None:
    """In a child process: write without end, and say each number after its transaction has ended."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        said.send(add(Stream.objects.get(pk=stream)).seq)


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged() -> None:
    case = open_stream(kind="case", of="1", partnership=1)
    rng, fork, acknowledged = random.Random(10), multiprocessing.get_context("fork"), 0  # noqa: S311
    for _ in range(20):
        connections.close_all()
        hears, says = fork.Pipe(duplex=False)
        child = fork.Process(target=_write_until_killed, args=(case.pk, says))
        child.start()
        says.close()
        acknowledged = hears.recv()
        time.sleep(rng.uniform(0, 0.08))
        assert child.pid
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        try:
            while True:
                acknowledged = hears.recv()
        except EOFError:
            hears.close()
        child.close()
        report = verify_all()
        assert report.ok, report.first_broken
        assert acknowledged <= report.events <= acknowledged + 1
    assert acknowledged >= 20
