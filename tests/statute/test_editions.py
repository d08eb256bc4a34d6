from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.criteria import (
    CRITERIA,
    LOCAL_CODES,
    LOCAL_CRITERIA,
    NATIONAL_CODES,
    NATIONAL_CRITERIA,
)
from safeguarding.statute.editions import PANEL_GUIDANCE, WORKING_TOGETHER, Force, named, pinned

IN_2019, IN_2024, IN_2026 = date(2019, 5, 1), date(2024, 5, 1), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on", "working_together", "panel_guidance"),
    [
        (date(2018, 1, 1), "WT2018", "PG2019"),
        (date(2018, 12, 19), "WT2018", "PG2019"),
        (date(2022, 8, 31), "WT2018", "PG2019"),
        (date(2022, 9, 1), "WT2018", "PG2022"),
        (date(2023, 12, 14), "WT2018", "PG2022"),
        (date(2023, 12, 15), "WT2023", "PG2022"),
        (date(2025, 5, 31), "WT2023", "PG2022"),
        (date(2025, 6, 1), "WT2023", "PG2025"),
        (date(2026, 3, 18), "WT2023", "PG2025"),
        (date(2026, 3, 19), "WT2026", "PG2025"),
        (date(2040, 1, 1), "WT2026", "PG2025"),
    ],
)
def test_a_case_keeps_the_editions_in_force_on_its_day(
    on: date, working_together: str, panel_guidance: str
) -> None:
    editions = pinned(on)
    assert (editions.working_together.code, editions.panel_guidance.code) == (
        working_together,
        panel_guidance,
    )


@given(st.dates(date(2019, 4, 1), date(2040, 1, 1)))
def test_on_every_day_exactly_one_edition_of_each_layer_is_in_force(on: date) -> None:
    for layer in (WORKING_TOGETHER, PANEL_GUIDANCE):
        assert sum(edition.covers(on) for edition in layer.values()) == 1


def test_editions_follow_each_other_without_a_gap() -> None:
    for layer in (WORKING_TOGETHER, PANEL_GUIDANCE):
        books = list(layer.values())
        for earlier, later in pairwise(books):
            assert earlier.until == later.in_force - timedelta(days=1)
        assert books[-1].until is None


@pytest.mark.parametrize(
    ("code", "pair"),
    [
        ("WT2018", ("WT2018", "PG2019")),
        ("WT2023", ("WT2023", "PG2022")),
        ("WT2026", ("WT2026", "PG2025")),
        ("PG2019", ("WT2018", "PG2019")),
        ("PG2022", ("WT2018", "PG2022")),
        ("PG2025", ("WT2023", "PG2025")),
    ],
)
def test_naming_one_edition_takes_the_other_layer_as_it_stood_then(code: str, pair: tuple[str, str]) -> None:
    editions = named(code)
    assert (editions.working_together.code, editions.panel_guidance.code) == pair


def test_an_unknown_edition_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(
        ValueError, match=r"no edition called “WT1999”.*WT2018, WT2023, WT2026, PG2019, PG2022, PG2025"
    ):
        named("WT1999")


def test_health_is_commissioned_by_a_group_until_june_2022_and_by_a_board_after() -> None:
    editions = pinned(IN_2019)
    assert editions.word("health_commissioner", date(2022, 6, 30)) == "clinical commissioning group"
    assert editions.word("health_commissioner", date(2022, 7, 1)) == "integrated care board"


def test_a_case_of_2018_says_representative_and_one_of_2024_delegated_partner() -> None:
    assert pinned(IN_2019).word("partner_representative", IN_2019) == "representative"
    assert pinned(IN_2024).word("partner_representative", IN_2024) == "delegated safeguarding partner"
    with pytest.raises(KeyError):
        pinned(IN_2024).word("no such thing", IN_2024)


def test_the_aim_on_inequality_is_required_from_the_guidance_of_2022() -> None:
    for on, required in ((IN_2019, False), (IN_2024, True), (IN_2026, True)):
        aims = {aim.code: aim.required for aim in pinned(on).aims}
        assert aims == {
            "facts": True,
            "immediate_action": True,
            "improvements": True,
            "next_steps": True,
            "inequality": required,
        }


