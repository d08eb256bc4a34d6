"""`visible_to` and `may` say the same of anybody, whatever grants, walls, seals, delegations and hours hold.

One is a query and the other a question about one case; a difference between them is a leak or a locked door.
On PostgreSQL the database's own wall stands where they say that an exclusion or a seal does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from safeguarding.cases.access import may_do, standing
from safeguarding.cases.models import Case, EmergencyOpening, Exclusion, Grant, StandIn
from safeguarding.cases.queries import people_who_see, visible_to
from safeguarding.people.acting import Acting
from safeguarding.people.models import Delegation, Seat
from safeguarding.record import rows
from safeguarding.statute.permission import Act, Relation, roles_for
from safeguarding.statute.terms import Level, Partner, Role
from tests.cases.builders import referred_case, today
from tests.people.cast import Cast, make_cast

DAYS = st.integers(-3, 3)
ANYBODY = st.integers(0, 10_000)
OF_LAPSED = 10
"""The place among the cast of the deputy whose delegation has ended."""


@dataclass(frozen=True)
class Given:
    """One thing that somebody did to who sees the case, some days ago or to come."""

    what: str
    whose: int
    since: int
    until: int | None
    standing: bool


HAPPENED = st.builds(
    Given,
    st.sampled_from(["grant", "exclusion", "delegation", "opening", "stand_in", "seat"]),
    ANYBODY,
    DAYS,
    st.none() | DAYS,
    st.booleans(),
)


def day(offset: int) -> object:
    return today() + timedelta(days=offset)


def apply(cast: Cast, case: Case, seats: list[Seat], it: Given) -> None:
    """Write the row itself: what the acts would allow is not the question here."""
    seat, ended = seats[it.whose % len(seats)], None if it.standing else timezone.now()
    until = None if it.until is None else day(it.until)
    rows: dict[str, Callable[[], object]] = {
        "grant": lambda: Grant.objects.get_or_create(
            case=case, seat=seat, ended_at=ended,
            defaults={"reason": "r", "since": day(it.since), "until": until, "given_by": cast.chair.seat},
        ),
        "exclusion": lambda: Exclusion.objects.get_or_create(
            case=case, person=seat.person, ended_at=ended, defaults={"reason": "r", "by": cast.chair.seat}
        ),
        "delegation": lambda: Delegation.objects.filter(deputy=seat).update(
            since=day(it.since), until=max(day(it.since), until or day(9)), ended_at=ended  # type: ignore[type-var]
        ),
        "opening": lambda: EmergencyOpening.objects.create(
            case=case, seat=seat, reason="r", opened_at=timezone.now() - timedelta(hours=2),
            until=timezone.now() + timedelta(minutes=30 if it.standing else -30),
        ),
        "stand_in": lambda: StandIn.objects.filter(case=case, partner=Partner.POLICE).exists()
        or StandIn.objects.create(
            case=case, partner=Partner.POLICE, seat=seat, why="w", named_by=cast.lsp_police.seat,
            confirmed_by=cast.chair.seat if it.standing and seat != cast.chair.seat
            and seat != cast.lsp_police.seat else None,
            confirmed_at=timezone.now() if it.standing else None,
        ),
        "seat": lambda: Seat.objects.filter(pk=seat.pk).update(until=until),
    }  # fmt: skip
    rows[it.what]()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def shut_out(seat: Seat, case: Case) -> bool:
    """Whether a query without any filter finds nothing of the case, asked for this seat."""
    with rows.scope([case.partnership_id], reader=rows.Reader(seat.person_id, seat.pk)):
        return not Case.objects.filter(pk=case.pk).exists()


def kept_out(by: Acting, case: Case) -> bool:
    """Whether an exclusion or a seal stands between this person and the case, as the table reads it."""
    stands = standing(by, case).relations
    let_past = stands & {Relation.SEALED_CASE_NAMED, Relation.EMERGENCY}
    return Relation.EXCLUDED in stands or (Relation.SEALED in stands and not let_past)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example([Given("grant", OF_LAPSED, -1, None, True)], False, 0, Level.TOTP)
@example([Given("grant", OF_LAPSED, -1, None, True)], True, 0, Level.TOTP)
@given(st.lists(HAPPENED, max_size=7), st.booleans(), st.integers(0, 3), st.sampled_from(Level))
def test_sight_and_permission_agree(
    cast: Cast, happened: list[Given], sealed: bool, later: int, level: Level
) -> None:
    with transaction.atomic():
        case = Case.objects.first() or referred_case(cast)
        seats = list(Seat.objects.exclude(partnership=cast.devon).order_by("pk"))
        for it in happened:
            apply(cast, case, seats, it)
        Case.objects.filter(pk=case.pk).update(sealed=sealed)
        case.refresh_from_db()
        with time_machine.travel(timezone.now() + timedelta(days=later), tick=False):
            wrong = [
                (seat.role, seen)
                for seat in Seat.objects.select_related("person", "partnership", "agency")
                for by in (Acting(seat, level),)
                for seen in (visible_to(by).filter(pk=case.pk).exists(),)
                if seen != bool(may_do(by, Act.SEE_CASE, case))
            ]
            assert not wrong
            if connection.vendor == "postgresql":
                held = Seat.objects.select_related("person", "partnership", "agency")
                asked = [Acting(seat, level) for seat in held if seat.in_force(today())]
                assert [by.role for by in asked if shut_out(by.seat, case) != kept_out(by, case)] == []
            told = {person.pk for person in people_who_see(case, {Role(r) for r in roles_for(Act.SEE_CASE)})}
            sees = {
                seat.person_id
                for seat in Seat.objects.select_related("person", "partnership", "agency")
                if visible_to(Acting(seat, Level.TOTP)).filter(pk=case.pk).exists()
            }
            assert told <= sees, "a letter about a case reached somebody who does not see it"
        transaction.set_rollback(True)
