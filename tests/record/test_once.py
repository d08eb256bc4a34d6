"""A form sent twice, by an impatient finger or the back button, acts once."""

from __future__ import annotations

import pytest
from django.db import transaction

from safeguarding.record.actions import SYSTEM, write
from safeguarding.record.models import Event, Once, Stream
from safeguarding.record.once import exactly_once
from tests.record.conftest import CHAIR, POLICE


def act(stream: Stream, url: str = "/done/") -> str:
    write(stream=stream, act="signed_off", actor=SYSTEM, on={})
    return url


def test_the_second_press_goes_where_the_first_went(case: Stream) -> None:
    assert exactly_once("k1", CHAIR, "sign", lambda: act(case, "/first/")) == "/first/"
    assert exactly_once("k1", CHAIR, "sign", lambda: act(case, "/second/")) == "/first/"
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("key", "actor", "name"), [("k2", CHAIR, "sign"), ("k1", POLICE, "sign"), ("k1", CHAIR, "comment")]
)
def test_another_form_person_or_act_is_another_act(case: Stream, key: str, actor: object, name: str) -> None:
    exactly_once("k1", CHAIR, "sign", lambda: act(case))
    exactly_once(key, actor, name, lambda: act(case))  # type: ignore[arg-type]
    assert Event.objects.count() == 2


def test_a_refused_act_leaves_nothing_and_can_be_sent_again(case: Stream) -> None:
    def refused() -> str:
        act(case)
        raise ValueError("not yet")

    with pytest.raises(ValueError, match="not yet"), transaction.atomic():
        exactly_once("k1", CHAIR, "sign", refused)
    assert not Once.objects.exists()
    assert not Event.objects.exists()
    assert exactly_once("k1", CHAIR, "sign", lambda: act(case)) == "/done/"


def test_an_act_must_say_where_to_go(case: Stream) -> None:
    with pytest.raises(ValueError, match="where to go"), transaction.atomic():
        exactly_once("k1", CHAIR, "sign", lambda: act(case, ""))
    assert not Once.objects.exists()
