"""Two people at once on one member of the group: added once, confirmed once, ended or asked but not both."""

from __future__ import annotations

from functools import partial

import pytest

from safeguarding.meetings.actions import add_member, ask_to_confirm, confirm_member, move_seat
from safeguarding.meetings.models import Attestation, Member
from safeguarding.people.actions import delegate, give_seat
from safeguarding.people.models import Delegation, Seat
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.terms import Role
from tests.cases.builders import today
from tests.people.cast import Cast, events, make_cast
from tests.races.conftest import Race
from tests.races.test_acts_of_a_case import done, refused

pytestmark = pytest.mark.race

ALL = {"speaks_with_authority": True, "commits_the_agency": True, "holds_to_account": True}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_two_add_the_same_member_and_there_is_one(cast: Cast, race: Race) -> None:
    add = [
        partial(add_member, by=who, seat=cast.member.seat, kind=MemberKind.CORE, since=today())
        for who in (cast.manager, cast.support)
    ]
    (ran,) = race(add)
    assert (done(ran), refused(ran)) == (1, ["member_already"])
    assert Member.objects.count() == 1


def test_one_confirmation_pressed_twice_is_recorded_once(cast: Cast, race: Race) -> None:
    member = add_member(by=cast.manager, seat=cast.member.seat, kind=MemberKind.CORE, since=today())
    asked = ask_to_confirm(by=cast.manager, member=member, senior=cast.senior.seat)
    (ran,) = race([partial(confirm_member, by=cast.senior, attestation=asked, **ALL)] * 2)
    assert done(ran) == 2
    assert events("confirm_member") == 1


def test_two_ask_at_once_and_one_question_stands(cast: Cast, race: Race) -> None:
    member = add_member(by=cast.manager, seat=cast.member.seat, kind=MemberKind.CORE, since=today())
    ask = [
        partial(ask_to_confirm, by=who, member=member, senior=cast.senior.seat)
        for who in (cast.manager, cast.support)
    ]
    (ran,) = race(ask)
    assert done(ran) == 2
    waiting = Attestation.objects.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True)
    assert waiting.count() == 1


def test_two_move_the_same_person_and_they_move_once(cast: Cast, race: Race) -> None:
    add_member(by=cast.manager, seat=cast.member.seat, kind=MemberKind.CORE, since=today())
    move = [
        partial(
            move_seat, by=who, seat=cast.member.seat, agency=agency, role=Role.LTRG_MEMBER, post="",
            last_day=today(),
        )
        for who, agency in ((cast.manager, cast.school), (cast.support, cast.gp))
    ]  # fmt: skip
    (ran,) = race(move)
    assert (done(ran), refused(ran)) == (1, ["moved_already"])
    assert Seat.objects.filter(person=cast.member.person).count() == 2
    assert Member.objects.filter(moved_from__isnull=False).count() == 1


def test_two_namings_that_would_close_a_circle_leave_one(cast: Cast, race: Race) -> None:
    hats = [
        [
            give_seat(by=cast.manager, partnership=cast.barnet, email=f"{name}@met.example", name=name,
                      role=role, agency=cast.met, since=today(), invited=False)
            for role in (Role.DSP_POLICE, Role.DEPUTY_POLICE)
        ]
        for name in ("Ada", "Ben")
    ]  # fmt: skip
    (ran,) = race(
        [
            partial(
                delegate,
                by=cast.manager,
                principal=hats[a][0],
                deputy=hats[b][1],
                since=today(),
                until=today(),
            )
            for a, b in ((0, 1), (1, 0))
        ]
    )
    assert (done(ran), refused(ran)) == (1, ["circular"])
    assert Delegation.objects.filter(since=today()).count() == 1
