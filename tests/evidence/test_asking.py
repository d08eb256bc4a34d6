"""Asking agencies: who is asked, on what ground, by when, and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.actions.notification import notify_panel
from safeguarding.cases.actions.route import settle_route
from safeguarding.cases.models import Case, RouteProposal
from safeguarding.evidence import queries
from safeguarding.evidence.actions import ask_agencies
from safeguarding.evidence.models import Request
from safeguarding.people.actions import add_agency
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import AbuseNeglect, AgencyType, Outcome, Route
from tests.cases.builders import answers, notified_case, referred_case, routed_case
from tests.evidence.builders import give_nil, letters
from tests.people.cast import Cast, signed_in


def settled(cast: Cast, route: Route, **changes: object) -> Case:
    """A case whose route stands because its working day has passed and no partner has called it up."""
    case = routed_case(cast, route, abuse_neglect=AbuseNeglect.NEITHER, **changes)
    RouteProposal.objects.filter(case=case).update(stands_on=timezone.localdate() - timedelta(days=1))
    settle_route(by=cast.manager, case=case)
    return case


def local_case(cast: Cast) -> Case:
    """A case for learning, without a notification."""
    return settled(cast, Route.OTHER_LEARNING)


def test_one_press_on_notifying_asks_every_agency_that_the_profile_names(cast: Cast, case: Case) -> None:
    asked = {request.agency_id for request in Request.objects.filter(case=case)}
    assert asked == {a.pk for a in (cast.council, cast.board, cast.met, cast.hospital, cast.gp, cast.school)}


def test_education_is_asked_though_nobody_named_it(cast: Cast, case: Case) -> None:
    assert Request.objects.filter(case=case, agency=cast.school).exists()


def test_of_several_schools_only_the_one_that_the_referral_names_is_asked(cast: Cast) -> None:
    other = add_agency(
        partnership=cast.barnet,
        kind=AgencyType.SCHOOL_MAINTAINED,
        name="Hollow Oak School",
        email="office@hollowoak.example",
    )
    case = notified_case(cast, agencies_known="Seen by Fernbank Primary School and the hospital.")
    assert Request.objects.filter(case=case, agency=cast.school).exists()
    assert not Request.objects.filter(case=case, agency=other).exists()


def test_with_several_schools_and_none_named_the_board_says_that_education_is_missing(cast: Cast) -> None:
    add_agency(partnership=cast.barnet, kind=AgencyType.SCHOOL_MAINTAINED, name="Hollow Oak School")
    case = notified_case(cast)
    assert any("Education" in block.text for block in queries.blocks(cast.manager, case))
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/returns/")
    assert "No education service, school or nursery has been asked" in page.content.decode()


def test_the_local_authoritys_education_service_is_added_to_a_list_without_education(cast: Cast) -> None:
    service = add_agency(
        partnership=cast.barnet,
        kind=AgencyType.LOCAL_AUTHORITY_EDUCATION,
        name="Barnet Education",
        email="education@barnet.example",
    )
    case = local_case(cast)
    made = ask_agencies(by=cast.manager, case=case, agencies=[cast.met])
    assert {request.agency_id for request in made.requests} == {cast.met.pk, service.pk}


def test_health_asked_only_through_its_commissioner_is_warned_of(cast: Cast) -> None:
    case = local_case(cast)
    made = ask_agencies(by=cast.manager, case=case, agencies=[cast.board, cast.school])
    assert any("each provider" in words for words in made.warnings)


@pytest.mark.parametrize("route", [Route.LOOKED_AFTER_DEATH, Route.CARE_LEAVER_DEATH])
def test_a_death_that_is_only_notified_asks_nobody(cast: Cast, route: Route, chain_verifies: None) -> None:
    child = answers().children[0]
    kind = "care_leaver" if route is Route.CARE_LEAVER_DEATH else "child"
    dead = replace(child, outcome=Outcome.DIED, looked_after=kind == "child", kind=kind)
    case = settled(cast, route, children=(dead,))
    notify_panel(by=cast.notifier, case=case, sent_at=timezone.now(), panel_reference="X", sender="N")
    assert case.facts.filter(kind=Kind.NOTIFIED.value).exists()
    assert not Request.objects.filter(case=case).exists()


def test_a_request_says_why_on_what_law_for_which_time_and_by_when(practice: Request) -> None:
    assert "Section 16H of the Children Act 2004" in practice.legal_basis
    assert "SI 2018/789" in practice.legal_basis
    assert practice.case.editions.working_together.chapter in practice.legal_basis
    assert practice.period_to == practice.case.incident.occurred
    assert practice.period_from.year == practice.period_to.year - 2
    assert practice.due_on == practice.case.deadlines.get(kind="plan_returns_due").due_on


def test_a_local_consideration_is_not_called_a_rapid_review(cast: Cast) -> None:
    case = local_case(cast)
    made = ask_agencies(by=cast.manager, case=case, agencies=[cast.met])
    assert "rapid review" not in made.requests[0].purpose


def test_the_letter_says_nothing_of_the_child_and_leads_to_a_door(practice: Request) -> None:
    letter = next(one for one in letters("agency_request") if one.to_address == "reception@milllane.example")
    assert "/door/" in letter.body
    for secret in ("Quillfeather", practice.case.reference, practice.case.pseudonym, practice.short):
        assert secret not in letter.subject + letter.body


def test_an_agency_without_a_person_is_asked_at_its_registered_address(cast: Cast, case: Case) -> None:
    request = Request.objects.get(case=case, agency=cast.council)
    assert request.contact is not None
    assert request.contact.person.email == "csc@barnet.example"


def test_an_agency_without_any_address_waits_for_somebody_to_ask(cast: Cast) -> None:
    nowhere = add_agency(partnership=cast.barnet, kind=AgencyType.HOUSING, name="Housing Options")
    case = notified_case(cast)
    line = next(line for line in queries.board(case) if line.agency_id == nowhere.pk)
    assert line.state == "Needs somebody to ask"
    assert any(item.title == "Find somebody to ask" for item in queries.work(cast.manager))


def test_the_manager_asks_another_agency_in_the_browser_once(cast: Cast, case: Case) -> None:
    extra = add_agency(
        partnership=cast.barnet,
        kind=AgencyType.HOUSING,
        name="Housing Options",
        email="housing@barnet.example",
    )
    client = signed_in(cast.manager)
    page = client.get(f"/cases/{case.reference}/returns/ask/")
    assert "Housing Options" in page.content.decode()
    due = timezone.localdate() + timedelta(days=9)
    form = {
        "once": "ask-1",
        "agencies": [str(extra.pk)],
        "due_on-day": due.day,
        "due_on-month": due.month,
        "due_on-year": due.year,
        "period_from-day": 1,
        "period_from-month": 1,
        "period_from-year": 2025,
        "period_to-day": 1,
        "period_to-month": 10,
        "period_to-year": 2026,
    }
    for _ in range(2):
        assert client.post(f"/cases/{case.reference}/returns/ask/", form).status_code == 302
    assert Request.objects.filter(case=case, agency=extra).count() == 1
    again = client.post(f"/cases/{case.reference}/returns/ask/", {**form, "once": "ask-2"})
    assert again.status_code == 409
    assert "has been asked already" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agencies": []}, "nobody_asked"),
        ({"due_on": timezone.localdate()}, "due_past"),
        (
            {"period_from": timezone.localdate(), "period_to": timezone.localdate() - timedelta(days=1)},
            "period_backwards",
        ),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    case = local_case(cast)
    with pytest.raises(NotAllowed) as no:
        ask_agencies(**{"by": cast.manager, "case": case, "agencies": [cast.met], **changes})  # type: ignore[arg-type]
    assert no.value.refused.code == code


def test_nobody_is_asked_twice_nor_in_another_area(cast: Cast, case: Case) -> None:
    theirs = add_agency(partnership=cast.devon, kind=AgencyType.POLICE_FORCE, name="Devon Police")
    for agency, code in ((cast.met, "asked_already"), (theirs, "other_area")):
        with pytest.raises(NotAllowed) as no:
            ask_agencies(by=cast.manager, case=case, agencies=[agency])
        assert no.value.refused.code == code


def test_agencies_are_not_asked_before_the_route_is_settled(cast: Cast) -> None:
    case = referred_case(cast)
    with pytest.raises(NotAllowed) as no:
        ask_agencies(by=cast.manager, case=case, agencies=[cast.met])
    assert no.value.refused.code == "no_route"


def test_a_partner_or_the_chair_does_not_ask(cast: Cast, case: Case) -> None:
    for who in (cast.dsp_la, cast.chair, cast.stranger):
        with pytest.raises(NotAllowed):
            ask_agencies(by=who, case=case, agencies=[cast.met])


def test_each_agency_has_its_own_deadline_met_when_it_answers(case: Case, practice: Request) -> None:
    assert case.deadlines.filter(kind="returns_due").count() == 6
    give_nil(practice)
    met = case.deadlines.filter(kind="returns_due", met_on__isnull=False)
    assert met.count() == 1
