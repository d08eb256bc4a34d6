"""Two people at once on the group's meeting: one is held, it closes once, its minutes are accepted once."""

from __future__ import annotations

from functools import partial

import pytest

from safeguarding.meetings.actions import agree_minutes, close_meeting, hold_group_meeting, type_minutes
from safeguarding.meetings.models import Meeting
from tests.meetings.gathered import called, over, together, typed
from tests.meetings.test_meetings import at
from tests.meetings.test_minutes import drafted
from tests.people.cast import Cast, events, make_cast
from tests.races.conftest import Race
from tests.races.test_acts_of_a_case import done, refused

pytestmark = pytest.mark.race


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_two_hold_the_next_meeting_and_there_is_one(cast: Cast, race: Race) -> None:
    (ran,) = race([partial(hold_group_meeting, by=who, held_for=at(7)) for who in (cast.manager, cast.chair)])
    assert (done(ran), refused(ran)) == (1, ["held_already"])
    assert Meeting.objects.filter(kind="group").count() == 1


def test_two_close_the_minutes_at_once_and_it_closes_once(cast: Cast, race: Race) -> None:
    meeting = together(cast, called(cast))
    type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting))
    (ran,) = race([partial(close_meeting, by=cast.chair, meeting=meeting)] * 2)
    assert (done(ran), refused(ran)) == (1, ["meeting_closed"])
    assert events("close_meeting") == 1


def test_two_accept_the_minutes_and_they_are_sealed_once(cast: Cast, race: Race) -> None:
    first = over(cast)
    together(cast, called(cast))
    (ran,) = race([partial(agree_minutes, by=cast.chair, meeting=first, read=drafted(first))] * 2)
    assert (done(ran), refused(ran)) == (1, ["nothing_to_agree"])
    assert events("agree_minutes") == 1


def test_one_types_while_another_closes_and_nothing_is_lost(cast: Cast, race: Race) -> None:
    meeting = together(cast, called(cast))
    type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting))
    last = [one for one in typed(meeting, any_other={"words": "In six weeks."}) if one.number == 11]
    (ran,) = race(
        [
            partial(type_minutes, by=cast.support, meeting=meeting, typed=last),
            partial(close_meeting, by=cast.chair, meeting=meeting),
        ]
    )
    assert done(ran) == 2
    assert meeting.items.get(number=11).words == "In six weeks."
