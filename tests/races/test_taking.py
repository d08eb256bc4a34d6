"""A file taken away by several presses at the same moment: one event for each press that says something of
its own, and the file for every one.
"""

from __future__ import annotations

import os
from functools import partial

import pytest
from django.http import HttpResponse

from safeguarding.documents.actions import keep_upload
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event, Look
from tests.cases.builders import notified_case
from tests.pages import once_of
from tests.people.cast import make_cast, signed_in
from tests.races.conftest import Race

pytestmark = pytest.mark.race
ROUNDS = int(os.environ.get("RACE_ROUNDS", "6"))


def test_a_file_taken_twice_at_once_is_kept_once_for_each_press(transactional_db: None, race: Race) -> None:
    cast = make_cast()
    case = notified_case(cast)
    assert case.stream is not None
    receipt = keep_upload(by=cast.support, stream=case.stream, name="Receipt.txt", data=b"Received.")
    type(case.notification).objects.filter(case=case).update(receipt=receipt)
    where = f"/cases/{case.reference}/documents/receipt/"

    def press(who: Acting, once: str) -> HttpResponse:
        got: HttpResponse = signed_in(who).post(where, {"once": once, "purpose": "read"})  # type: ignore[assignment]  # the client's own subclass
        return got

    def scene(_: int) -> list[partial[HttpResponse]]:
        first, second, other = (
            once_of(signed_in(who).get(where)) for who in (cast.chair, cast.chair, cast.manager)
        )
        return [
            partial(press, cast.chair, first),
            partial(press, cast.chair, first),
            partial(press, cast.chair, second),
            partial(press, cast.manager, other),
        ]

    for ran in race(scene, rounds=ROUNDS):
        assert [one.error for one in ran if one.error] == []
        assert {one.value.content for one in ran} == {b"Received."}
    assert Event.objects.filter(stream=case.stream, act="take_file").count() == 3 * ROUNDS
    assert Look.objects.filter(stream=case.stream, kind="downloaded").count() == 4 * ROUNDS
