from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.decisions import Rule, names, tally
from safeguarding.statute.terms import Partner, SignPosition, ThresholdPosition

LA, HEALTH, POLICE = Partner
NOTIFY, NOT, MORE = ThresholdPosition
POSITIONS = st.dictionaries(st.sampled_from(Partner), st.sampled_from([*ThresholdPosition, None]))
RULES = st.sampled_from(Rule)
LEADS = st.sampled_from(Partner)
SIGNING = frozenset({SignPosition.AGREE, SignPosition.AGREE_WITH_COMMENT})


@given(POSITIONS, RULES, LEADS)
def test_nothing_is_decided_or_unanimous_while_anyone_is_missing(positions, rule, lead) -> None:
    result = tally(positions, rule, lead)
    missing = {partner for partner in Partner if not positions.get(partner)}
    assert set(result.waiting) == missing
    assert result.complete == (not missing)
    if missing:
        assert not result.unanimous
        assert result.split is False
        assert result.outcome is None


@given(POSITIONS, LEADS)
def test_under_unanimity_a_dissent_never_yields_agreement(positions, lead) -> None:
    result = tally(positions, Rule.UNANIMOUS, lead)
    assert (result.outcome is not None) == result.unanimous
    if result.outcome is not None:
        assert {positions[partner] for partner in Partner} == {result.outcome}


@given(
    st.sampled_from(ThresholdPosition), st.sampled_from(ThresholdPosition), st.sampled_from(Partner), RULES
)
def test_adding_a_dissent_to_agreement_never_leaves_it_unanimous(held, other, who, rule) -> None:
    agreed = dict.fromkeys(Partner, held)
    assert tally(agreed, rule).unanimous
    changed = tally({**agreed, who: other}, rule)
    assert changed.unanimous == (held == other)
    assert changed.split == (held != other)


@given(POSITIONS, RULES, LEADS)
def test_those_against_are_exactly_those_who_hold_another_position(positions, rule, lead) -> None:
    result = tally(positions, rule, lead)
    if result.outcome:
        assert set(result.against) == {p for p in Partner if positions[p] != result.outcome}
        assert result.split == bool(result.against)


def test_where_the_lead_partner_decides_its_position_stands_against_both_others() -> None:
    result = tally({LA: NOTIFY, HEALTH: NOT, POLICE: NOT}, Rule.LEAD_PARTNER_DECIDES)
    assert result.outcome == NOTIFY
    assert result.split
    assert not result.unanimous
    assert result.against == (HEALTH, POLICE)
    assert result.sentence == (
        "The local authority has the final say. Health and the police hold another position, which is kept."
    )


def test_the_lead_partner_may_be_another_than_the_local_authority() -> None:
    assert tally({LA: NOTIFY, HEALTH: NOT, POLICE: NOTIFY}, Rule.LEAD_PARTNER_DECIDES, HEALTH).outcome == NOT


@pytest.mark.parametrize("positions", list(product(ThresholdPosition, repeat=3)))
def test_a_majority_is_two_of_three(positions) -> None:
    result = tally(dict(zip(Partner, positions, strict=True)), Rule.MAJORITY)
    commonest = max(ThresholdPosition, key=positions.count)
    assert result.outcome == (commonest if positions.count(commonest) >= 2 else None)
    assert result.complete


def test_two_of_three_says_who_holds_another_position() -> None:
    result = tally({LA: NOTIFY, HEALTH: NOTIFY, POLICE: NOT}, Rule.MAJORITY)
    assert (
        result.sentence
        == "Two of the three partners agree. The police holds another position, which is kept."
    )


def test_a_split_has_no_outcome_under_unanimity_and_says_so() -> None:
    result = tally({LA: NOTIFY, HEALTH: NOTIFY, POLICE: NOT}, Rule.UNANIMOUS)
    assert (result.outcome, result.complete, result.unanimous, result.split) == (None, True, False, True)
    assert result.against == ()
    assert result.waiting == ()
    assert result.sentence == "The three partners do not agree."


def test_agreement_is_said_plainly() -> None:
    result = tally(dict.fromkeys(Partner, NOTIFY), Rule.UNANIMOUS)
    assert result.sentence == "All three partners agree."
    assert (result.outcome, result.complete, result.unanimous, result.split) == (NOTIFY, True, True, False)
    assert result.waiting == result.against == ()


def test_it_says_who_has_answered_and_for_whom_we_wait() -> None:
    assert tally({}, Rule.UNANIMOUS).sentence == (
        "Nobody has given a position yet. We wait for the local authority, health and the police."
    )
    assert tally({LA: NOTIFY}, Rule.UNANIMOUS).sentence == (
        "The local authority has given a position. We wait for health and the police."
    )
    assert tally({LA: NOTIFY, HEALTH: NOT, POLICE: None}, Rule.UNANIMOUS).sentence == (
        "The local authority and health have given a position. We wait for the police."
    )


@given(st.lists(st.sampled_from(SignPosition), min_size=3, max_size=3))
def test_agreeing_with_a_comment_is_agreeing_and_disagreeing_is_not(lines) -> None:
    result = tally(dict(zip(Partner, lines, strict=True)), Rule.UNANIMOUS, positive=SIGNING)
    agreed = all(line.signs for line in lines)
    assert result.unanimous == (agreed or set(lines) == {SignPosition.DISAGREE})
    assert (result.outcome == SignPosition.AGREE) == agreed


def test_one_positive_word_counts_as_itself() -> None:
    assert tally(dict.fromkeys(Partner, NOTIFY), Rule.UNANIMOUS, positive="notify").outcome == "notify"


def test_one_partner_is_named_without_and() -> None:
    assert names((HEALTH,)) == "health"


def test_each_rule_says_what_it_takes() -> None:
    assert [rule.label for rule in Rule] == [
        "All three partners must agree",
        "All three give a position; one partner has the final say",
        "Two of the three partners must agree",
    ]
