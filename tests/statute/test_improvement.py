"""How an action stands, what it needs, and who may close it (domain 2.18, 2.19, 6.13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safeguarding.statute import improvement
from safeguarding.statute.answer import Refused
from safeguarding.statute.improvement import Delivery, Progress, delivery, may_close, may_verify
from safeguarding.statute.terms import ActionKind, Difference, EvidenceKind, LearningSource, Partner

TODAY = date(2026, 11, 27)  # a Friday
BEGUN = Progress(due=TODAY + timedelta(days=30), noted_on=TODAY - timedelta(days=10), accepted_on=TODAY)
SEEN = replace(
    BEGUN, said_done_on=TODAY, verified_on=TODAY, has_evidence=True, checked_on=TODAY,
    difference=Difference.PRACTICE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "light"),
    [
        ({}, Delivery.ON_COURSE),
        ({"accepted_on": None}, Delivery.NOT_STARTED),
        ({"due": TODAY}, Delivery.ON_COURSE),
        ({"due": TODAY - timedelta(days=1)}, Delivery.AT_RISK),
        ({"due": date(2026, 10, 30)}, Delivery.AT_RISK),  # twenty working days late
        ({"due": date(2026, 10, 29)}, Delivery.OVERDUE),  # twenty-one
        ({"due": date(2016, 10, 29)}, Delivery.OVERDUE),
        ({"accepted_on": None, "noted_on": TODAY - timedelta(days=84)}, Delivery.NOT_STARTED),
        ({"accepted_on": None, "noted_on": TODAY - timedelta(days=85)}, Delivery.SILENT),
        ({"accepted_on": TODAY - timedelta(days=85), "noted_on": date(2020, 1, 1)}, Delivery.SILENT),
        (
            {"accepted_on": date(2026, 1, 1), "noted_on": date(2020, 1, 1), "news_on": TODAY},
            Delivery.ON_COURSE,
        ),
        ({"said_done_on": TODAY, "due": date(2020, 1, 1)}, Delivery.SAID_DONE),
        ({"said_done_on": TODAY, "verified_on": TODAY}, Delivery.DONE),
        ({"verified_on": TODAY, "closed_on": TODAY}, Delivery.CLOSED),
        ({"closed_on": TODAY, "merged": True}, Delivery.MERGED),
    ],
)
def test_the_first_light(changes: dict[str, object], light: Delivery) -> None:
    assert delivery(replace(BEGUN, **changes), TODAY) is light  # type: ignore[arg-type]


def test_every_light_has_words_and_red_is_kept_for_what_drifts() -> None:
    assert {light for light in Delivery if light.colour == "red"} == {Delivery.OVERDUE, Delivery.SILENT}
    assert [light.label for light in Delivery] == [
        "Part of another action", "Closed", "Done", "Said to be done", "Overdue", "No news for two meetings",
        "At risk", "Not taken on yet", "On course",
    ]  # fmt: skip
    assert {light for light in Delivery if light.open} == {
        Delivery.OVERDUE, Delivery.SILENT, Delivery.AT_RISK, Delivery.NOT_STARTED, Delivery.ON_COURSE,
    }  # fmt: skip


def test_done_and_difference_are_never_the_same_light() -> None:
    assert delivery(replace(SEEN, difference=Difference.NONE), TODAY) is Delivery.DONE
    assert [level.label for level in Difference] == [
        "Not seen yet", "Things produced, no change in practice seen", "Practice has changed",
        "It is better for children", "It is better for children, and has stayed so",
    ]  # fmt: skip


def test_whoever_owns_it_or_says_it_is_done_does_not_verify_it() -> None:
    for said, owns in ((7, None), (5, 7), (7, 7)):
        refused = may_verify(said, owns, 7)
        assert isinstance(refused, Refused)
        assert refused.code == "own_action"
    assert may_verify(5, None, 7)
    assert may_verify(5, 6, 7)
    early = may_verify(None, 6, 7)
    assert isinstance(early, Refused)
    assert early.code == "not_said_done"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closed_on": TODAY}, "closed"),
        ({"merged": True}, "closed"),
        ({"verified_on": None}, "not_verified"),
        ({"has_evidence": False}, "no_evidence"),
        ({"challenged": True}, "challenged"),
        ({"differed": True}, "partners_differ"),
        ({"checked_on": None}, "not_checked"),
        ({"agency_partner": Partner.POLICE}, "own_agency"),
    ],
)
def test_what_stands_in_the_way_of_closing(changes: dict[str, object], code: str) -> None:
    refused = may_close(replace(SEEN, **changes), Partner.POLICE, TODAY)  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_closing_needs_the_look_whether_it_lasted_or_a_reason_to_waive_it() -> None:
    unchecked = replace(SEEN, checked_on=None)
    early = may_close(unchecked, None, TODAY)
    assert isinstance(early, Refused)
    assert early.sentence == "Whether it lasted is to be looked at on 27 May 2027."
    assert early.mend.startswith("Look now")
    late = may_close(replace(unchecked, check_on=TODAY), None, TODAY)
    assert isinstance(late, Refused)
    assert late.mend.startswith("Say what you found")
    assert may_close(replace(unchecked, waived=True), None, TODAY)


def test_another_partner_or_nobodys_agency_may_close() -> None:
    assert may_close(SEEN, Partner.POLICE, TODAY)
    assert may_close(replace(SEEN, agency_partner=Partner.HEALTH), Partner.POLICE, TODAY)
    assert may_close(replace(SEEN, agency_partner=None), None, TODAY)


def test_the_look_is_six_months_later_by_default() -> None:
    assert improvement.check_due(date(2026, 8, 31)) == date(2027, 2, 28)


def test_hints_help_and_never_score() -> None:
    assert len(improvement.hints("Train staff", ActionKind.TRAINING, " ", "")) == 4
    whole = "The duty manager rings the ward every morning."
    assert improvement.hints(whole, ActionKind.FORCING, "Calls a week", "A call the same day") == []
    assert improvement.hints(whole, None, "Calls", "A call") == []


def test_a_plan_of_reminders_only_is_spoken_about() -> None:
    assert improvement.plan_hint([]) == ""
    assert improvement.plan_hint([ActionKind.TRAINING, ActionKind.REDESIGN]) == ""
    assert improvement.plan_hint([ActionKind.TRAINING, ActionKind.REMINDER]).startswith("Every action here")


def test_the_kinds_of_action_are_in_order_of_strength() -> None:
    assert [kind.strength for kind in ActionKind] == [1, 2, 3, 4, 5, 6, 7]
    assert ActionKind.REDESIGN.strength < ActionKind.TRAINING.strength < ActionKind.REMINDER.strength
    assert {kind.strength for kind in improvement.SOFT} == {5, 6, 7}


def test_sources_and_evidence_have_labels() -> None:
    assert all(term.label for term in (*LearningSource, *EvidenceKind))
