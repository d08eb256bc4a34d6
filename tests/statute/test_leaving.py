"""When somebody's seat can end, and what has to be said first."""

from __future__ import annotations

import pytest

from safeguarding.statute.answer import Allowed, Refused
from safeguarding.statute.leaving import ALWAYS_HELD, may_leave
from safeguarding.statute.terms import Role

GIVEN = {"undecided": 0, "held_after": True, "knows": False, "asks": True}


@pytest.mark.parametrize("role", Role)
def test_a_seat_ends_once_everything_is_decided(role: Role) -> None:
    assert may_leave("Maya", role, **GIVEN) == Allowed()  # type: ignore[arg-type]


@pytest.mark.parametrize("role", Role)
def test_a_seat_that_must_be_held_ends_with_nobody_after_it_only_if_that_is_known(role: Role) -> None:
    answer = may_leave("Maya", role, **{**GIVEN, "held_after": False})  # type: ignore[arg-type]
    assert bool(answer) is (role not in ALWAYS_HELD)
    if isinstance(answer, Refused):
        assert answer.code == "held_by_nobody"
        assert role.label.lower() in answer.sentence
    assert may_leave("Maya", role, **{**GIVEN, "held_after": False, "knows": True})  # type: ignore[arg-type]


def test_somebody_must_remain_who_asks_and_nothing_stays_undecided() -> None:
    last = may_leave("Maya", Role.PARTNERSHIP_MANAGER, **{**GIVEN, "asks": False})  # type: ignore[arg-type]
    assert isinstance(last, Refused)
    assert last.code == "nobody_to_ask"
    waits = may_leave("Amos", Role.AGENCY_AUTHOR, **{**GIVEN, "undecided": 1})  # type: ignore[arg-type]
    assert isinstance(waits, Refused)
    assert waits.code == "still_waits"


def test_every_seat_that_must_be_held_says_why() -> None:
    assert all(ALWAYS_HELD.values())
