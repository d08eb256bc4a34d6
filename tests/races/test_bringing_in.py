"""Two people bring in lists of one partnership at the same moment: each row is here once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safeguarding.improvements.actions import begin_batch, bring_in_reviews
from safeguarding.improvements.models import Batch, Source
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed
from tests.people.cast import Cast, make_cast
from tests.races.conftest import Race

pytestmark = pytest.mark.race


def begun(by: Acting, number: int) -> Batch:
    data = f"Title,Date published\nChild {number},14/3/2018\nChild {number},1/2/2012\n".encode()
    return begin_batch(by=by, name="reviews.csv", data=data, brings=Batch.Brings.REVIEWS)


def test_the_same_reviews_in_two_lists_and_one_list_twice_come_in_once(
    transactional_db: None, race: Race
) -> None:
    cast: Cast = make_cast()

    def scene(number: int) -> list[Callable[[], Any]]:
        first, second = begun(cast.manager, number), begun(cast.support, number)
        return [
            lambda: bring_in_reviews(by=cast.manager, batch=first, leave_out_wrong=False),
            lambda: bring_in_reviews(by=cast.support, batch=first, leave_out_wrong=False),
            lambda: bring_in_reviews(by=cast.support, batch=second, leave_out_wrong=False),
        ]

    rounds = race(scene, rounds=3)
    for ran in rounds:
        assert [one.error for one in ran].count(None) == 1
        assert all(isinstance(one.error, NotAllowed) for one in ran if one.error), ran
    assert Source.objects.count() == 2 * len(rounds)
