"""Referring a case (Working Together 2018 ch 4; local practice on a case for consideration)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from safeguarding.cases.actions.referral import acknowledge_referral, refer
from safeguarding.cases.answers import ChildAnswers
from safeguarding.cases.facts import find
from safeguarding.people.actions.drafts import LARGEST
from safeguarding.people.queries import load_draft
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Outcome
from tests.cases.builders import answers, considered_case, notified_case, referred_case, routed_case, today
from tests.people.cast import Cast, signed_in


def test_a_referral_opens_a_case_with_a_reference_a_pseudonym_and_its_clock(cast: Cast) -> None:
    case = referred_case(cast)
    assert case.pseudonym.startswith("Child ")
    assert case.deadlines.get(kind="notify_panel").met_on is None
    assert "Quillfeather" not in str(case.children.get().__dict__)


def test_awareness_not_known_takes_receipt_as_the_latest_possible_day(cast: Cast) -> None:
    case = referred_case(cast, la_aware=None)
    fact = find(case, Kind.LA_AWARE)
    assert fact is not None
    assert (fact.occurred, fact.detail["basis"]) == (today(), "latest_possible")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"children": ()}, "no_child"),
        (
            {"incident_on": today() + timedelta(days=1), "la_aware": None, "lead_consulted_on": today()},
            "date_to_come",
        ),
        ({"la_aware": today() - timedelta(days=9)}, "aware_before_incident"),
        ({"children": (ChildAnswers(name="A B", born=today(), outcome=Outcome.DIED),)}, "before_birth"),
        (
            {
                "children": (
                    ChildAnswers(name="A B", born=today() - timedelta(days=7000), outcome=Outcome.DIED),
                )
            },
            "adult",
        ),
    ],
)
def test_dates_that_cannot_be_true_together_are_refused_with_what_to_do(
    cast: Cast, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(NotAllowed) as no:
        refer(by=cast.manager, answers=answers(**changes))
    assert no.value.refused.code == code
    assert no.value.refused.mend


def test_the_same_child_referred_twice_is_shown_to_the_manager(cast: Cast) -> None:
    first = referred_case(cast)
    second = referred_case(cast)
    assert [line["case"] for line in second.referral.likely_duplicates] == [first.reference]


def test_a_referral_is_acknowledged_once(cast: Cast) -> None:
    case = referred_case(cast)
    acknowledge_referral(by=cast.manager, case=case)
    with pytest.raises(NotAllowed):
        acknowledge_referral(by=cast.manager, case=case)


def test_a_case_runs_from_referral_to_notification(cast: Cast) -> None:
    assert routed_case(cast).stage
    assert considered_case(cast).considerations.get().outcome == "notify"
    case = notified_case(cast)
    assert case.deadlines.filter(kind="rapid_review_to_panel").exists()


@pytest.mark.parametrize(("name", "args"), [("refer_part", ["incident"]), ("refer_member", ["children", 0])])
def test_a_referral_too_long_to_keep_says_so_and_stays_on_the_page(
    cast: Cast, name: str, args: list[str | int]
) -> None:
    """Not a fault, and not words lost without a word."""
    page = reverse(f"cases:{name}", args=["barnet", *args])
    answer = signed_in(cast.manager).post(page, {"later": "1", "name": "x" * LARGEST})
    assert answer.status_code == 409
    assert "too long to keep as a draft" in answer.content.decode()
    assert load_draft(cast.manager.person, "referral", "barnet") == {}
