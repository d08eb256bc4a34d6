"""Two presses at once on the private link of one seat: one link is left, and it is read once a day."""

from __future__ import annotations

from functools import partial

import pytest

from safeguarding.people.actions import make_feed, note_reading, revoke_feed
from safeguarding.people.models import CalendarFeed
from safeguarding.record.models import Look
from tests.people.cast import Cast, events, make_cast
from tests.races.conftest import Race
from tests.races.test_acts_of_a_case import done

pytestmark = pytest.mark.race


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_two_makings_at_once_leave_one(cast: Cast, race: Race) -> None:
    (ran,) = race([partial(make_feed, by=cast.chair, token=letter * 64) for letter in "abcd"])
    assert done(ran) == 4
    assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 1
    assert events("make_calendar_feed") == CalendarFeed.objects.count() == 4


def test_one_revoked_twice_is_recorded_once(cast: Cast, race: Race) -> None:
    make_feed(by=cast.chair, token="a" * 64)
    (ran,) = race([partial(revoke_feed, by=cast.chair)] * 3)
    assert done(ran) == 3
    assert events("revoke_calendar_feed") == 1


def test_two_programs_that_read_at_once_are_one_look(cast: Cast, race: Race) -> None:
    feed = make_feed(by=cast.chair, token="a" * 64)
    (ran,) = race([partial(note_reading, feed=feed, by=cast.chair)] * 3)
    assert done(ran) == 3
    assert Look.objects.filter(what=f"calendar feed {feed.pk}").count() == 1
