from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safeguarding.statute.criteria import CRITERIA
from safeguarding.statute.editions import pinned
from safeguarding.statute.quality import (
    OUTLINE,
    Answered,
    Check,
    CheckKind,
    RapidReviewState,
    blocks_closing,
    blocks_sending,
    checks,
)
from safeguarding.statute.terms import CriterionAnswer, Partner, RapidReviewOutcome

NO, YES, UNCLEAR = CriterionAnswer.NO, CriterionAnswer.YES, CriterionAnswer.UNCLEAR
LA, HEALTH, POLICE = Partner
NOW = pinned(date(2026, 11, 23))
EMPTY = RapidReviewState(editions=NOW)
ANSWERS = {code: Answered(NO, "Because.") for code in CRITERIA}
WHOLE = RapidReviewState(
    editions=NOW,
    notification_reference="1234",
    notified=True,
    children_count=1,
    family_described=True,
    others_safe=True,
    account="What happened.",
    returns_asked=3,
    key_practice="Why.",
    inequality="Looked at.",
    childs_experience="A day.",
    good_practice="Well done.",
    immediate_learning="Shared.",
    criteria=ANSWERS,
    national_recommended=False,
    outcome=RapidReviewOutcome.LOCAL_REVIEW,
    outcome_reason="Because.",
    outline=dict.fromkeys(OUTLINE, "Said."),
    partners_signed=frozenset(Partner),
    parallel_looked_at=True,
    report_words=3000,
    family_told="On Monday.",
)


def check(state: RapidReviewState, code: str) -> Check:
    (found,) = [one for one in checks(state) if one.code == code]
    return found


def unmet(state: RapidReviewState) -> list[str]:
    return [one.code for one in checks(state) if not one.met]


def test_a_whole_review_has_nothing_left_to_do() -> None:
    assert unmet(WHOLE) == []
    assert blocks_sending(checks(WHOLE), on_due_day=False) == []
    assert blocks_closing(WHOLE) == []


def test_an_empty_review_lists_what_to_do_in_sentences_with_a_place_each() -> None:
    found = checks(EMPTY)
    assert [one.code for one in found] == sorted(one.code for one in found)
    for one in found:
        assert one.sentence.endswith(".")
        assert one.where in {
            "aims", "criteria", "safety", "returns", "children", "decision", "sign_off", "parallel", "family",
            "notification", "national",
        }  # fmt: skip
    assert {one.code for one in found if one.kind is CheckKind.WARN} == {
        "RRQ06",
        "RRQ08",
        "RRQ09",
        "RRQ17",
        "RRQ20",
    }
    assert {one.code for one in found if one.kind is CheckKind.INFO} == {"RRQ19"}
    assert [one.code for one in blocks_sending(found, on_due_day=True)] == [
        "RRQ01", "RRQ02", "RRQ03", "RRQ04", "RRQ05", "RRQ07", "RRQ10", "RRQ11", "RRQ12", "RRQ13", "RRQ16",
    ]  # fmt: skip


