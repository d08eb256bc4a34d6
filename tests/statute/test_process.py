from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.process import CYCLES, Rail, print_process, stage
from safeguarding.statute.terms import Route, Track

TODAY = date(2026, 11, 23)


def fact(kind: Kind, **detail: str) -> Fact:
    return Fact(kind, TODAY, detail=detail)


REFERRED, AWARE = fact(Kind.REFERRED), fact(Kind.LA_AWARE)
NOTIFIED, ASKED, MET = fact(Kind.NOTIFIED), fact(Kind.AGENCIES_ASKED), fact(Kind.MET)
DECIDED, SIGNED, SENT = fact(Kind.OUTCOME_DECIDED), fact(Kind.SIGNED_OFF, key="la"), fact(Kind.SENT_TO_PANEL)
REVIEW = fact(Kind.PRACTICE_REVIEW_DECIDED)


@pytest.mark.parametrize(
    ("facts", "code", "rail"),
    [
        ([], "draft_referral", "referred"),
        ([REFERRED], "referred", "referred"),
        ([REFERRED, AWARE], "referred", "referred"),
        ([REFERRED, fact(Kind.ROUTE_SETTLED)], "consideration_scheduled", "considered"),
        ([fact(Kind.ROUTE_SETTLED, route="serious_incident")], "consideration_scheduled", "considered"),
        ([fact(Kind.ROUTE_SETTLED, route="looked_after_death")], "sin_preparing", "considered"),
        ([fact(Kind.ROUTE_SETTLED, route="care_leaver_death")], "sin_preparing", "considered"),
        ([fact(Kind.ROUTE_SETTLED, route="single_agency")], "rr_scoping", "rapid_review"),
        ([fact(Kind.ROUTE_SETTLED, route="other_area_leads")], "triage", "referred"),
        ([fact(Kind.ROUTE_SETTLED, route="not_for_partnership")], "triage", "referred"),
        ([fact(Kind.CONSIDERED, outcome="notify")], "sin_preparing", "considered"),
        ([fact(Kind.CONSIDERED, outcome="split")], "in_resolution", "considered"),
        ([fact(Kind.CONSIDERED, outcome="need_more_information")], "in_resolution", "considered"),
        ([fact(Kind.CONSIDERED, outcome="do_not_notify")], "not_notified", "considered"),
        (
            [fact(Kind.CONSIDERED, outcome="split"), fact(Kind.LA_DECIDED, notify="yes")],
            "sin_preparing",
            "considered",
        ),
        (
            [fact(Kind.CONSIDERED, outcome="split"), fact(Kind.LA_DECIDED, notify="no")],
            "not_notified",
            "considered",
        ),
        ([fact(Kind.LA_DECIDED, notify="yes")], "sin_preparing", "considered"),
        ([NOTIFIED], "rr_scoping", "rapid_review"),
        ([fact(Kind.NOTIFIED, notification="looked_after_death")], "sin_sent", "notified"),
        ([NOTIFIED, fact(Kind.NOTIFICATION_WITHDRAWN)], "sin_withdrawn", "notified"),
        ([NOTIFIED, ASKED], "rr_summaries", "rapid_review"),
        ([NOTIFIED, ASKED, MET], "rr_meeting", "rapid_review"),
        ([NOTIFIED, MET, DECIDED], "rr_drafting", "rapid_review"),
        ([NOTIFIED, MET, DECIDED, SIGNED], "rr_signoff", "rapid_review"),
        ([NOTIFIED, SIGNED, SENT], "panel_response_awaited", "rapid_review"),
        ([SENT, fact(Kind.PANEL_REPLIED)], "panel_responded", "rapid_review"),
        ([SENT, fact(Kind.PANEL_REPLIED, reply="panel_agrees")], "panel_responded", "rapid_review"),
        ([SENT, fact(Kind.PANEL_REPLIED, reply="panel_suggests_lcspr")], "reconsideration", "rapid_review"),
        (
            [SENT, fact(Kind.PANEL_REPLIED, reply="panel_national_review")],
            "national_review_live",
            "rapid_review",
        ),
        (
            [SENT, fact(Kind.PANEL_REPLIED, reply="panel_suggests_lcspr"), fact(Kind.RECONSIDERED)],
            "panel_responded",
            "rapid_review",
        ),
        ([NOTIFIED, SENT, REVIEW], "lcspr_decided", "learning"),
        ([REVIEW, fact(Kind.REVIEWER_APPOINTED)], "lcspr_tor", "learning"),
        ([REVIEW, fact(Kind.REVIEWER_APPOINTED), fact(Kind.TERMS_SIGNED)], "lcspr_live", "learning"),
        ([REVIEW, fact(Kind.DRAFT_ISSUED)], "lcspr_fact_check", "learning"),
        ([REVIEW, fact(Kind.REPORT_ACCEPTED)], "publication_prepared", "learning"),
        ([REVIEW, fact(Kind.ADVANCE_COPIES_SENT)], "advance_copies_sent", "learning"),
        ([REVIEW, fact(Kind.PUBLICATION_DECLINED)], "withheld_improvements_published", "learning"),
        ([REVIEW, fact(Kind.PUBLISHED)], "published", "learning"),
        (
            [fact(Kind.LEARNING_ROUTE_DECIDED, route="alternative_learning")],
            "alternative_learning",
            "learning",
        ),
        (
            [fact(Kind.LEARNING_ROUTE_DECIDED, route="single_agency_review")],
            "single_agency_review",
            "learning",
        ),
        ([NOTIFIED, fact(Kind.CLOSED, why="nfa")], "closed_nfa", "learning"),
        ([NOTIFIED, fact(Kind.CLOSED, why="learning")], "closed_learning", "learning"),
        ([REFERRED, fact(Kind.CLOSED)], "closed_nfa", "learning"),
        ([DECIDED, fact(Kind.CLOSED)], "closed_learning", "learning"),
        ([NOTIFIED, fact(Kind.CLOSED), fact(Kind.REOPENED)], "rr_scoping", "rapid_review"),
        ([REFERRED, fact(Kind.TRANSFERRED)], "transferred_out", "referred"),
    ],
)
def test_where_a_case_is_follows_from_its_facts(facts: list[Fact], code: str, rail: str) -> None:
    found = stage(facts)
    assert (found.code, found.rail) == (code, rail)
    assert found.label


