"""Who may review a case: suitability, conflicts, contract and places, in the law's library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.reviewers import (
    CONFLICT_YEARS,
    Conflict,
    Contract,
    ContractItem,
    Involved,
    ReviewerSource,
    Suitability,
    Worked,
    conflicts,
    contract_in_order,
    declared_in_order,
    may_appoint,
    may_remove,
    may_rule,
    room_for,
)
from safeguarding.statute.terms import Role

TODAY = date(2026, 11, 23)
MET = Involved(3, frozenset({3}), frozenset({"metropolitan police service"}))
BOARD = Involved(5, frozenset({4, 5}), frozenset({"the board", "the group before it"}))
SUITED = {one.value: "Yes, as three reports show." for one in Suitability}
WHOLE = Contract(
    date(2026, 12, 1),
    date(2027, 6, 1),
    20,
    12_000,
    date(2026, 11, 20),
    frozenset(o.value for o in ContractItem),
)


def found(*worked: Worked, relationships: str = "") -> list[str]:
    return [one.key for one in conflicts(worked, [MET, BOARD], relationships=relationships, on=TODAY)]


def code(answer: Answer) -> str:
    return answer.code if isinstance(answer, Refused) else ""


def appoint(**changes: Any) -> str:
    given: dict[str, Any] = {
        "suitability": SUITED, "declared": True, "found": (), "ruled": {}, "contract": WHOLE, "in_place": (),
        "role": Role.LEAD_REVIEWER, "on": TODAY,
    }  # fmt: skip
    return code(may_appoint(**{**given, **changes}))


def test_work_for_an_agency_of_the_case_in_the_last_years_is_a_conflict() -> None:
    edge = TODAY.year - CONFLICT_YEARS
    assert found(Worked("Met", 3, 2010, edge)) == ["agency:3"]
    assert found(Worked("Met", 3, 2010, edge - 1)) == []
    assert found(Worked("Met", 3, 2010, None)) == ["agency:3"]
    assert found(Worked("Another force", 9, 2020, None)) == []


def test_an_agency_matches_through_the_one_before_it_and_by_name() -> None:
    assert found(Worked("The group before it", 4, 2020, 2022)) == ["agency:5"]
    assert found(Worked(" Metropolitan Police Service ", None, 2020, 2022)) == ["agency:3"]
    assert found(Worked("Met", 3, 2020, 2021), Worked("Met again", 3, 2023, None)) == ["agency:3"]


def test_a_relationship_is_a_conflict_of_no_agency() -> None:
    (one,) = conflicts((), [MET], relationships=" Knows the chair. ", on=TODAY)
    assert (one.key, one.agency) == ("relationship", None)
    assert "Knows the chair." in one.words
    assert found(relationships="  ") == []


def test_nobody_rules_on_their_own_agency_nor_on_themselves() -> None:
    about = Conflict("agency:3", "Worked for the Met.", 3)
    assert code(may_rule(about, by_agency=3, is_candidate=False)) == "own_agency"
    assert code(may_rule(about, by_agency=None, own_agencies={3}, is_candidate=False)) == "own_agency"
    assert code(may_rule(about, by_agency=5, is_candidate=True)) == "own_interest"
    assert may_rule(about, by_agency=5, is_candidate=False)
    assert may_rule(Conflict("relationship", "Knows one."), by_agency=3, is_candidate=False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Worked(" ", None, 2020, None), "no_agency"),
        (Worked("Met", 3, 2027, None), "year_to_come"),
        (Worked("Met", 3, 2020, 2027), "year_to_come"),
        (Worked("Met", 3, 2020, 2019), "years_in_order"),
        (Worked("Met", 3, 2020, 2020), ""),
        (Worked("Met", 3, 2020, None), ""),
    ],
)
def test_a_declaration_names_an_agency_and_years_in_order(line: Worked, expected: str) -> None:
    assert code(declared_in_order([line], TODAY)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"ends": date(2026, 11, 30)}, "contract_dates"),
        ({"days": 0}, "no_days"),
        ({"fee_cap": -1}, "fee"),
        ({"signed_on": date(2026, 11, 24)}, "signed_to_come"),
        ({}, ""),
        ({"begins": None, "ends": None, "days": None, "fee_cap": None, "signed_on": None}, ""),
    ],
)
def test_a_contract_is_in_order(changes: dict[str, Any], expected: str) -> None:
    assert code(contract_in_order(replace(WHOLE, **changes), TODAY)) == expected


CONFLICT = Conflict("agency:3", "Worked for the Met", 3)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"suitability": {**SUITED, "research": " "}}, "suitability"),
        ({"declared": False}, "not_declared"),
        ({"found": (CONFLICT,)}, "not_ruled"),
        ({"found": (CONFLICT,), "ruled": {"agency:3": False}}, "ruled_out"),
        ({"found": (CONFLICT,), "ruled": {"agency:3": True}}, ""),
        ({"contract": replace(WHOLE, signed_on=None)}, "no_contract"),
        ({"contract": replace(WHOLE, days=None)}, "no_contract"),
        ({"contract": replace(WHOLE, settled=frozenset({"dbs"}))}, "checklist"),
        ({"contract": replace(WHOLE, begins=date(2026, 1, 1), ends=date(2026, 11, 22))}, "contract_over"),
        ({"in_place": (Role.LEAD_REVIEWER,)}, "place_taken"),
        ({"in_place": (Role.LEAD_REVIEWER,), "role": Role.CO_REVIEWER}, ""),
    ],
)
def test_an_appointment_needs_each_of_these(changes: dict[str, Any], expected: str) -> None:
    assert appoint(**changes) == expected


def test_a_case_has_two_reviewers_at_most() -> None:
    assert code(room_for((Role.LEAD_REVIEWER, Role.CO_REVIEWER), Role.CO_REVIEWER)) == "place_taken"
    answer = room_for((Role.CO_REVIEWER, Role.CO_REVIEWER), Role.LEAD_REVIEWER)
    assert isinstance(answer, Refused)
    assert "two reviewers already" in answer.sentence


def test_a_reviewer_is_removed_while_in_place_and_before_publication() -> None:
    assert code(may_remove(appointed=False, published=False)) == "not_appointed"
    assert code(may_remove(appointed=True, published=True)) == "published"
    assert isinstance(may_remove(appointed=True, published=False), Allowed)


def test_there_are_six_points_eight_items_and_three_sources() -> None:
    assert (len(Suitability), len(ContractItem), len(ReviewerSource)) == (6, 8, 3)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(2000, 2026), st.none() | st.integers(2000, 2026))))
def test_more_work_never_takes_a_conflict_away(rows: list[tuple[int, int, int | None]]) -> None:
    worked = [Worked(f"Agency {key}", key, first, last) for key, first, last in rows]
    fewer = set(found(*worked[:-1]))
    assert fewer <= set(found(*worked))
