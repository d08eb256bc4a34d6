"""Accepting the report: the panel recommends a version, three partners decide, a new version begins anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safeguarding.cases.facts import find, has
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions import (
    ask_about_facts,
    close_fact_check,
    finish_fact_check,
    position_on_report,
    recommend,
    recommend_report,
)
from safeguarding.practice_reviews.models import AskedAgency, ReportPosition, ReportRecommended
from safeguarding.practice_reviews.queries import work
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.decisions import Tally
from safeguarding.statute.facts import Kind
from tests.cases.builders import today
from tests.decisions import sealed
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in
from tests.practice_reviews.drafts import FIRST, SECOND, given_in, reviewed_case

PANEL = {
    "words": "The panel recommends it.",
    "improvements": "Section 3 lists them.",
    "reasons": "Section 2 says why nobody rang.",
}
TITLE = "Decide whether to accept a report"


def checked_case(cast: Cast) -> Case:
    """A draft whose facts were checked, with a recommendation written down."""
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST)
    given: dict[str, Any] = {
        "agencies": [cast.hospital.pk],
        "parts": [0],
        "until": today() + timedelta(days=9),
    }
    ask_about_facts(by=cast.manager, case=case, **given)
    finish_fact_check(by=cast.author, asked=AskedAgency.objects.get(check_of__case=case))
    close_fact_check(by=cast.manager, case=case)
    recommend(
        by=cast.manager, case=case, finding="Nobody knew it.", words="One number.", collective=False,
        agencies=[cast.hospital.pk], by_when=today() + timedelta(days=90),
    )  # fmt: skip
    return case


def take(by: Acting, case: Case, accept: bool = True) -> Tally:
    return position_on_report(by=by, case=case, accept=accept, reason="We have read it.")


def where(case: Case) -> str:
    return reverse("practice_reviews:acceptance", args=[case.reference])


def test_three_partners_accept_what_the_panel_recommends(cast: Cast) -> None:
    case = checked_case(cast)
    assert send(signed_in(cast.chair), where(case), "panel", **PANEL).status_code == 302
    assert Letter.objects.filter(kind="decision_wanted", to_person=cast.dsp_la.person).exists()
    assert TITLE in [item.title for item in work(cast.dsp_la)]
    for who in (cast.dsp_la, cast.deputy_health):
        answer = send(signed_in(who), where(case), "take", accept="yes", reason="We have read it.")
        assert answer.status_code == 302
    assert TITLE not in [item.title for item in work(cast.dsp_la)]
    assert not has(case, Kind.REPORT_ACCEPTED)
    take(cast.dsp_police, case)
    fact = find(case, Kind.REPORT_ACCEPTED)
    assert fact is not None
    assert fact.detail["version"] == "1"
    (record,) = sealed("report_accept")
    assert record.words["chosen"] == "Accept the report"
    assert len(record.words["positions"]) == 3
    assert "Section 2 says why" in record.words["reasons"]
    assert "standing in for Hana Siddall" in ReportPosition.objects.get(partner="health").capacity
    shown = words(signed_in(cast.reviewer).get(where(case)))
    assert "The partners accepted version 1" in shown
    assert code_of(lambda: take(cast.dsp_la, case)) == "report_accepted"


def test_a_new_version_begins_without_positions(cast: Cast) -> None:
    case = checked_case(cast)
    recommend_report(by=cast.manager, case=case, **PANEL)
    take(cast.dsp_la, case)
    take(cast.dsp_health, case)
    given_in(cast.reviewer, case, SECOND)
    assert code_of(lambda: take(cast.dsp_police, case)) == "not_recommended"
    assert TITLE not in [item.title for item in work(cast.dsp_police)]
    recommend_report(by=cast.manager, case=case, **PANEL)
    assert take(cast.dsp_police, case).outcome is None
    assert "replaced by a newer version" in words(signed_in(cast.manager).get(where(case)))


def test_a_split_opens_the_protocol_and_a_changed_mind_ends_it(cast: Cast) -> None:
    case = checked_case(cast)
    recommend_report(by=cast.manager, case=case, **PANEL)
    take(cast.dsp_la, case)
    take(cast.dsp_health, case)
    assert take(cast.dsp_police, case, accept=False).split
    row = case.disagreements.get(kind="report_accept")
    assert row.ended_at is None
    take(cast.dsp_police, case)
    row.refresh_from_db()
    assert row.ending == "agreed"
    assert has(case, Kind.REPORT_ACCEPTED)


def test_the_partners_may_ask_for_changes(cast: Cast) -> None:
    case = checked_case(cast)
    recommend_report(by=cast.manager, case=case, **PANEL)
    for who in cast.partners.values():
        take(who, case, accept=False)
    assert not has(case, Kind.REPORT_ACCEPTED)
    assert sealed("report_accept")[0].words["chosen"] == "Ask for changes"
    assert "asked for changes to version 1" in words(signed_in(cast.manager).get(where(case)))
    assert code_of(lambda: take(cast.dsp_la, case)) == "sent_back"
    given_in(cast.reviewer, case, SECOND)
    assert "not accepted" in words(signed_in(cast.manager).get(where(case)))


def code_of(act: Any) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.refused.code


def test_what_recommending_needs(cast: Cast) -> None:
    case = reviewed_case(cast)

    def panel(**changes: str) -> ReportRecommended:
        return recommend_report(by=cast.manager, case=case, **{**PANEL, **changes})

    assert code_of(panel) == "no_draft"
    given_in(cast.reviewer, case, FIRST)
    assert code_of(lambda: panel(words="")) == "no_words"
    assert code_of(lambda: panel(improvements=" ")) == "no_improvements"
    assert code_of(lambda: panel(reasons="")) == "no_analysis"
    assert code_of(panel) == "facts_unchecked"
    given: dict[str, Any] = {"agencies": [cast.hospital.pk], "parts": [0], "until": today()}
    ask_about_facts(by=cast.manager, case=case, **given)
    assert code_of(panel) == "facts_open"
    close_fact_check(by=cast.manager, case=case, without="They will not.")
    assert code_of(panel) == "no_recommendation"
    done = checked_case(cast)
    assert code_of(lambda: take(cast.dsp_la, done)) == "not_recommended"
    recommend_report(by=cast.manager, case=done, **PANEL)
    assert code_of(lambda: recommend_report(by=cast.chair, case=done, **PANEL)) == "recommended_already"
    assert (
        code_of(lambda: position_on_report(by=cast.dsp_la, case=done, accept=True, reason=" ")) == "no_reason"
    )
    for who in (cast.reviewer, cast.dsp_la, cast.support):
        with pytest.raises(NotAllowed):
            recommend_report(by=who, case=done, **PANEL)
    for who in (cast.chair, cast.manager, cast.lsp_la, cast.lapsed_deputy, cast.stranger):
        with pytest.raises(NotAllowed):
            take(who, done)


def test_a_double_press_counts_once(cast: Cast) -> None:
    case = checked_case(cast)
    recommend_report(by=cast.manager, case=case, **PANEL)
    browser = signed_in(cast.dsp_la)
    once = once_of(browser.get(where(case)), "take")
    for _ in range(2):
        browser.post(where(case), {"once": once, "which": "take", "accept": "yes", "reason": "Read."})
    assert ReportPosition.objects.count() == 1
    assert signed_in(cast.author).get(where(case)).status_code == 404
