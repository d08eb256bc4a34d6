"""Three partners at once on a reviewer: appointed once, removed once, and nothing done after the removal."""

from __future__ import annotations

from functools import partial

import pytest

from safeguarding.cases.models import Grant
from safeguarding.chronology.actions import begin_episode
from safeguarding.people.models import Seat
from safeguarding.practice_reviews.actions import propose_appointment, propose_removal, take_position
from safeguarding.record.models import Event
from tests.people.cast import Cast, events, make_cast
from tests.practice_reviews.builders import account, appointed, decided_case, ready
from tests.races.conftest import Race
from tests.races.test_acts_of_a_case import done, refused

pytestmark = pytest.mark.race


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_three_positions_at_once_appoint_once(cast: Cast, race: Race) -> None:
    one = ready(cast, decided_case(cast))
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="Best.")
    (ran,) = race(
        [
            partial(take_position, by=who, proposal=proposal, agrees=True, reason="Yes.")
            for who in cast.partners.values()
        ]
    )
    assert done(ran) == 3
    assert events("reviewer_appointed") == 1
    assert Grant.objects.filter(case=one.case, seat__person__email=one.reviewer.email).count() == 1
    assert Seat.objects.filter(person__email=one.reviewer.email).count() == 1


def test_what_the_reviewer_does_while_they_are_removed_comes_before_it_or_is_refused(
    cast: Cast, race: Race
) -> None:
    one = appointed(cast, decided_case(cast))
    who = account(one)
    propose_removal(by=cast.dsp_la, candidate=one, reason="Late.", replace=True)
    proposal = one.proposals.get(what="remove")
    take_position(by=cast.dsp_health, proposal=proposal, agrees=True, reason="Yes.")
    (ran,) = race(
        [
            partial(take_position, by=cast.dsp_police, proposal=proposal, agrees=True, reason="Yes."),
            partial(begin_episode, by=who, case=one.case, title="The first winter"),
        ]
    )
    assert refused(ran) in ([], ["access_ended"])
    (removed,) = Event.objects.filter(act="reviewer_removed")
    later = Event.objects.filter(stream=one.case.stream, seq__gt=removed.seq, seat=str(who.seat.pk))
    assert not later.exists()
