"""Due dates from facts: the made-up case of December 2018, and the acceptance dates of 2026 and 2027, by
hand."""

from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.deadlines import Due, derive
from safeguarding.statute.editions import named, pinned
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.profiles import PROFILES

BARNET, DEVON = PROFILES["barnet"], PROFILES["devon"]
FACTS_2018 = [
    Fact(Kind.INCIDENT_OCCURRED, date(2018, 12, 19)),
    Fact(Kind.LA_AWARE, date(2018, 12, 19)),
    Fact(Kind.REFERRED, date(2018, 12, 20)),
    Fact(Kind.NOTIFIED, date(2018, 12, 28), detail={"other_areas": "yes"}),
    Fact(Kind.AGENCIES_ASKED, date(2018, 12, 31), detail={"key": "police"}),
    Fact(Kind.PRACTICE_REVIEW_DECIDED, date(2019, 1, 18)),
    Fact(Kind.SENT_TO_PANEL, date(2019, 1, 21)),
    Fact(Kind.DRAFT_ISSUED, date(2019, 4, 9)),
    Fact(Kind.PUBLICATION, date(2019, 7, 11)),
    Fact(Kind.PUBLISHED, date(2019, 7, 11)),
]


def due(facts: list[Fact], kind: Due, profile: str = "barnet") -> date:
    lines = derive(facts, pinned(facts[0].occurred), PROFILES[profile])
    return next(line.due_on for line in lines if line.kind is kind)


@pytest.mark.parametrize(
    ("kind", "on"),
    [
        (Due.ACKNOWLEDGE_REFERRAL, date(2018, 12, 21)),
        (Due.SETTLE_ROUTE, date(2018, 12, 24)),
        (Due.NOTIFY_PANEL, date(2018, 12, 28)),
        (Due.TELL_PARTNERS, date(2018, 12, 28)),
        (Due.COPY_NOTIFICATION, date(2018, 12, 28)),
        (Due.CONSULT_OTHER_AREAS, date(2019, 1, 2)),
        (Due.PLAN_REQUESTS_OUT, date(2018, 12, 31)),
        (Due.PLAN_PROGRESS_CHECK, date(2019, 1, 4)),
        (Due.PLAN_RETURNS_DUE, date(2019, 1, 10)),
        (Due.PLAN_MEETING, date(2019, 1, 14)),
        (Due.PLAN_DRAFT, date(2019, 1, 16)),
        (Due.PLAN_SIGN_OFF, date(2019, 1, 18)),
        (Due.SIGN_OFF, date(2019, 1, 21)),
        (Due.RAPID_REVIEW_TO_PANEL, date(2019, 1, 21)),
        (Due.PANEL_REPLY_EXPECTED, date(2019, 2, 4)),
        (Due.TELL_PANEL_DECISION, date(2019, 1, 25)),
        (Due.APPOINT_REVIEWER, date(2019, 3, 1)),
        (Due.SIGN_TERMS, date(2019, 3, 15)),
        (Due.FACT_CHECK, date(2019, 4, 25)),
        (Due.PUBLISH_PRACTICE_REVIEW, date(2019, 7, 18)),
        (Due.ADVANCE_COPIES, date(2019, 7, 2)),
        (Due.KEEP_PUBLIC_UNTIL, date(2020, 7, 11)),
    ],
)
def test_the_case_of_2018_has_the_due_dates_counted_by_hand(kind: Due, on: date) -> None:
    assert due(FACTS_2018, kind) == on


def test_the_consideration_of_2018_was_due_on_christmas_eve() -> None:
    assert due(FACTS_2018[:3], Due.HOLD_CONSIDERATION) == date(2018, 12, 24)


@pytest.mark.parametrize(
    ("kind", "on"),
    [(Due.NOTIFY_PANEL, date(2018, 12, 27)), (Due.RAPID_REVIEW_TO_PANEL, date(2019, 1, 18))],
)
def test_devon_counts_the_day_itself(kind: Due, on: date) -> None:
    assert due(FACTS_2018, kind, "devon") == on


def test_devon_counts_the_seven_days_before_publication_as_everybody_does() -> None:
    assert due(FACTS_2018, Due.ADVANCE_COPIES, "devon") == date(2019, 7, 2)


@pytest.mark.parametrize(
    ("aware", "notify"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 12, 18), date(2026, 12, 29)),
        (date(2027, 3, 24), date(2027, 4, 2)),
        (date(2026, 12, 26), date(2027, 1, 5)),
        (date(2026, 8, 28), date(2026, 9, 7)),
    ],
)
@pytest.mark.parametrize("edition", ["WT2018", "WT2023", "WT2026"])
def test_five_working_days_to_notify_under_every_edition(aware: date, notify: date, edition: str) -> None:
    lines = derive([Fact(Kind.LA_AWARE, aware)], named(edition), BARNET)
    assert {line.kind: line.due_on for line in lines}[Due.NOTIFY_PANEL] == notify


@pytest.mark.parametrize(
    ("sent", "to_panel"),
    [
        (date(2026, 11, 23), date(2026, 12, 14)),
        (date(2026, 12, 23), date(2027, 1, 18)),
        (date(2027, 3, 24), date(2027, 4, 16)),
        (date(2026, 8, 28), date(2026, 9, 21)),
    ],
)
def test_fifteen_working_days_for_the_rapid_review(sent: date, to_panel: date) -> None:
    assert due([Fact(Kind.NOTIFIED, sent)], Due.RAPID_REVIEW_TO_PANEL) == to_panel


@pytest.mark.parametrize(
    ("published", "copies"),
    [
        (date(2027, 1, 11), date(2026, 12, 30)),
        (date(2027, 4, 6), date(2027, 3, 24)),
        (date(2026, 12, 15), date(2026, 12, 4)),
    ],
)
def test_copies_go_out_seven_working_days_before(published: date, copies: date) -> None:
    assert due([Fact(Kind.PUBLICATION, published)], Due.ADVANCE_COPIES) == copies


def test_six_months_from_the_last_of_august_end_with_february() -> None:
    facts = [Fact(Kind.PRACTICE_REVIEW_DECIDED, date(2026, 8, 31))]
    assert due(facts, Due.PUBLISH_PRACTICE_REVIEW) == date(2027, 2, 28)
