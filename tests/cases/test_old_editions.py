"""A case keeps the guidance of its time, and speaks in its words."""

from __future__ import annotations

from datetime import date

from tests.cases.builders import notified_case
from tests.people.cast import Cast, signed_in

MAY_2019 = date(2019, 5, 1)
FOUR = ["facts", "immediate_action", "improvements", "next_steps"]


def test_scenario_15_a_case_of_2019_has_the_words_names_and_aims_of_2018(cast: Cast) -> None:
    case = notified_case(cast, sent_on=MAY_2019)
    assert (case.working_together, case.panel_guidance) == ("WT2018", "PG2019")
    maya, here = signed_in(cast.manager), f"/cases/{case.reference}/"
    rules = maya.get(f"{here}rules/").content.decode()
    assert "Working Together to Safeguard Children 2018" in rules
    assert "clinical commissioning group" in rules
    assert "integrated care board" not in rules
    criteria = maya.get(f"{here}rapid-review/criteria/").content.decode()
    assert "clinical commissioning group" in criteria
    assert cast.board.name_on(MAY_2019) == "Barnet Clinical Commissioning Group"
    assert [aim.code for aim in case.editions.aims if aim.required] == FOUR


def test_a_case_of_today_has_the_words_of_today(cast: Cast) -> None:
    case = notified_case(cast)
    rules = signed_in(cast.manager).get(f"/cases/{case.reference}/rules/").content.decode()
    assert "Working Together to Safeguard Children 2026" in rules
    assert "integrated care board" in rules
    assert "delegated safeguarding partner" in rules
    assert "clinical commissioning group" not in rules
    assert len([aim for aim in case.editions.aims if aim.required]) == 5