def test_every_edition_sets_the_same_limits_so_far() -> None:
    for on in (IN_2019, IN_2024, IN_2026):
        limits = [
            pinned(on).limit(name)
            for name in (
                "notify_panel",
                "tell_partners",
                "rapid_review",
                "publish",
                "advance_copies",
                "keep_public",
            )
        ]
        assert limits == [5, 5, 15, 6, 7, 1]


def test_rules_are_named_once_cited_and_in_plain_words() -> None:
    for on in (IN_2019, IN_2024, IN_2026):
        rules = pinned(on).rules
        assert len({rule.code for rule in rules}) >= len(rules) - 1
        for rule in rules:
            assert rule.cite
            assert rule.text.endswith(".")
            assert rule.force.label


def test_only_the_edition_of_2026_and_the_yearly_report_await_confirmation() -> None:
    for code in ("WT2018", "WT2023"):
        assert {rule.code for rule in WORKING_TOGETHER[code].rules if rule.to_be_confirmed} == {
            "yearly_report"
        }
        assert not WORKING_TOGETHER[code].to_be_confirmed
    waiting = {rule.code for rule in WORKING_TOGETHER["WT2026"].rules if rule.to_be_confirmed}
    assert WORKING_TOGETHER["WT2026"].to_be_confirmed
    assert {"notify_time", "rapid_review", "care_leaver_death", "three_agree", "yearly_report"} <= waiting
    assert not waiting & {
        "notify_duty",
        "criteria",
        "six_months",
        "advance_copies",
        "one_year_public",
        "not_published",
    }


def test_the_rules_of_2026_cite_2026_and_care_leavers_come_with_2023() -> None:
    assert not any("2023" in rule.cite for rule in WORKING_TOGETHER["WT2026"].rules)
    assert "care_leaver_death" not in {rule.code for rule in WORKING_TOGETHER["WT2018"].rules}
    assert "care_leaver_death" in {rule.code for rule in WORKING_TOGETHER["WT2023"].rules}


def test_each_strength_of_a_rule_has_its_words() -> None:
    assert len({force.label for force in Force}) == len(Force)


def test_there_are_eight_local_criteria_and_three_national_ones() -> None:
    assert LOCAL_CODES == ("R11A", "R11B", "R11C", "R11D", "C1", "C2", "C3", "C4")
    assert NATIONAL_CODES == ("N1", "N2", "N3")
    assert [*CRITERIA.values()] == [*LOCAL_CRITERIA, *NATIONAL_CRITERIA]


def test_the_criterion_on_areas_names_the_health_body_of_the_day() -> None:
    c3 = CRITERIA["C3"]
    assert "clinical commissioning group" in c3.text(pinned(IN_2019), IN_2019)
    assert "integrated care board" in c3.text(pinned(IN_2024), IN_2024)


def test_every_criterion_is_a_question_with_its_source() -> None:
    editions = pinned(IN_2024)
    for criterion in CRITERIA.values():
        assert criterion.text(editions, IN_2024).endswith("?")
        assert "{" not in criterion.text(editions, IN_2024)
        assert "{" not in criterion.cite(editions)
    assert CRITERIA["R11C"].cite(editions) == "SI 2018/789 reg 11(c); Working Together 2023 chapter 5"
    assert CRITERIA["C1"].cite(editions) == "Working Together 2023 chapter 5, circumstances to consider"
    assert CRITERIA["N2"].cite(editions) == "SI 2018/789 reg 3"


def test_the_glossary_speaks_as_its_time_did() -> None:
    old = dict(pinned(IN_2019).glossary(IN_2019))
    assert old == {
        "Who speaks for a statutory partner": "representative",
        "Whom they answer to": "chief officer",
        "The health partner": "clinical commissioning group",
        "Independent eyes on the work": "independent scrutiny",
        "A review of the local system": "local child safeguarding practice review",
    }
    new = dict(pinned(IN_2026).glossary(IN_2026))
    assert new["The health partner"] == "integrated care board"
    assert new["Whom they answer to"] == "lead safeguarding partner"
