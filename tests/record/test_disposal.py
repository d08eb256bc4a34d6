"""UK GDPR article 5(1)(e): content goes at the end of its time, and the chain still proves what was done."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from safeguarding.record import queries
from safeguarding.record.actions import DISPOSED, dispose
from safeguarding.record.models import Disposal, Kept, Stream
from safeguarding.record.verify import verify_all
from tests.record.conftest import CHAIR, add


def test_disposal_removes_content_and_leaves_the_chain_verifying(case: Stream) -> None:
    add(case, keep={"name": "Ayesha", "school": "Oak Lodge"})
    add(case)
    event = dispose(stream=case, actor=CHAIR, grounds="retention_ended")
    assert event is not None
    assert (event.act, event.on, event.grounds) == (DISPOSED, {"seqs": "1"}, "retention_ended")
    assert not Kept.objects.exists()
    assert queries.content(queries.history(case)[0]) == {}
    report = verify_all()
    assert report.ok, report.first_broken


def test_only_the_named_events_lose_their_content(case: Stream) -> None:
    for text in ("one", "two", "three"):
        add(case, keep={"reason": text})
    dispose(stream=case, actor=CHAIR, grounds="erasure_request", seqs=[2])
    assert [queries.content(event) for event in queries.history(case)] == [
        {"reason": "one"},
        {},
        {"reason": "three"},
        {},
    ]
    assert verify_all().ok


def test_disposing_again_does_nothing(case: Stream) -> None:
    add(case, keep={"name": "Ayesha"})
    dispose(stream=case, actor=CHAIR, grounds="retention_ended")
    assert dispose(stream=case, actor=CHAIR, grounds="retention_ended") is None
    assert case.head_seq == 2


def test_another_case_keeps_its_content(case: Stream) -> None:
    from safeguarding.record.actions import open_stream

    other = open_stream(kind="case", of="other", partnership=1)
    add(case, keep={"name": "Ayesha"})
    add(other, keep={"name": "Ben"})
    dispose(stream=case, actor=CHAIR, grounds="retention_ended")
    assert Kept.objects.get().content == "Ben"


def test_a_disposal_under_an_event_that_is_not_one_opens_nothing(case: Stream) -> None:
    add(case, keep={"name": "Ayesha"})
    add(case)
    first, second = queries.history(case)
    Disposal.objects.create(event=first, under=second)
    with pytest.raises(DatabaseError), transaction.atomic():
        Kept.objects.all().delete()
    assert Kept.objects.count() == 1
