"""Whoever holds the database's own password cannot change the record unseen."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from safeguarding.record.models import Anchor
from safeguarding.record.verify import verify_all
from tests.conftest import Owner
from tests.record.conftest import tell_story
from tests.record.tampering import TAMPERINGS, everything_rewritten_and_every_anchor_removed

ROUNDS = 10


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda tampering: tampering.__name__)
def test_each_way_of_tampering_is_seen_every_time(tampering: object, as_owner: Owner) -> None:
    tell_story()
    unseen = []
    with as_owner():
        for seed in range(ROUNDS):
            with transaction.atomic():
                said = tampering(random.Random(seed))  # type: ignore[operator]  # noqa: S311
                report = verify_all()
                if report.ok or not report.first_broken:
                    unseen.append(said)
                transaction.set_rollback(True)
    assert unseen == []
    assert verify_all().ok


def test_the_first_broken_row_is_named_in_a_sentence(as_owner: Owner) -> None:
    from safeguarding.record.models import Event

    tell_story()
    event = Event.objects.get(stream__key="case:c1", seq=4)
    with as_owner():
        Event.objects.filter(pk=event.pk).update(person="99")
        Event.objects.filter(pk__gt=event.pk).update(person="98")
        said = verify_all().first_broken
    assert said == (
        f"Event 4 of case:c1 (row {event.pk}) was changed: its columns do not say what its bytes say."
    )


def test_only_a_copy_outside_shows_a_rewriting_that_takes_the_anchors_with_it(as_owner: Owner) -> None:
    story = tell_story()
    assert verify_all(outside=story.anchors).ok
    with as_owner():
        everything_rewritten_and_every_anchor_removed()
        assert verify_all().ok
        for copy in story.anchors[-1:]:
            assert "the chain was rewritten" in str(verify_all(outside=[copy]).first_broken)


def test_an_anchor_removed_from_the_end_is_shown_by_its_copy(as_owner: Owner) -> None:
    from safeguarding.record.models import Stream

    story = tell_story()
    with as_owner():
        Anchor.objects.order_by("-id")[0].delete()
        Stream.objects.update(anchored_seq=0)
        report = verify_all(outside=story.anchors)
    assert not report.ok


@pytest.mark.parametrize("damage", [b"", b"\n\n\n", b"{}\nab\ncd\n"])
def test_a_damaged_copy_proves_nothing(db: None, damage: bytes) -> None:
    tell_story()
    report = verify_all(outside=[damage])
    assert report.first_broken == "The anchor kept outside (file 1) does not bear our signature."
