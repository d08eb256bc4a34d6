"""Each day all heads are signed, so that a copy kept elsewhere fixes the record up to that day."""

from __future__ import annotations

from datetime import date

import orjson

from safeguarding.record import chain
from safeguarding.record.actions import anchor, anchor_lines, open_stream
from safeguarding.record.models import Anchor, Stream
from safeguarding.record.vault import signed_by_us
from safeguarding.record.verify import verify_all
from tests.record.conftest import add


def test_an_anchor_signs_every_head(case: Stream) -> None:
    other = open_stream(kind="case", of="other", partnership=2)
    add(case)
    add(other)
    add(other)
    content, signature, public = anchor_lines(anchor(date(2026, 3, 2)))
    assert signed_by_us(content, signature, public)
    assert orjson.loads(content)["heads"] == {
        case.key: [1, case.head_hash],
        other.key: [2, Stream.objects.get(pk=other.pk).head_hash],
    }


def test_asked_again_for_a_day_the_same_file_is_returned(case: Stream) -> None:
    add(case)
    first = anchor(date(2026, 3, 2))
    add(case)
    assert anchor(date(2026, 3, 2)) == first
    assert Anchor.objects.count() == 1


def test_each_anchor_names_the_one_before_and_what_moved_since(case: Stream) -> None:
    other = open_stream(kind="case", of="other", partnership=2)
    add(case)
    add(other)
    first = anchor_lines(anchor(date(2026, 3, 2)))[0]
    add(other)
    second = orjson.loads(anchor_lines(anchor(date(2026, 3, 3)))[0])
    assert second["prev"] == chain.digest(first)
    assert list(second["heads"]) == ["case:other"]
    report = verify_all()
    assert report.ok, report.first_broken


def test_a_day_on_which_nothing_happened_is_anchored_too(db: None) -> None:
    for day in (2, 3):
        anchor(date(2026, 3, day))
    assert verify_all().ok
