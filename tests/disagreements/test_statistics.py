"""How disagreements went, by kind and level, for a year; every kind of decision can be disagreed on."""

from __future__ import annotations

from datetime import date

import pytest

from safeguarding.cases.actions.sealing import seal_case
from safeguarding.disagreements.actions import open_disagreement
from safeguarding.disagreements.defaults import DEFAULTS, default_for
from safeguarding.disagreements.forms import OPENABLE
from safeguarding.disagreements.models import Disagreement
from safeguarding.disagreements.queries.statistics import of_year, years
from safeguarding.people.models import Partnership
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.terms import DecisionKind, Partner
from tests.cases.builders import notified_case, today
from tests.people.cast import Cast, signed_in

POSITIONS = {Partner.LA: "Yes.", Partner.HEALTH: "No."}
YEAR = years(today())[0]


@pytest.mark.parametrize("kind", OPENABLE, ids=[kind.value for kind in OPENABLE])
def test_every_kind_of_decision_has_its_ladder_its_end_and_its_citation(kind: DecisionKind) -> None:
    ends = default_for(kind)
    assert ends.sentence.endswith(".")
    assert ends.who
    assert ends.cite
    for profile in PROFILES.values():
        assert profile.ladder_for(kind)


def test_what_cannot_be_opened_by_itself_is_the_notification_and_the_end_of_a_disagreement() -> None:
    """Whether to notify ends within five working days (Children Act 2004 s.16C): it is the threshold's."""
    apart = {DecisionKind.LA_NOTIFY, DecisionKind.DO_NOT_NOTIFY, DecisionKind.RESOLUTION_OUTCOME}
    assert set(DecisionKind) - set(OPENABLE) == apart
    assert set(DEFAULTS) == set(DecisionKind)
    assert DEFAULTS[DecisionKind.LA_NOTIFY].cite == "Children Act 2004 s.16C"


def test_a_year_is_counted_by_kind_and_level_and_opens_to_its_cases(cast: Cast) -> None:
    cases = [notified_case(cast, what_happened=f"A child of {n} fell.") for n in (2, 3)]
    for case in cases:
        open_disagreement(
            by=cast.manager, case=case, kind=DecisionKind.CASE_CLOSE, about="Whether it can close.",
            positions=POSITIONS,
        )  # fmt: skip
    open_disagreement(
        by=cast.manager, case=cases[0], kind=DecisionKind.TOR_CHANGE, about="The dates.", positions=POSITIONS
    )
    first, second = of_year(cast.chair, YEAR)
    assert (first.title, first.opened, first.open_now, first.took) == ("Close the case", 2, 2, "")
    assert (second.title, second.opened) == ("Change the terms of reference", 1)
    Disagreement.objects.filter(case=cases[0]).update(
        ended_at=cases[0].opened_at, ending=Disagreement.Ending.DEFAULT, level="D3"
    )
    first, second = of_year(cast.chair, YEAR)
    assert (first.open_now, first.by_default) == (1, 1)
    assert first.ended_at == [("What the law says", 1)]
    assert second.took == "the same day"
    assert of_year(cast.chair, YEAR - 1) == []
    page = signed_in(cast.scrutineer).get("/disagreements/").content.decode()
    assert cases[1].reference in page
    assert "Change the terms of reference" in page


def test_a_sealed_case_is_in_no_figure_of_those_who_may_not_see_it(cast: Cast) -> None:
    case = notified_case(cast)
    open_disagreement(
        by=cast.manager, case=case, kind=DecisionKind.CASE_CLOSE, about="Whether.", positions=POSITIONS
    )
    seal_case(by=cast.manager, case=case, named=[cast.chair.seat], reason="A colleague’s child.")
    assert of_year(cast.dsp_la, YEAR) == []
    assert len(of_year(cast.chair, YEAR)) == 1
    assert Partnership.objects.count() == 2
    assert of_year(cast.devon_chair, YEAR) == []
    assert case.reference not in signed_in(cast.dsp_la).get("/disagreements/").content.decode()


@pytest.mark.parametrize("who", ["author", "member", "support", "sys_admin", "notifier"])
def test_it_is_not_there_for_others(cast: Cast, who: str) -> None:
    assert signed_in(getattr(cast, who)).get("/disagreements/").status_code == 404


def test_a_reporting_year_begins_in_april() -> None:
    assert years(date(2026, 3, 31))[0] == 2025
    assert years(date(2026, 4, 1))[0] == 2026
