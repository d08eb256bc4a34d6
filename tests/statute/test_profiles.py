from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.calendar import Counting
from safeguarding.statute.decisions import Rule, tally
from safeguarding.statute.profiles import PROFILES, LevelCode, Profile
from safeguarding.statute.terms import AgencyType, DecisionKind, Partner, Role

AWARE = date(2026, 11, 23)
FIFTH = date(2026, 11, 30)
THRESHOLD = DecisionKind.THRESHOLD_POSITION
SPLIT = {Partner.LA: "notify", Partner.HEALTH: "do_not_notify", Partner.POLICE: "do_not_notify"}


def test_four_partnerships_run_on_one_engine() -> None:
    assert set(PROFILES) == {"barnet", "devon", "cambridgeshire_peterborough", "leeds"}
    assert all(code == profile.code for code, profile in PROFILES.items())


@pytest.mark.parametrize(
    ("code", "outcome"),
    [("barnet", None), ("devon", "notify"), ("cambridgeshire_peterborough", None), ("leeds", None)],
)
def test_a_split_is_decided_only_where_the_local_authority_has_the_final_say(
    code: str, outcome: str | None
) -> None:
    profile = PROFILES[code]
    assert tally(SPLIT, profile.rule_for(THRESHOLD), profile.lead_partner).outcome == outcome
    assert profile.notify_rule is profile.rule_for(THRESHOLD)


def test_only_devon_counts_the_day_itself() -> None:
    assert {code for code, profile in PROFILES.items() if profile.counting is Counting.INCLUSIVE} == {"devon"}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
def test_every_profile_is_whole(profile: Profile) -> None:
    assert not profile.each_answers_first
    assert profile.rule_for(DecisionKind.RR_SIGN_OFF) is Rule.UNANIMOUS
    assert {AgencyType.LOCAL_AUTHORITY_EDUCATION, AgencyType.POLICE_FORCE, AgencyType.ICB} <= set(
        profile.agencies_to_ask
    )
    assert {Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE, Role.LTRG_CHAIR} == set(profile.quorum)
    plan = profile.day_plan
    days = [plan.requests_out, plan.progress_check, plan.returns_due, plan.meeting, plan.draft, plan.sign_off]
    assert days == [1, 4, 8, 10, 12, 14]
    for words in (
        profile.name, profile.group_name, profile.group_short, profile.chair_title, profile.notify_rule_words,
        profile.split_goes_to, profile.quorum_words, profile.day_fifteen_words, profile.cite,
    ):  # fmt: skip
        assert words
    assert set(profile.rag_labels) == {"green", "amber", "red", "blue"}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
def test_between_agencies_it_is_a_working_week_or_a_day_where_safety_needs_it(profile: Profile) -> None:
    """Barnet's resolution policy: by discussion, within one working week, or sooner for safety."""
    friday = date(2026, 11, 27)
    first = profile.practice_rung(LevelCode.D0)
    assert first.due(friday, for_safety=False) == date(2026, 12, 4)
    assert first.due(friday, for_safety=True) == date(2026, 11, 30)
    assert [rung.level for rung in profile.practice_ladder] == list(LevelCode)
    days = [(rung.within(for_safety=False), rung.within(for_safety=True)) for rung in profile.practice_ladder]
    assert days == [(5, 1), (5, 1), (2, 1), (2, 1)]
    assert profile.practice_cite


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
@pytest.mark.parametrize("opened", [date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 30)])
def test_the_ladder_on_the_threshold_ends_within_the_time_to_notify(profile: Profile, opened: date) -> None:
    steps = profile.ladder_dates(THRESHOLD, opened, AWARE)
    assert [step.due_on for step in steps] == sorted(step.due_on for step in steps)
    assert steps[-1].due_on <= FIFTH
    assert Role.LA_STATUTORY_DECIDER in steps[-1].rung.who


def test_barnets_ladder_is_the_same_day_then_noon_of_the_fifth_then_its_end() -> None:
    steps = PROFILES["barnet"].ladder_dates(THRESHOLD, date(2026, 11, 25), AWARE)
    assert [(s.rung.level, s.due_on, s.rung.by_noon) for s in steps] == [
        (LevelCode.D0, date(2026, 11, 25), False),
        (LevelCode.D1, date(2026, 11, 25), False),
        (LevelCode.D2, FIFTH, True),
        (LevelCode.D3, FIFTH, False),
    ]
    assert not any(step.provisional for step in steps)


def test_devons_fifth_day_counts_the_day_itself() -> None:
    steps = PROFILES["devon"].ladder_dates(THRESHOLD, date(2026, 11, 25), AWARE)
    assert steps[-1].due_on == date(2026, 11, 27)


def test_a_disagreement_opened_after_the_fifth_day_is_due_at_once() -> None:
    steps = PROFILES["barnet"].ladder_dates(THRESHOLD, date(2026, 12, 7), AWARE)
    assert {step.due_on for step in steps} == {date(2026, 12, 7)}


def test_a_ladder_past_the_known_bank_holidays_is_provisional() -> None:
    steps = PROFILES["barnet"].ladder_dates(DecisionKind.RR_SIGN_OFF, date(2028, 12, 29))
    assert [step.provisional for step in steps] == [False, True, True, True]


def test_leeds_asks_for_an_independent_view() -> None:
    who = {rung.level: rung.who for rung in PROFILES["leeds"].ladder_for(THRESHOLD)}
    assert Role.INDEPENDENT_SCRUTINEER in who[LevelCode.D1]
    others = {rung.level: rung.who for rung in PROFILES["leeds"].ladder_for(DecisionKind.RR_SIGN_OFF)}
    assert Role.INDEPENDENT_SCRUTINEER not in others[LevelCode.D1]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Role.LEAD_REVIEWER, Role.LTRG_CHAIR, True),
        (Role.LTRG_CHAIR, Role.LEAD_REVIEWER, True),
        (Role.CO_REVIEWER, Role.INDEPENDENT_SCRUTINEER, True),
        (Role.LTRG_CHAIR, Role.INDEPENDENT_SCRUTINEER, True),
        (Role.LTRG_CHAIR, Role.DSP_POLICE, True),
        (Role.PARTNERSHIP_MANAGER, Role.DSP_LA, True),
        (Role.PARTNERSHIP_MANAGER, Role.DEPUTY_LA, True),
        (Role.DEPUTY_POLICE, Role.LTRG_CHAIR, True),
        (Role.LEAD_REVIEWER, Role.DEPUTY_HEALTH, True),
        (Role.DSP_LA, Role.DEPUTY_HEALTH, True),
        (Role.DSP_LA, Role.LSP_LA, False),
        (Role.LA_NOTIFIER, Role.DSP_LA, False),
        (Role.AGENCY_AUTHOR, Role.AGENCY_SENIOR, False),
    ],
)
def test_some_capacities_are_never_one_person(one: Role, other: Role, apart: bool) -> None:
    assert bool(PROFILES["barnet"].may_not_be_one_person(one, other)) == apart