def test_the_twenty_checks_are_all_there_across_the_two_endings() -> None:
    elsewhere = replace(
        WHOLE, outcome=RapidReviewOutcome.NO_FURTHER_ACTION, criteria={**ANSWERS, "C3": Answered(YES, "x")}
    )
    codes = {one.code for state in (WHOLE, elsewhere) for one in checks(state)}
    assert codes == {f"RRQ{number:02}" for number in range(1, 21)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"notification_reference": " "}, "RRQ01"),
        ({"notified": False}, "RRQ01"),
        ({"children_count": 0}, "RRQ02"),
        ({"children_lacking": {"Child A": ["ethnicity"]}}, "RRQ02"),
        ({"family_described": False}, "RRQ03"),
        ({"others_safe": False}, "RRQ03"),
        ({"account": ""}, "RRQ04"),
        ({"returns_asked": 0}, "RRQ05"),
        ({"returns_missing": ["the school"]}, "RRQ05"),
        ({"key_practice": ""}, "RRQ06"),
        ({"inequality": ""}, "RRQ07"),
        ({"childs_experience": ""}, "RRQ08"),
        ({"good_practice": ""}, "RRQ09"),
        ({"immediate_learning": ""}, "RRQ10"),
        ({"safety_steps_unowned": 1}, "RRQ10"),
        ({"criteria": {**ANSWERS, "R11C": Answered(YES)}}, "RRQ11"),
        ({"criteria": {**ANSWERS, "C4": Answered(reason="x")}}, "RRQ11"),
        ({"criteria": {**ANSWERS, "N2": Answered()}}, "RRQ12"),
        ({"national_recommended": None}, "RRQ12"),
        ({"outcome_reason": ""}, "RRQ13"),
        ({"dissent_recorded": False}, "RRQ13"),
        ({"outline": {**dict.fromkeys(OUTLINE, "x"), "scope": ""}}, "RRQ14"),
        ({"partners_signed": frozenset({LA, HEALTH})}, "RRQ16"),
        ({"parallel_looked_at": False}, "RRQ17"),
        ({"criteria": {**ANSWERS, "C3": Answered(YES, "x")}}, "RRQ18"),
        ({"report_words": 6001}, "RRQ19"),
        ({"family_told": ""}, "RRQ20"),
    ],
)
def test_each_thing_wanting_is_found_by_its_own_check_alone(change: dict[str, object], code: str) -> None:
    assert unmet(replace(WHOLE, **change)) == [code]  # type: ignore[arg-type]


def test_no_outcome_at_all_is_found_by_the_check_on_the_decision() -> None:
    assert unmet(replace(WHOLE, outcome=None)) == ["RRQ13"]


@pytest.mark.parametrize(
    "outcome",
    [
        RapidReviewOutcome.ALTERNATIVE_LEARNING,
        RapidReviewOutcome.SINGLE_AGENCY_REVIEW,
        RapidReviewOutcome.NO_FURTHER_ACTION,
    ],
)
def test_without_a_review_it_says_why_and_where_the_learning_goes(outcome: RapidReviewOutcome) -> None:
    state = replace(WHOLE, outcome=outcome)
    assert unmet(state) == ["RRQ15"]
    assert unmet(replace(state, why_no_more_learning="x")) == ["RRQ15"]
    assert unmet(replace(state, where_learning_goes="x")) == ["RRQ15"]
    assert unmet(replace(state, why_no_more_learning="x", where_learning_goes="y")) == []
    assert check(state, "RRQ15").where == "route"


def test_a_national_review_needs_neither_outline_nor_route() -> None:
    codes = {
        one.code for one in checks(replace(WHOLE, outcome=RapidReviewOutcome.NATIONAL_REVIEW_RECOMMENDED))
    }
    assert not codes & {"RRQ14", "RRQ15"}


def test_a_missing_return_may_be_explained_instead() -> None:
    state = replace(WHOLE, returns_missing=["the school", "the GP"])
    assert check(state, "RRQ05").sentence == (
        "Get an answer from the school and the GP, or record why there is none and what was done."
    )
    assert unmet(replace(state, returns_override="The school is shut; its lead was rung twice.")) == []
    assert check(WHOLE, "RRQ05").sentence == "Every agency has answered."
    assert (
        check(EMPTY, "RRQ05").sentence == "Ask the agencies that were involved, education always among them."
    )


def test_all_nil_returns_are_answers() -> None:
    assert check(replace(WHOLE, returns_asked=9, returns_missing=()), "RRQ05").met


def test_inequality_is_required_from_the_guidance_of_2022_and_advised_before() -> None:
    assert check(EMPTY, "RRQ07").kind is CheckKind.BLOCK
    assert check(replace(EMPTY, editions=pinned(date(2019, 5, 1))), "RRQ07").kind is CheckKind.WARN


