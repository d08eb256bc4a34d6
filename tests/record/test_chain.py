"""An event is exactly the bytes that were agreed, and each follows from the one before."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from safeguarding.record import chain, queries
from safeguarding.record.actions import SYSTEM, open_stream, write
from safeguarding.record.models import Event, Kept, Stream
from safeguarding.record.verify import verify_all
from tests.record.conftest import CHAIR, add, tell_story

AGREED = (
    '{"act":"signed_off","at":"2026-01-05T09:30:00.000000Z","capacity":"Independent chair – LTRG",'
    '"commits":[{"sha256":"ca4fcd3c72e0e0df8bb5d5e5fbfd5fe1ee3cbfb1f6d7d1a83fa6a1f2b0ef1d3f","what":"comment"}],'
    '"editions":{"working_together":"WT2023"},"grounds":"R11A","on":{"case":"5","partner":"health"},"person":"7",'
    '"prev":"' + "0" * 64 + '","seat":"11","seq":1,"stream":"case:5","v":1}'
).encode()


def test_event_bytes_of_version_1_never_change() -> None:
    exact = chain.event_bytes(
        stream="case:5",
        seq=1,
        at=datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
        act="signed_off",
        person="7",
        seat="11",
        capacity="Independent chair – LTRG",
        on={"partner": "health", "case": "5"},
        grounds="R11A",
        editions={"working_together": "WT2023"},
        commits=[
            chain.Commit("comment", "ca4fcd3c72e0e0df8bb5d5e5fbfd5fe1ee3cbfb1f6d7d1a83fa6a1f2b0ef1d3f"),
        ],
        prev=chain.GENESIS,
    )
    assert exact == AGREED


def test_a_commitment_is_sha256_of_nonce_then_content_in_utf8() -> None:
    nonce = bytes(range(32))
    assert chain.commitment(nonce, "Zoë") == hashlib.sha256(nonce + "Zoë".encode()).hexdigest()


def test_each_event_follows_from_the_one_before(case: Stream) -> None:
    for _ in range(3):
        add(case)
    events = list(queries.history(case))
    assert [event.seq for event in events] == [1, 2, 3]
    assert events[0].prev == "0" * 64
    assert [event.prev for event in events[1:]] == [event.hash for event in events[:-1]]
    assert all(hashlib.sha256(bytes(event.bytes)).hexdigest() == event.hash for event in events)
    head = Stream.objects.get(pk=case.pk)
    assert (head.head_seq, head.head_hash) == (3, events[2].hash) == (case.head_seq, case.head_hash)


def test_two_chains_number_their_events_apart(case: Stream) -> None:
    other = open_stream(kind="case", of="other", partnership=1)
    add(case)
    add(other)
    assert list(Event.objects.order_by("id").values_list("seq", "prev")) == [(1, chain.GENESIS)] * 2


def test_equal_contents_give_different_commitments(case: Stream) -> None:
    add(case, keep={"name": "Ayesha", "alias": "Ayesha"})
    add(case, keep={"name": "Ayesha"})
    found = [commit["sha256"] for event in queries.history(case) for commit in event.commits]
    assert len(set(found)) == 3


def test_content_is_kept_beside_the_event_and_not_in_it(case: Stream) -> None:
    add(case, keep={"reason": "Ayesha was seen at the Royal Free"})
    event = queries.history(case).get()
    assert queries.content(event) == {"reason": "Ayesha was seen at the Royal Free"}
    assert b"Ayesha" not in bytes(event.bytes)


def test_what_is_kept_is_unreadable_in_the_database(case: Stream) -> None:
    from django.db import connection

    add(case, keep={"reason": "Ayesha"})
    kept = Kept.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonce, content FROM record_kept")
        nonce, content = cursor.fetchone()
    assert "Ayesha" not in content
    assert kept.nonce not in nonce
    assert len(bytes.fromhex(kept.nonce)) == 32


@pytest.mark.django_db(transaction=True)
def test_an_event_without_its_change_is_refused() -> None:
    case = open_stream(kind="case", of="1", partnership=1)
    with pytest.raises(transaction.TransactionManagementError, match="same transaction"):
        write(stream=case, act="considered", actor=SYSTEM, on={})
    assert not Event.objects.exists()


def test_a_refused_act_leaves_no_event(case: Stream) -> None:
    @transaction.atomic
    def refused() -> None:
        write(stream=case, act="considered", actor=CHAIR, on={})
        raise ValueError("later refusal")

    with pytest.raises(ValueError, match="later refusal"):
        refused()
    assert not Event.objects.exists()
    add(case)
    assert verify_all().ok


def test_ids_must_be_text_so_that_the_bytes_are_final(case: Stream) -> None:
    with pytest.raises(TypeError, match="must be text"):
        write(stream=case, act="considered", actor=CHAIR, on={"case": 5})  # type: ignore[dict-item]


def test_a_full_story_verifies_in_as_many_queries_as_a_short_one(db: None) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as empty:
        assert verify_all().ok
    tell_story()
    with CaptureQueriesContext(connection) as full:
        report = verify_all()
    assert report.ok, report.first_broken
    assert (report.streams, report.events) == (5, 50 + 4 + 1)
    assert len(full) == len(empty)


def test_odd_text_verifies(case: Stream) -> None:
    add(case, act="x", grounds='quote " back \\ line \u2028 tab \t emoji 🙂', keep={"n": "é\n\u2029"})
    report = verify_all()
    assert report.ok, report.first_broken
