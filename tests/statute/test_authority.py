from __future__ import annotations

from datetime import date, timedelta

import pytest

from safeguarding.statute.authority import (
    Authority,
    MemberKind,
    authority,
    confirmed_until,
    counts,
    ends_soon,
    needs_confirmation,
    stands_in_circle,
)
from safeguarding.statute.terms import Role

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("confirmed", "until"),
    [
        (date(2026, 3, 3), date(2027, 3, 2)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_confirmation_holds_for_a_year(confirmed: date, until: date) -> None:
    assert confirmed_until(confirmed) == until


@pytest.mark.parametrize(
    ("role", "kind", "for_agency", "needed"),
    [
        (Role.LTRG_MEMBER, MemberKind.CORE, True, True),
        (Role.PUBLIC_HEALTH, MemberKind.INPUT, True, True),
        (Role.DSP_POLICE, MemberKind.CORE, True, True),
        (Role.LTRG_MEMBER, MemberKind.INVITED, True, False),
        (Role.LTRG_CHAIR, MemberKind.CORE, False, False),
        (Role.DEPUTY_POLICE, MemberKind.CORE, True, False),
    ],
)
def test_whoever_represents_an_agency_is_confirmed(
    role: Role, kind: MemberKind, for_agency: bool, needed: bool
) -> None:
    assert needs_confirmation(role, kind, for_agency=for_agency) is needed


@pytest.mark.parametrize(
    ("needed", "asked", "until", "found"),
    [
        (False, True, TODAY, Authority.NOT_NEEDED),
        (True, False, None, Authority.NOT_ASKED),
        (True, True, None, Authority.ASKED),
        (True, True, TODAY - timedelta(days=1), Authority.LAPSED),
        (True, False, TODAY, Authority.ENDS_SOON),
        (True, False, TODAY + timedelta(days=28), Authority.ENDS_SOON),
        (True, False, TODAY + timedelta(days=29), Authority.CONFIRMED),
    ],
)
def test_where_a_confirmation_stands(needed: bool, asked: bool, until: date | None, found: Authority) -> None:
    assert authority(needed=needed, asked=asked, until=until, on=TODAY) is found


def test_what_has_ended_does_not_end_soon() -> None:
    assert not ends_soon(None, TODAY)
    assert not ends_soon(TODAY - timedelta(days=1), TODAY)
    assert ends_soon(TODAY, TODAY)


@pytest.mark.parametrize(
    ("standing", "term", "found"),
    [
        (Authority.CONFIRMED, None, True),
        (Authority.ASKED, TODAY, True),
        (Authority.LAPSED, None, False),
        (Authority.NOT_NEEDED, TODAY - timedelta(days=1), False),
    ],
)
def test_who_counts_towards_the_quorum(standing: Authority, term: date | None, found: bool) -> None:
    assert counts(standing, term_until=term, on=TODAY) is found


@pytest.mark.parametrize(
    ("deputies", "found"),
    [
        ({}, False),
        ({1: frozenset({2})}, True),
        ({1: frozenset({3}), 3: frozenset({2})}, True),
        ({1: frozenset({3, 4}), 3: frozenset({4}), 4: frozenset({3})}, False),
    ],
)
def test_nobody_stands_in_for_themselves_by_way_of_others(
    deputies: dict[int, frozenset[int]], found: bool
) -> None:
    assert stands_in_circle(deputies, principal=1, deputy=2) is found
