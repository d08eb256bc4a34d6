"""What the record of each kind of decision holds; what nobody wrote down is said and stops nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safeguarding.statute.decision_records import (
    ASKED,
    OF_OUTCOME,
    OPTIONS,
    Criterion,
    Part,
    Position,
    Said,
    content,
    missing,
    options,
)
from safeguarding.statute.terms import DecisionKind, RapidReviewOutcome

DAY = date(2026, 9, 14)
WHOLE = Said(
    outcome="Local child safeguarding practice review.",
    decided_on=DAY,
    reasons="Two services saw a bruise.",
    chosen="Local child safeguarding practice review",
    criteria=(Criterion("Improvements", "Yes", "Local"),),
    positions=(Position("Police", "Agree", "Ben Arkwright", "Detective Superintendent", ""),),
    review_on=DAY,
)


@pytest.mark.parametrize("kind", DecisionKind)
def test_every_kind_of_decision_says_who_decides_it_on_what_authority_and_what_it_asks_for(
    kind: DecisionKind,
) -> None:
    asked = ASKED[kind]
    assert asked.who
    assert asked.source
    if Part.OPTIONS in asked.parts and kind is not DecisionKind.TRIAGE_ROUTE:
        assert len(OPTIONS[kind]) > 1


@pytest.mark.parametrize("kind", DecisionKind)
def test_a_whole_record_lacks_nothing(kind: DecisionKind) -> None:
    assert missing(kind, replace(WHOLE, options=("Another way", WHOLE.chosen))) == ()


def test_what_nobody_wrote_down_is_named() -> None:
    bare = Said(outcome="Notify the Panel.", decided_on=DAY)
    assert missing(DecisionKind.LCSPR_YES, bare) == (
        Part.REASONS,
        Part.OPTIONS,
        Part.CRITERIA,
        Part.POSITIONS,
    )
    assert missing(DecisionKind.IMMEDIATE_SAFETY_ACTION, bare) == ()
    assert "the reasons" in content(DecisionKind.LA_NOTIFY, bare)["missing"]


def test_one_option_alone_was_no_choice() -> None:
    alone = replace(WHOLE, chosen="Consideration", options=("Consideration",))
    assert missing(DecisionKind.TRIAGE_ROUTE, alone) == (Part.OPTIONS,)


def test_the_options_are_the_acts_own_or_else_what_the_law_leaves() -> None:
    said = Said(outcome="Withdrawn.", decided_on=DAY)
    assert options(DecisionKind.WITHDRAW_SIN, said) == OPTIONS[DecisionKind.WITHDRAW_SIN]
    assert options(DecisionKind.WITHDRAW_SIN, replace(said, options=("A", "B"), chosen="B")) == ("A", "B")
    assert options(DecisionKind.RESOLUTION_OUTCOME, said) == ()


def test_what_was_chosen_stands_among_the_options() -> None:
    said = Said(outcome="Ended.", decided_on=DAY, chosen="End the delegation")
    assert options(DecisionKind.DELEGATION, said)[0] == "End the delegation"


def test_each_outcome_of_a_rapid_review_is_a_kind_of_decision() -> None:
    assert set(OF_OUTCOME) == set(RapidReviewOutcome)


def test_its_words_are_plain_enough_to_be_kept_as_text() -> None:
    words = content(DecisionKind.LCSPR_YES, WHOLE)
    assert words["decided_on"] == words["review_on"] == "2026-09-14"
    assert words["positions"] == [
        {
            "partner": "Police",
            "position": "Agree",
            "name": "Ben Arkwright",
            "capacity": "Detective Superintendent",
            "reason": "",
        }
    ]
    assert words["missing"] == []
    assert content(DecisionKind.PUBLISH, replace(WHOLE, review_on=None))["review_on"] == ""
