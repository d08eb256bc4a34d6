"""Which rules a partnership may change, within which limits, and what they come to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.changing import (
    PARAMETERS,
    Value,
    apply,
    apply_to_editions,
    may_become,
    profile_with,
)
from safeguarding.statute.decisions import Rule
from safeguarding.statute.editions import pinned
from safeguarding.statute.profiles import PROFILES, LevelCode
from safeguarding.statute.terms import AgencyType, DecisionKind, Role

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)
NOW = pinned(TODAY)
BARNET = PROFILES["barnet"]


def ask(code: str, value: Value, *, source: str = "", on: date = TOMORROW) -> Answer:
    return may_become(code, value, BARNET, NOW, source=source, on=on, today=TODAY)


def code_of(answer: Answer) -> str:
    assert isinstance(answer, Refused), answer
    assert answer.sentence.endswith(".")
    assert answer.mend
    return answer.code


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_rule_reads_from_every_profile_and_has_words(profile: object) -> None:
    for rule in PARAMETERS.values():
        value = rule.read(profile, NOW)  # type: ignore[arg-type]
        assert rule.accepts(value), rule.code
        assert rule.words(value), rule.code
        assert rule.title
        assert rule.cite


@pytest.mark.parametrize(
    ("code", "value", "read"),
    [
        ("day_plan.returns_due", 7, lambda p: p.day_plan.returns_due),
        ("ladder.D1", 3, lambda p: next(r.days for r in p.ladder if r.level is LevelCode.D1)),
        ("notify_rule", "majority", lambda p: p.notify_rule.value),
        ("each_answers_first", "yes", lambda p: "yes" if p.each_answers_first else "no"),
    ],
)
def test_a_change_is_what_the_profile_then_says(code: str, value: Value, read: object) -> None:
    changed = apply(BARNET, {code: value})
    assert read(changed) == value  # type: ignore[operator]
    assert PARAMETERS[code].read(changed, NOW) == value
    assert apply(BARNET, {}) == BARNET


def test_lists_of_agencies_and_of_the_quorum_are_changed() -> None:
    asked = [AgencyType.LOCAL_AUTHORITY_EDUCATION.value, AgencyType.FIRE.value]
    assert apply(BARNET, {"agencies_to_ask": asked}).agencies_to_ask == (
        AgencyType.LOCAL_AUTHORITY_EDUCATION, AgencyType.FIRE,
    )  # fmt: skip
    quorum = [Role.DSP_LA.value, Role.DSP_HEALTH.value, Role.DSP_POLICE.value]
    changed = apply(BARNET, {"quorum": quorum})
    assert Role.LTRG_CHAIR not in changed.quorum
    assert "chair" not in changed.quorum_words.lower()


def test_the_rule_on_notifying_changes_its_words_too_and_leaves_other_decisions_alone() -> None:
    changed = apply(PROFILES["devon"], {"notify_rule": "unanimous"})
    assert changed.notify_rule is Rule.UNANIMOUS
    assert changed.notify_rule_words == "All three partners must agree."
    assert changed.rule_for(DecisionKind.LCSPR_YES) is PROFILES["devon"].rule_for(DecisionKind.LCSPR_YES)


def test_a_number_of_national_guidance_changes_the_editions_of_later_cases() -> None:
    changed = apply_to_editions(NOW, {"limit.publish": 9, "notify_rule": "majority"})
    assert changed.limit("publish") == 9
    assert changed.limit("notify_panel") == NOW.limit("notify_panel")
    assert apply_to_editions(NOW, {"notify_rule": "majority"}) is NOW
    assert profile_with("barnet", {"limit.publish": 9}) == BARNET


def test_a_change_begins_tomorrow_at_the_earliest() -> None:
    for on in (TODAY, TODAY - timedelta(days=400)):
        assert code_of(ask("day_plan.returns_due", 7, on=on)) == "from_the_past"
    assert ask("day_plan.returns_due", 7)


@pytest.mark.parametrize(
    ("code", "value", "refusal"),
    [
        ("no_such_rule", 3, "no_such_value"),
        ("notify_rule", "toss_a_coin", "no_such_value"),
        ("notify_rule", 3, "no_such_value"),
        ("day_plan.meeting", "ten", "no_such_value"),
        ("quorum", "dsp_la", "no_such_value"),
        ("quorum", ["nobody"], "no_such_value"),
        ("day_plan.returns_due", 8, "no_change"),
        ("day_plan.sign_off", 16, "beyond_the_limit"),
        ("day_plan.requests_out", 0, "beyond_the_limit"),
        ("day_plan.returns_due", 3, "out_of_order"),
        ("agencies_to_ask", ["fire"], "must_stay"),
        ("quorum", ["dsp_la", "ltrg_chair"], "must_stay"),
        ("limit.publish", 9, "no_source"),
    ],
)
def test_what_does_not_make_sense_is_refused_with_what_would(code: str, value: Value, refusal: str) -> None:
    assert code_of(ask(code, value)) == refusal


def test_a_number_of_guidance_is_taken_with_the_text_that_changed_it() -> None:
    assert ask("limit.publish", 9, source="Working Together 2026, chapter 4, paragraph 12")
    assert "Panel guidance" in str(ask("day_plan.sign_off", 16))


def test_no_change_makes_the_sign_off_later_than_day_fifteen() -> None:
    @given(st.sampled_from(sorted(PARAMETERS)), st.integers(-5, 40))
    def check(code: str, value: int) -> None:
        if ask(code, value, source="A text."):
            plan = apply(BARNET, {code: value}).day_plan
            assert plan.requests_out <= plan.progress_check <= plan.returns_due <= plan.meeting
            assert plan.meeting <= plan.draft <= plan.sign_off <= 15

    check()
