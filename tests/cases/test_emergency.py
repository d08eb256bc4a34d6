"""Opening a case in an emergency: an hour, with a reason, told at once, looked at by somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.actions.emergency import open_in_emergency, review_opening
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import Case, EmergencyOpening
from safeguarding.cases.queries import visible_to
from safeguarding.correspondence.models import Letter
from safeguarding.people.actions import end_seat
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import referred_case, today
from tests.cases.test_route import refused
from tests.people.cast import Cast, events, signed_in

WHY = "The aunt has rung: he is there now."


@pytest.fixture
def case(cast: Cast) -> Case:
    return seal_case(
        by=cast.manager, case=referred_case(cast), named=[cast.chair.seat], reason="A colleague’s child."
    )


def opened(cast: Cast, case: Case, who: str = "scrutineer") -> EmergencyOpening:
    return open_in_emergency(by=getattr(cast, who), reference=case.reference.lower(), reason=WHY)


@pytest.mark.parametrize("who", ["scrutineer", "dsp_police", "notifier", "governance", "lsp_la"])
def test_it_opens_a_sealed_case_for_an_hour(cast: Cast, case: Case, who: str) -> None:
    somebody = getattr(cast, who)
    assert not visible_to(somebody).exists()
    opened(cast, case, who)
    assert visible_to(somebody).get() == case
    assert signed_in(somebody).get(f"/cases/{case.reference}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert not visible_to(somebody).exists()
        assert signed_in(somebody).get(f"/cases/{case.reference}/").status_code == 404


def test_they_may_read_and_log_a_safety_step_and_decide_nothing(cast: Cast, case: Case) -> None:
    from safeguarding.cases.actions.access import grant_access
    from safeguarding.improvements.actions import log_safety_step

    opened(cast, case, "dsp_police")
    refused("sealed", grant_access, by=cast.dsp_police, case=case, seat=cast.dsp_police.seat, reason="Me.")
    child = case.children.get()
    assert log_safety_step(
        by=cast.dsp_police, case=case, child=child, what="Officers sent.", owner="Inspector", due=today()
    )


def test_the_chair_and_the_information_governance_lead_are_told_at_once(cast: Cast, case: Case) -> None:
    opened(cast, case)
    told = Letter.objects.filter(kind="break_glass")
    assert {letter.to_person for letter in told} == {cast.chair.person, cast.governance.person}
    for letter in told:
        assert case.reference not in letter.body
        assert WHY not in letter.body


def test_somebody_else_looks_at_it_afterwards_and_sees_what_was_opened(cast: Cast, case: Case) -> None:
    opening = opened(cast, case)
    signed_in(cast.scrutineer).get(f"/cases/{case.reference}/")
    page = signed_in(cast.governance).get(f"/emergency/{opening.pk}/").content.decode()
    assert WHY in page
    assert "Opened pages once" in page
    assert case.pseudonym not in page
    assert "Look at an emergency opening" in signed_in(cast.chair).get("/").content.decode()
    assert "Look at an emergency opening" not in signed_in(cast.manager).get("/").content.decode()
    review_opening(by=cast.governance, opening=opening, finding="needed", words="A child was at risk.")
    refused("reviewed", review_opening, by=cast.chair, opening=opening, finding="needed", words="x")
    assert events("review_emergency", finding="needed") == 1
    assert signed_in(cast.chair).get(f"/emergency/{opening.pk}/").status_code == 404


def test_nobody_looks_at_their_own(cast: Cast, case: Case) -> None:
    opening = opened(cast, case, "governance")
    refused("own_opening", review_opening, by=cast.governance, opening=opening, finding="needed", words="x")
    assert signed_in(cast.governance).get(f"/emergency/{opening.pk}/").status_code == 404
    refused("no_reason", review_opening, by=cast.chair, opening=opening, finding="needed", words=" ")
    refused("not_yours", review_opening, by=cast.manager, opening=opening, finding="needed", words="x")


def test_a_lead_partner_is_told_and_looks_where_there_is_nobody_else(cast: Cast, case: Case) -> None:
    end_seat(by=cast.manager, seat=cast.governance.seat, last_day=today() - timedelta(days=1))
    end_seat(by=cast.manager, seat=cast.chair.seat, last_day=today() - timedelta(days=1))
    opening = opened(cast, case, "lsp_la")
    told = {letter.to_person for letter in Letter.objects.filter(kind="break_glass")}
    assert told == {cast.lsp_health.person, cast.lsp_police.person}
    review_opening(by=cast.lsp_police, opening=opening, finding="not_needed", words="A call would have done.")


def test_who_is_kept_apart_is_not_let_in_and_learns_nothing(cast: Cast, case: Case) -> None:
    exclude_person(by=cast.manager, case=case, person=cast.dsp_police.person, reason="Is named.")
    with pytest.raises(NotAllowed) as apart:
        opened(cast, case, "dsp_police")
    with pytest.raises(NotAllowed) as wrong:
        open_in_emergency(by=cast.dsp_police, reference="NO-SUCH", reason=WHY)
    with pytest.raises(NotAllowed) as elsewhere:
        open_in_emergency(by=cast.stranger, reference=case.reference, reason=WHY)
    assert apart.value.refused == wrong.value.refused == elsewhere.value.refused
    assert not EmergencyOpening.objects.exists()


def test_an_opening_by_somebody_kept_apart_later_ends_at_once(cast: Cast, case: Case) -> None:
    opened(cast, case, "dsp_police")
    exclude_person(by=cast.manager, case=case, person=cast.dsp_police.person, reason="Is named.")
    assert not visible_to(cast.dsp_police).exists()


def test_an_opening_waits_for_nobody_who_is_kept_apart_from_the_case(cast: Cast, case: Case) -> None:
    exclude_person(by=cast.manager, case=case, person=cast.governance.person, reason="Is related.")
    opening = opened(cast, case)
    assert not Letter.objects.filter(kind="break_glass", to_person=cast.governance.person).exists()
    assert signed_in(cast.governance).get(f"/emergency/{opening.pk}/").status_code == 404


def test_it_takes_a_reason_and_a_case_that_is_closed_to_them(cast: Cast, case: Case) -> None:
    refused("no_reason", open_in_emergency, by=cast.scrutineer, reference=case.reference, reason=" ")
    refused("open_already", open_in_emergency, by=cast.manager, reference=case.reference, reason=WHY)


@pytest.mark.parametrize("who", ["author", "member", "sys_admin", "auditor", "support"])
def test_the_page_is_not_there_for_those_who_may_not(cast: Cast, who: str) -> None:
    somebody = getattr(cast, who)
    assert signed_in(somebody).get("/emergency/").status_code == 404
    assert "emergency" not in signed_in(somebody).get("/").content.decode()


def test_the_second_step_is_asked_for_again(cast: Cast, case: Case) -> None:
    client = signed_in(cast.scrutineer)
    assert client.get("/emergency/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert "/sign-in/confirm/" in client.get("/emergency/")["Location"]


def test_in_the_browser_it_leads_to_the_case(cast: Cast, case: Case) -> None:
    client = signed_in(cast.scrutineer)
    sent = client.post("/emergency/", {"reference": case.reference, "reason": WHY, "once": "a" * 24})
    assert sent["Location"] == f"/cases/{case.reference}/"
