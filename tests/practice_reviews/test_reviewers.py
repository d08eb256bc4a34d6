"""Reviewers: the register, the shortlist, interests and rulings, appointment by three partners, removal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.facts import find
from safeguarding.cases.models import Case, Grant
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.formal_letters import still_to_write
from safeguarding.chronology.actions import begin_episode
from safeguarding.correspondence.models import Letter
from safeguarding.evidence.models import Request
from safeguarding.people.actions import end_seat, give_seat
from safeguarding.people.models import Person, Seat, Session
from safeguarding.practice_reviews.actions import (
    add_past_work,
    add_reviewer,
    answer_suitability,
    change_reviewer,
    drop_candidate,
    note_work,
    propose_appointment,
    propose_removal,
    record_contract,
    record_declaration,
    rule_on_reviewer,
    shortlist,
    take_back_work,
    take_position,
)
from safeguarding.practice_reviews.models import Candidate, ReviewerPosition, ReviewerProposal
from safeguarding.practice_reviews.queries import commissioning as queries
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_months
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from tests.cases.builders import considered_case, happened, today
from tests.decisions import sealed
from tests.pages import once_of, send, words
from tests.people.cast import Cast, acting, signed_in
from tests.practice_reviews.builders import (
    SUITED,
    about,
    account,
    agreed,
    appointed,
    decided_case,
    listed,
    ready,
)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.refused.code


def asked(cast: Cast, case: Case, agency: Any) -> None:
    """That agency was asked about the case."""
    Request.objects.create(
        case=case, agency=agency, short=f"r{case.pk}a{agency.pk}", asked_by=cast.manager.seat,
        asked_on=today(), due_on=today(), first_due_on=today(), purpose="-", legal_basis="-",
        period_from=today(), period_to=today(),
    )  # fmt: skip


def remove(cast: Cast, one: Candidate, *, replace: bool = True) -> None:
    propose_removal(by=cast.dsp_la, candidate=one, reason="Three dates were missed.", replace=replace)
    proposal = one.proposals.get(what="remove", decided_on__isnull=True)
    for who in (cast.dsp_health, cast.dsp_police):
        take_position(by=who, proposal=proposal, agrees=True, reason="So it is.")
    one.refresh_from_db()


# The register


def test_the_register_is_kept_by_the_manager_and_business_support(cast: Cast) -> None:
    one = listed(cast)
    add_past_work(by=cast.support, reviewer=one, year=2023, title="A review about a baby", done_for="Kent")
    change_reviewer(by=cast.support, reviewer=one, about=about(skills="Exploitation."))
    page = words(signed_in(cast.dsp_police).get(reverse("practice_reviews:reviewer", args=[one.pk])))
    assert "Exploitation." in page
    assert "2023: A review about a baby, for Kent" in page
    for who in (cast.chair, cast.dsp_la, cast.lsp_la, cast.governance):
        assert refusal(lambda who=who: add_reviewer(by=who, about=about())) == "not_yours"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"email": ""}, "no_address"),
        ({"skills": ""}, "no_skills"),
        ({"independence": ""}, "no_independence"),
        ({"available_from": today(), "available_until": today() - timedelta(days=1)}, "dates_in_order"),
        ({"email": "WANDA@ashworth-reviews.example"}, "listed_already"),
    ],
)
def test_an_entry_in_the_register_is_whole(cast: Cast, changes: dict[str, Any], code: str) -> None:
    listed(cast)
    given = {"email": "other@example.org", **changes}
    assert refusal(lambda: listed(cast, **given)) == code


def test_past_work_has_a_year_and_words(cast: Cast) -> None:
    one = listed(cast)
    assert refusal(lambda: add_past_work(by=cast.manager, reviewer=one, year=2023, title=" ")) == "no_title"
    later = today().year + 1
    assert refusal(lambda: add_past_work(by=cast.manager, reviewer=one, year=later, title="A")) == "year"


def test_the_address_of_somebody_shortlisted_stays(cast: Cast) -> None:
    one = ready(cast, decided_case(cast))
    changed = about(email="new@example.org")
    assert (
        refusal(lambda: change_reviewer(by=cast.manager, reviewer=one.reviewer, about=changed))
        == "known_by_address"
    )


def test_another_partnership_has_its_own_register(cast: Cast) -> None:
    one = listed(cast)
    assert (
        signed_in(cast.stranger).get(reverse("practice_reviews:reviewer", args=[one.pk])).status_code == 404
    )
    assert "Wanda" not in words(signed_in(cast.stranger).get(reverse("practice_reviews:reviewers")))


# The shortlist


def test_nobody_is_shortlisted_before_a_review_is_decided(cast: Cast) -> None:
    case, one = considered_case(cast), listed(cast)
    code = refusal(lambda: shortlist(by=cast.manager, case=case, reviewer=one, place=Role.LEAD_REVIEWER))
    assert code == "not_decided"
    path = reverse("practice_reviews:reviewers_of_case", args=[case.reference])
    assert signed_in(cast.manager).get(path).status_code == 404


def test_somebody_is_on_the_shortlist_once_and_comes_off_with_a_reason(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    again = lambda: shortlist(by=cast.manager, case=case, reviewer=one.reviewer, place=Role.CO_REVIEWER)  # noqa: E731
    assert refusal(again) == "shortlisted"
    assert refusal(lambda: drop_candidate(by=cast.manager, candidate=one, reason=" ")) == "no_reason"
    drop_candidate(by=cast.manager, candidate=one, reason="Not free after all.")
    assert refusal(lambda: answer_suitability(by=cast.manager, candidate=one, answers=SUITED)) == "over"
    assert again().number == 2


@pytest.mark.parametrize("whose", ["chair", "scrutineer", "dsp_health", "lsp_police"])
def test_nobody_reviews_a_case_whose_other_seat_the_rules_keep_apart(cast: Cast, whose: str) -> None:
    case, person = decided_case(cast), getattr(cast, whose).person
    one = listed(cast, name=person.name, email=person.email)
    code = refusal(lambda: shortlist(by=cast.manager, case=case, reviewer=one, place=Role.LEAD_REVIEWER))
    assert code == "kept_apart"


def test_a_seat_for_an_agency_of_the_case_also_an_ended_one_stands_in_the_way(cast: Cast) -> None:
    case = decided_case(cast)
    asked(cast, case, cast.hospital)
    end_seat(by=cast.manager, seat=cast.author.seat, last_day=today() - timedelta(days=1))
    one = listed(cast, name=cast.author.person.name, email=cast.author.person.email)
    code = refusal(lambda: shortlist(by=cast.manager, case=case, reviewer=one, place=Role.LEAD_REVIEWER))
    assert code == "agency_part"


def test_somebody_kept_apart_from_the_case_is_not_shortlisted(cast: Cast) -> None:
    case = decided_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.reviewer.person, reason="He knows the family.")
    one = listed(cast, name=cast.reviewer.person.name, email=cast.reviewer.person.email)
    code = refusal(lambda: shortlist(by=cast.manager, case=case, reviewer=one, place=Role.LEAD_REVIEWER))
    assert code == "excluded"


# Interests


def test_work_for_an_agency_of_the_case_needs_a_ruling_by_somebody_of_another(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    note_work(
        by=cast.manager, candidate=one, agency=cast.met, name="", first_year=today().year - 9,
        last_year=today().year - 2,
    )  # fmt: skip
    key = f"agency:{cast.met.pk}"
    assert Letter.objects.filter(to_person=cast.chair.person, kind="decision_wanted").exists()
    assert [item.title for item in queries.work(cast.chair)] == ["Rule on a reviewer’s interest"]
    assert "Rule on a reviewer’s interest" not in [item.title for item in queries.work(cast.dsp_police)]
    put = lambda: propose_appointment(by=cast.manager, candidate=one, reason="Best.")  # noqa: E731
    assert refusal(put) == "not_ruled"
    rule = lambda by, may=True, reason="Long ago.", conflict=key: rule_on_reviewer(  # noqa: E731
        by=by, candidate=one, conflict=conflict, may_review=may, reason=reason
    )
    assert refusal(lambda: rule(cast.dsp_police)) == "own_agency"
    assert refusal(lambda: rule(cast.manager)) == "not_yours"
    assert refusal(lambda: rule(cast.chair, reason=" ")) == "no_reason"
    assert refusal(lambda: rule(cast.chair, conflict="agency:0")) == "no_conflict"
    rule(cast.chair, may=False)
    assert refusal(put) == "ruled_out"
    rule(cast.dsp_la)
    assert put().number == 1
    first, second = sealed("conflict_ruling", times=2)
    assert first.words["chosen"] == "May not review the case"
    assert second.words["chosen"] == "May review the case"
    assert first.record.needs == "see_commissioning"


def test_work_long_ago_or_elsewhere_is_no_conflict_and_a_line_is_taken_back(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    year = today().year
    note_work(by=cast.manager, candidate=one, agency=cast.met, name="", first_year=2000, last_year=year - 6)
    note_work(by=cast.manager, candidate=one, agency=cast.school, name="", first_year=2000, last_year=None)
    assert queries.work(cast.chair) == []
    row = note_work(
        by=cast.manager, candidate=one, agency=None, name="Barnet clinical commissioning group",
        first_year=2000, last_year=year,
    )  # fmt: skip
    assert len(queries.work(cast.chair)) == 1
    take_back_work(by=cast.manager, candidate=one, row=row)
    assert queries.work(cast.chair) == []


def test_a_relationship_is_ruled_on_too_and_one_found_late_leads_to_removal(cast: Cast) -> None:
    one = appointed(cast, decided_case(cast))
    record_declaration(
        by=cast.manager, candidate=one, declared_on=today(), relationships="The head is a cousin.",
        other_reviews="One in Kent.",
    )  # fmt: skip
    assert len(queries.work(cast.dsp_police)) == 1
    rule_on_reviewer(
        by=cast.dsp_police, candidate=one, conflict="relationship", may_review=False, reason="Too close."
    )
    page = words(
        signed_in(cast.dsp_la).get(reverse("practice_reviews:candidate", args=[one.case.reference, 1]))
    )
    assert "the partners decide whether to remove them" in page
    later = today() + timedelta(days=1)
    assert refusal(
        lambda: record_declaration(
            by=cast.manager, candidate=one, declared_on=later, relationships="", other_reviews=""
        )
    ) == "date_to_come"  # fmt: skip


# Appointment


def test_three_partners_appoint_and_an_account_opens_that_one_case(cast: Cast) -> None:
    case, other = decided_case(cast), considered_case(cast)
    one = ready(cast, case)
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="The best of three.")
    take_position(by=cast.dsp_la, proposal=proposal, agrees=True, reason="Yes.")
    assert [item.title for item in queries.work(cast.dsp_la)] == []
    assert [item.title for item in queries.work(cast.deputy_health)] == ["Say whether to appoint a reviewer"]
    take_position(by=cast.deputy_health, proposal=proposal, agrees=True, reason="Yes.")
    assert find(case, Kind.REVIEWER_APPOINTED, "1") is None
    take_position(by=cast.dsp_police, proposal=proposal, agrees=True, reason="Yes.")
    one.refresh_from_db()
    assert find(case, Kind.REVIEWER_APPOINTED, "1") is not None
    met = dict(case.deadlines.values_list("kind", "met_on"))
    assert met["appoint_reviewer"] == met["tell_panel_decision"] == today()
    (kept,) = sealed("reviewer_appoint")
    assert kept.words["chosen"] == "Appoint the reviewer"
    assert len(kept.words["criteria"]) == 6
    who = account(one)
    assert who.role is Role.LEAD_REVIEWER
    assert list(visible_to(who)) == [case]
    assert other not in visible_to(who)
    assert Letter.objects.filter(to_person=who.person, kind="invitation").count() == 1
    owed = {(line.duty.matter, line.whom) for line in still_to_write(cast.manager, case, [])}
    assert LetterMatter.REVIEWER_NAME in {matter for matter, _ in owed}
    with time_machine.travel(timezone.now() + timedelta(days=181), tick=False):
        assert not visible_to(who).exists()


def test_the_appointment_ends_when_the_contract_does_and_moves_with_it(cast: Cast) -> None:
    one = appointed(cast, decided_case(cast), ends=today() + timedelta(days=20))
    assert [item.title for item in queries.work(cast.manager)] == ["A reviewer’s contract ends"]
    (dated,) = queries.dates(cast.manager, today() + timedelta(days=30))
    assert dated.day == today() + timedelta(days=20)
    longer = today() + timedelta(days=90)
    record_contract(by=cast.manager, candidate=one, agreed=agreed(ends=longer))
    assert Grant.objects.get(seat=one.seat).until == longer
    assert Seat.objects.get(pk=one.seat_id).until == longer
    assert (
        refusal(lambda: record_contract(by=cast.manager, candidate=one, agreed=agreed(ends=None))) == "no_end"
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"days": 0}, "no_days"), ({"ends": today() - timedelta(days=1)}, "contract_dates")],
)
def test_a_contract_out_of_order_is_not_recorded(cast: Cast, changes: dict[str, Any], code: str) -> None:
    one = ready(cast, decided_case(cast))
    assert refusal(lambda: record_contract(by=cast.manager, candidate=one, agreed=agreed(**changes))) == code


def test_a_split_opens_the_protocol_and_a_changed_mind_decides(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="Best.")
    take_position(by=cast.dsp_la, proposal=proposal, agrees=True, reason="Yes.")
    take_position(by=cast.dsp_health, proposal=proposal, agrees=True, reason="Yes.")
    assert take_position(by=cast.dsp_police, proposal=proposal, agrees=False, reason="Too dear.").split
    row = case.disagreements.get(kind="reviewer_appoint")
    assert row.ended_at is None
    take_position(by=cast.dsp_police, proposal=proposal, agrees=True, reason="After all.")
    row.refresh_from_db()
    assert row.ending == "agreed"
    assert ReviewerPosition.objects.filter(partner="police").count() == 2
    assert refusal(
        lambda: take_position(by=cast.dsp_la, proposal=proposal, agrees=True, reason="Yes.")
    ) == "decided"  # fmt: skip


def test_three_partners_may_decide_against_somebody(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="Best.")
    for who in cast.partners.values():
        take_position(by=who, proposal=proposal, agrees=False, reason="Not this one.")
    one.refresh_from_db()
    assert one.appointed_on is None
    assert sealed("reviewer_appoint")[0].words["chosen"] == "Do not appoint"
    drop_candidate(by=cast.manager, candidate=one, reason="As decided.")


def test_what_the_partners_decide_on_has_reasons_and_one_question_at_a_time(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    assert refusal(lambda: propose_appointment(by=cast.manager, candidate=one, reason=" ")) == "no_reason"
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="Best.")
    second = ready(cast, case, listed(cast, name="Bo Lind", email="bo@example.org"), Role.CO_REVIEWER)
    assert (
        refusal(lambda: propose_appointment(by=cast.manager, candidate=second, reason="A pair."))
        == "one_at_a_time"
    )
    assert refusal(lambda: drop_candidate(by=cast.manager, candidate=one, reason="No.")) == "with_partners"
    assert refusal(
        lambda: take_position(by=cast.dsp_la, proposal=proposal, agrees=True, reason="")
    ) == "no_reason"  # fmt: skip
    for who in (cast.manager, cast.chair, cast.lapsed_deputy, cast.lsp_la):
        with pytest.raises(NotAllowed):
            take_position(by=who, proposal=proposal, agrees=True, reason="Yes.")


def test_one_or_two_review_a_case_and_never_two_leads(cast: Cast) -> None:
    case = decided_case(cast)
    first = appointed(cast, case)
    lead = ready(cast, case, listed(cast, name="Bo Lind", email="bo@example.org"))
    assert (
        refusal(lambda: propose_appointment(by=cast.manager, candidate=lead, reason="Too.")) == "place_taken"
    )
    second = appointed(
        cast, case, listed(cast, name="Ida Roe", email="ida@example.org"), place=Role.CO_REVIEWER
    )
    assert account(second).role is Role.CO_REVIEWER
    assert refusal(lambda: drop_candidate(by=cast.manager, candidate=first, reason="No.")) == "appointed"
    remove(cast, second, replace=False)
    assert case.deadlines.get(kind="appoint_reviewer").met_on == today()


def test_a_reviewer_of_two_cases_keeps_one_seat_and_the_other_case(cast: Cast) -> None:
    first = appointed(cast, decided_case(cast))
    second = appointed(cast, decided_case(cast), first.reviewer, ends=today() + timedelta(days=300))
    assert first.seat == second.seat
    remove(cast, first)
    assert list(visible_to(account(second))) == [second.case]


def test_somebody_let_in_before_keeps_one_seat_and_one_access(cast: Cast) -> None:
    case = decided_case(cast)
    grant = grant_access(by=cast.manager, case=case, seat=cast.reviewer.seat, reason="Advises on scope.")
    person = cast.reviewer.person
    one = appointed(cast, case, listed(cast, name=person.name, email=person.email))
    assert one.seat == cast.reviewer.seat
    assert one.grant == grant
    assert Grant.objects.get(pk=grant.pk).until == one.ends


def test_a_contract_that_begins_later_opens_the_case_later(cast: Cast) -> None:
    one = appointed(cast, decided_case(cast), begins=today() + timedelta(days=10))
    who = account(one)
    assert not visible_to(who).exists()
    with time_machine.travel(timezone.now() + timedelta(days=10), tick=False):
        assert list(visible_to(who)) == [one.case]


# Removal


def test_removal_cuts_access_sessions_and_what_is_being_sent(cast: Cast) -> None:
    case = decided_case(cast)
    one = appointed(cast, case)
    who = account(one)
    browser = signed_in(who)
    page = reverse("cases:overview", args=[case.reference])
    assert browser.get(page).status_code == 200
    publish_by = case.deadlines.get(kind="publish_practice_review").due_on
    propose_removal(by=cast.dsp_la, candidate=one, reason="Three dates were missed.", replace=True)
    proposal = one.proposals.get(what="remove")
    take_position(by=cast.dsp_health, proposal=proposal, agrees=True, reason="So it is.")
    assert browser.get(page).status_code == 200
    take_position(by=cast.dsp_police, proposal=proposal, agrees=True, reason="So it is.")
    answer = browser.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
    assert not Session.objects.filter(person=who.person).exists()
    assert not visible_to(acting(Seat.objects.get(pk=one.seat_id))).exists()
    refused = may_do(who, Act.WORK_ON_CHRONOLOGY, Case.objects.get(pk=case.pk))
    assert not refused
    assert refused.code == "access_ended"
    assert "nothing was kept" in refused.sentence
    fact = find(case, Kind.REVIEWER_REMOVED, "1")
    assert fact is not None
    assert fact.detail["replace"] == "yes"
    assert sealed("reviewer_remove")[0].words["outcome"].endswith("Another reviewer is to be appointed.")
    assert case.deadlines.get(kind="publish_practice_review").due_on == publish_by == add_months(today(), 6)
    assert case.deadlines.get(kind="appoint_reviewer").met_on is None
    assert [item.title for item in queries.work(cast.manager)] == ["Find a reviewer for the practice review"]


def test_what_is_sent_while_the_reviewer_is_removed_is_refused_by_the_act(cast: Cast) -> None:
    """The request began before: its page had let it through, and the act asks again under the lock."""
    case = decided_case(cast)
    one = appointed(cast, case)
    who = account(one)
    remove(cast, one)
    code = refusal(lambda: begin_episode(by=who, case=case, title="The first winter"))
    assert code == "access_ended"


def test_a_removal_is_decided_by_three_with_reasons_and_before_publication(cast: Cast) -> None:
    case = decided_case(cast)
    one = ready(cast, case)
    ask = lambda by, reason="Late.": propose_removal(by=by, candidate=one, reason=reason, replace=False)  # noqa: E731
    assert refusal(lambda: ask(cast.dsp_la)) == "not_appointed"
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="Best.")
    for who in cast.partners.values():
        take_position(by=who, proposal=proposal, agrees=True, reason="Yes.")
    assert refusal(lambda: ask(cast.dsp_la, " ")) == "no_reason"
    assert refusal(lambda: ask(cast.manager)) == "not_yours"
    ask(cast.dsp_la)
    proposal = one.proposals.get(what="remove")
    for who in cast.partners.values():
        take_position(by=who, proposal=proposal, agrees=False, reason="On reflection, no.")
    one.refresh_from_db()
    assert one.in_place
    assert sealed("reviewer_remove")[0].words["chosen"] == "Keep the reviewer"
    happened(case, cast.manager, Kind.PUBLISHED)
    assert refusal(lambda: ask(cast.dsp_la)) == "published"


def test_nobody_in_the_place_of_somebody_removed_is_looked_for_when_nobody_is_wanted(cast: Cast) -> None:
    one = appointed(cast, decided_case(cast))
    remove(cast, one, replace=False)
    assert queries.work(cast.manager) == []


def test_the_removed_reviewer_may_be_followed_by_another_and_the_panel_is_told_again(cast: Cast) -> None:
    case = decided_case(cast)
    remove(cast, appointed(cast, case))
    other = appointed(cast, case, listed(cast, name="Bo Lind", email="bo@example.org"))
    assert account(other).role is Role.LEAD_REVIEWER
    assert case.deadlines.get(kind="appoint_reviewer").met_on == today()


def test_whoever_reviewed_a_case_and_later_holds_a_partners_seat_decides_nothing_on_it(cast: Cast) -> None:
    case = decided_case(cast)
    one = appointed(cast, case)
    remove(cast, one)
    person = Person.objects.get(email=one.reviewer.email)
    seat = give_seat(
        by=cast.manager, partnership=cast.barnet, email=person.email, name=person.name, role=Role.DSP_POLICE,
        since=today(), agency=cast.met,
    )  # fmt: skip
    now = acting(seat)
    assert may_do(now, Act.SEE_CASE, case)
    for act in (Act.CLOSE_CASE, Act.SIGN_OFF, Act.APPOINT_REVIEWER, Act.DECIDE_PRACTICE_REVIEW):
        answer = may_do(now, act, case)
        assert not answer
        assert answer.code == "reviewed_it"
    assert may_do(now, Act.CLOSE_CASE, considered_case(cast))
    second = ready(cast, case, listed(cast, name="Bo Lind", email="bo@example.org"))
    propose_appointment(by=cast.manager, candidate=second, reason="Best.")
    assert queries.work(now) == []


# The pages


def test_the_path_from_the_register_to_removal_in_the_browser(cast: Cast) -> None:
    case = decided_case(cast)
    manager, la = signed_in(cast.manager), signed_in(cast.dsp_la)
    answer = send(
        manager, reverse("practice_reviews:add_reviewer"), name="Wanda Ashworth", email="wanda@example.org",
        source="panel_pool", skills="Babies.", independence="Never worked here.",
    )  # fmt: skip
    assert answer.status_code == 302
    listed_at = reverse("practice_reviews:reviewers_of_case", args=[case.reference])
    assert "Nobody has been appointed yet." in words(manager.get(listed_at))
    pk = answer["Location"].rstrip("/").split("/")[-1]
    answer = send(manager, listed_at, reviewer=pk, place="lead_reviewer")
    page = answer["Location"]
    assert "Not answered yet" in words(manager.get(page))
    assert send(manager, page, "suited", **SUITED).status_code == 302
    year = today().year
    answer = send(manager, page, "worked", agency=str(cast.met.pk), first_year="2010", last_year=str(year))
    assert answer.status_code == 302
    row = Candidate.objects.get().worked.get()
    assert send(manager, page, "unwork", row=str(row.pk)).status_code == 302
    send(manager, page, "worked", agency=str(cast.met.pk), first_year="2010", last_year=str(year))
    day = {"day": today().day, "month": today().month, "year": year}
    answer = send(manager, page, "declared", **{f"declared_on-{k}": str(v) for k, v in day.items()})
    assert answer.status_code == 302
    dates = {f"{name}-{k}": str(v) for name in ("begins", "ends", "signed_on") for k, v in day.items()}
    answer = send(
        manager, page, "contract", **dates, days="10", fee_cap="9000", settled=list(agreed().settled)
    )
    assert answer.status_code == 302
    assert "Nobody has ruled on this yet" in words(manager.get(page))
    police = signed_in(cast.dsp_police)
    assert "Rule on it" not in words(police.get(page))
    answer = send(la, page, f"rule-agency:{cast.met.pk}", may_review="yes", reason="Another command.")
    assert answer.status_code == 302
    assert send(manager, page, "propose", reason="The best of three.").status_code == 302
    shown = la.get(page)
    data = {"once": once_of(shown, "position"), "which": "position", "agrees": "yes", "reason": "We agree."}
    assert la.post(page, data).status_code == la.post(page, data).status_code == 302
    assert (
        ReviewerPosition.objects.count()
        == Event.objects.filter(act="position_to_appoint_reviewer").count()
        == 1
    )
    for who in (cast.dsp_health, cast.dsp_police):
        send(signed_in(who), page, "position", agrees="yes", reason="We agree.")
    assert "Wanda Ashworth is the lead reviewer" in words(la.get(listed_at))
    assert send(la, page, "remove", reason="Late.", replace="yes").status_code == 302
    answer = send(signed_in(cast.dsp_health), page, "position", agrees="yes", reason="")
    assert answer.status_code == 422
    assert ReviewerProposal.objects.filter(decided_on__isnull=True).count() == 1


def test_the_reviewer_sees_neither_how_they_were_found_nor_the_register(cast: Cast) -> None:
    case = decided_case(cast)
    one = appointed(cast, case)
    browser = signed_in(account(one))
    for path in (
        reverse("practice_reviews:reviewers_of_case", args=[case.reference]),
        reverse("practice_reviews:candidate", args=[case.reference, 1]),
        reverse("practice_reviews:reviewers"),
        reverse("practice_reviews:complaints"),
    ):
        assert browser.get(path).status_code == 404
    assert "Appoint the reviewer" not in words(browser.get(reverse("cases:decisions", args=[case.reference])))


def test_somebody_of_another_partnership_or_kept_apart_finds_nothing(cast: Cast) -> None:
    case = decided_case(cast)
    ready(cast, case)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="A neighbour.")
    path = reverse("practice_reviews:candidate", args=[case.reference, 1])
    for who in (cast.stranger, cast.dsp_police):
        assert signed_in(who).get(path).status_code == 404
        assert queries.work(who) == []
    register = reverse("practice_reviews:reviewer", args=[Candidate.objects.get().reviewer_id])
    assert case.reference not in words(signed_in(cast.dsp_police).get(register))


def test_what_waits_costs_the_same_for_many_as_for_one(cast: Cast) -> None:
    def more() -> None:
        case = decided_case(cast)
        number = Candidate.objects.count()
        one = ready(cast, case, listed(cast, name=f"N {number}", email=f"n{number}@example.org"))
        note_work(by=cast.manager, candidate=one, agency=cast.met, name="", first_year=2010, last_year=None)

    more()
    with CaptureQueriesContext(connection) as few:
        assert len(queries.work(cast.chair)) == 1
        assert len(queries.work(cast.manager)) == 1
    more()
    more()
    with CaptureQueriesContext(connection) as many:
        assert len(queries.work(cast.chair)) == 3
        assert len(queries.work(cast.manager)) == 3
    assert len(many) == len(few)