def test_without_a_notification_nothing_is_called_a_rapid_review() -> None:
    for facts in (
        [ASKED],
        [ASKED, MET],
        [DECIDED],
        [DECIDED, SIGNED],
        [fact(Kind.ROUTE_SETTLED, route="good_practice")],
    ):
        found = stage(facts)
        assert found.label.startswith("Local consideration: ")
        assert found.track is Track.LOCAL
    assert stage([NOTIFIED, ASKED]).label == "Rapid review: returns from the agencies"
    assert stage([NOTIFIED, ASKED]).track is Track.STATUTORY


def test_learning_keeps_the_basis_of_its_case() -> None:
    learning = fact(Kind.LEARNING_ROUTE_DECIDED)
    assert stage([learning]).track is Track.LOCAL
    assert stage([NOTIFIED, learning]).track is Track.STATUTORY


@given(st.lists(st.sampled_from(Kind), max_size=10))
def test_any_facts_at_all_have_a_stage_on_the_rail(kinds: list[Kind]) -> None:
    found = stage([fact(kind) for kind in kinds])
    assert found.rail in Rail
    assert found.code
    assert found.label


@pytest.mark.parametrize("cycle", CYCLES, ids=[cycle.code for cycle in CYCLES])
def test_every_state_can_be_reached_and_every_step_has_its_guard_and_source(cycle) -> None:
    reached, before = {cycle.begins}, set()
    while reached != before:
        before = set(reached)
        reached |= {step.target for state in before for step in cycle.open_from(state)}
    assert reached == set(cycle.states)
    for step in cycle.steps:
        assert step.guard
        assert step.cite
        assert step.name
        assert isinstance(step.act, Act)


def test_a_notification_may_be_recorded_from_nothing() -> None:
    notification = next(cycle for cycle in CYCLES if cycle.code == "notification")
    assert {step.source for step in notification.steps if step.act is Act.NOTIFY_PANEL} == {
        "none",
        "prepared",
    }


def test_the_cycles_cover_everything_that_moves() -> None:
    assert {cycle.code for cycle in CYCLES} == {
        "referral", "consideration", "notification", "rapid_review", "return", "disagreement", "correction",
        "signature", "delegation", "member", "entry", "action", "assurance", "learning", "publication",
        "interest", "emergency", "transfer", "rule", "restamp", "agency_disagreement", "reviewer",
    }  # fmt: skip


def test_the_process_prints_as_diagrams_and_tables() -> None:
    page = print_process()
    assert page.startswith("# The process\n")
    assert page.count("```mermaid") == len(CYCLES)
    for cycle in CYCLES:
        assert f"## {cycle.title}\n" in page
        assert f"    [*] --> {cycle.begins}\n" in page
        for step in cycle.steps:
            assert f"    {step.source} --> {step.target}: {step.name}\n" in page
            assert f"| {step.name} | {step.source} | {step.target} |" in page
    assert "    confirmed --> [*]" in page
    assert "    asked --> [*]" not in page
    assert page == print_process()


def test_every_route_has_a_stage() -> None:
    for route in Route:
        assert stage([fact(Kind.ROUTE_SETTLED, route=route.value)]).label
