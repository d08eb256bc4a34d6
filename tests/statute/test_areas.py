"""Who leads, by where it happened (Children Act 2004 s.16C(1); the Panel's frequently asked questions)."""

from __future__ import annotations

import pytest

from safeguarding.statute import areas
from safeguarding.statute.terms import Place

HERE, ELSEWHERE, ABROAD = Place.IN_AREA, Place.ELSEWHERE_IN_ENGLAND, Place.OUTSIDE_ENGLAND_RESIDENT


@pytest.mark.parametrize(
    ("place", "happened", "lives", "leads", "concerned"),
    [
        (HERE, "Barnet", "Barnet", "Barnet", ()),
        (HERE, "Barnet", " barnet ", "Barnet", ()),
        (HERE, " Barnet", "Devon ", "Barnet", ("Devon",)),
        (HERE, "Barnet", " ", "Barnet", ()),
        (HERE, "", "Devon", "", ("Devon",)),
        (ELSEWHERE, "Devon", "Barnet", "Devon", ("Barnet",)),
        (ABROAD, "Calais", " Barnet ", "Barnet", ()),
        (ABROAD, "", "", "", ()),
    ],
)
def test_the_area_of_the_incident_leads_and_that_of_residence_is_concerned(
    place: Place, happened: str, lives: str, leads: str, concerned: tuple[str, ...]
) -> None:
    assert areas.lead(place, happened, lives) == leads
    assert areas.others(place, happened, lives) == concerned


def test_the_area_that_placed_a_looked_after_child_is_concerned_too() -> None:
    assert areas.others(HERE, "Barnet", "Devon", "Leeds") == ("Devon", "Leeds")
    assert areas.others(HERE, "Barnet", "Devon", "devon ") == ("devon",)
    assert areas.others(ABROAD, "Calais", "Barnet", "Devon") == ("Devon",)


def test_the_rule_is_cited() -> None:
    assert areas.CITE.startswith("Children Act 2004 s.16C(1); ")