def test_a_local_consideration_needs_no_notification_and_no_national_view() -> None:
    codes = {one.code for one in checks(replace(EMPTY, statutory=False))}
    assert not codes & {"RRQ01", "RRQ12"}
    assert {"RRQ11", "RRQ13", "RRQ16"} <= codes


def test_what_a_child_lacks_is_named_by_pseudonym() -> None:
    lacking = {"Child A": ["sex", "ethnicity"], "Child B": [], "Child C": ["placement"]}
    assert check(replace(WHOLE, children_lacking=lacking, children_count=3), "RRQ02").sentence == (
        "Fill in what is missing about Child A (sex and ethnicity) and Child C (placement)."
    )


def test_what_is_left_of_criteria_and_outline_is_listed() -> None:
    state = replace(WHOLE, criteria={**ANSWERS, "R11A": Answered(), "C2": Answered()}, outline={"scope": "x"})
    assert check(state, "RRQ11").sentence == "Answer with a reason: Improvements; No agency knew."
    assert check(state, "RRQ14").sentence == (
        "For the practice review, give the lines of enquiry left open, the method, how a reviewer will be "
        "found and "
        "the target date."
    )
    assert check(WHOLE, "RRQ11").sentence == "Every criterion is answered with a reason."


def test_unclear_is_an_answer_when_it_has_a_reason() -> None:
    assert (
        unmet(replace(WHOLE, criteria={**ANSWERS, "C3": Answered(UNCLEAR, "Waiting for the other area.")}))
        == []
    )


def test_other_areas_consulted_meets_the_check() -> None:
    state = replace(WHOLE, criteria={**ANSWERS, "C3": Answered(YES, "x")}, other_areas_consulted=True)
    assert check(state, "RRQ18").met


TWO = replace(WHOLE, partners_signed=frozenset({LA, HEALTH}))


def test_before_the_last_day_a_missing_sign_off_always_stops_it() -> None:
    for state in (
        TWO,
        replace(TWO, panel_told_before=True),
        replace(TWO, authorised_by_lead=frozenset({POLICE})),
    ):
        assert [one.code for one in blocks_sending(checks(state), on_due_day=False)] == ["RRQ16"]


def test_on_the_last_day_it_may_go_if_the_silent_partners_lead_lets_it_or_the_panel_was_told() -> None:
    assert [one.code for one in blocks_sending(checks(TWO), on_due_day=True)] == ["RRQ16"]
    assert not blocks_sending(checks(replace(TWO, panel_told_before=True)), on_due_day=True)
    assert not blocks_sending(checks(replace(TWO, authorised_by_lead=frozenset({POLICE}))), on_due_day=True)
    assert blocks_sending(checks(replace(TWO, authorised_by_lead=frozenset({LA}))), on_due_day=True)


def test_each_silent_partner_needs_its_own_lead() -> None:
    one = replace(WHOLE, partners_signed=frozenset({LA}), authorised_by_lead=frozenset({POLICE}))
    assert check(one, "RRQ16").sentence == "Awaiting sign-off by health and the police."
    assert blocks_sending(checks(one), on_due_day=True)
    assert not blocks_sending(
        checks(replace(one, authorised_by_lead=frozenset({HEALTH, POLICE}))), on_due_day=True
    )


def test_on_the_last_day_everything_else_still_stops_it() -> None:
    state = replace(TWO, panel_told_before=True, account="")
    assert [one.code for one in blocks_sending(checks(state), on_due_day=True)] == ["RRQ04"]


def test_a_case_cannot_close_without_three_sign_offs_whatever_was_sent() -> None:
    assert [one.code for one in blocks_closing(replace(TWO, panel_told_before=True))] == ["RRQ16"]


def test_warnings_never_stop_it() -> None:
    state = replace(
        WHOLE, key_practice="", childs_experience="", good_practice="", family_told="", report_words=9000
    )
    assert blocks_sending(checks(state), on_due_day=False) == []
