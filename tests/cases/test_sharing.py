"""A case of two areas (edge case 3): each sees exactly its share; what they agree; the lead passing on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from safeguarding.cases.actions.access import grant_access, show_shared_names
from safeguarding.cases.actions.agreements import (
    Terms,
    answer_agreement,
    answer_transfer,
    offer_transfer,
    propose_agreement,
    withdraw_transfer,
)
from safeguarding.cases.actions.areas import answer_for_area, invite_area
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import Area, Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.sharing import shared_with
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.record.models import Look
from safeguarding.record.rows import scope
from safeguarding.statute.terms import Level, Role
from tests.cases.builders import notified_case, today
from tests.cases.test_route import refused
from tests.decisions import sealed
from tests.people.cast import Cast, events, signed_in

TERMS = Terms(leads="lead", pays="each", publishes="lead", acts="both", words="We share the reviewer’s fee.")


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def invited(cast: Cast, case: Case, **how: Any) -> Area:
    given = {"area": "Devon", "contact": "Sorcha Pell", "invited_on": today(), "asked": "What did you know?"}
    return invite_area(by=cast.manager, case=case, **given, **(how or {"guest": cast.devon}))


def guest(cast: Cast) -> Acting:
    seat = give_seat(
        by=cast.manager, partnership=cast.barnet, email="ruth@plymouth.example", name="Ruth Endacott",
        role=Role.EXTERNAL_PARTNERSHIP, since=today(), organisation="Plymouth Safeguarding Partnership",
        invited=False,
    )  # fmt: skip
    return Acting(seat, Level.TOTP)


def page(who: Acting, area: Area) -> str:
    answer = signed_in(who).get(f"/shared/{area.short}/")
    return answer.content.decode() if answer.status_code == 200 else f"{answer.status_code}"


def test_the_area_that_was_invited_sees_its_share_and_nothing_else(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    assert not visible_to(cast.stranger).filter(pk=case.pk).exists()
    assert signed_in(cast.stranger).get(f"/cases/{case.reference}/").status_code == 404
    home = signed_in(cast.stranger).get("/").content.decode()
    assert "Barnet SCP asks your area" in home
    assert case.reference not in home
    text = page(cast.stranger, area)
    assert "What did you know?" in text
    assert case.pseudonym in text
    assert "Quillfeather" not in text
    assert "Larkfield" not in text, "who was asked in the leading area is not its business"
    for nobody in (cast.manager, cast.chair, cast.author):
        assert page(nobody, area) == "404"


def test_a_letter_tells_their_manager_that_something_waits_and_no_more(cast: Cast, case: Case) -> None:
    invited(cast, case)
    letter = Letter.objects.get(kind="area_invited")
    assert letter.to_person == cast.stranger.person
    assert case.reference not in letter.body
    assert case.pseudonym not in letter.body


def test_on_another_installation_a_guest_works_by_a_seat_of_the_leading_area(cast: Cast, case: Case) -> None:
    ruth = guest(cast)
    area = invited(cast, case, guest_seat=ruth.seat)
    assert "What did you know?" in page(ruth, area)
    assert not visible_to(ruth).exists()
    assert page(cast.stranger, area) == "404"
    refused("guest", grant_access, by=cast.manager, case=case, seat=ruth.seat, reason="Plymouth.")
    other = invited(cast, notified_case(cast, what_happened="A boy of two fell."))
    assert page(ruth, other) == "404"


def test_names_are_shown_to_them_for_their_search_and_that_is_kept(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    sent = signed_in(cast.stranger).post(f"/shared/{area.short}/", {"which": "names", "once": "a" * 24})
    assert "Tobias Quillfeather" in sent.content.decode()
    assert Look.objects.filter(kind="named", person=str(cast.stranger.person.pk)).count() == 1
    refused("not_yours", show_shared_names, by=cast.member, area=area)


def test_they_answer_for_themselves_and_may_answer_again(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    answer_for_area(by=cast.devon_la, area=area, answer="Known to our health visitor.")
    answer_for_area(by=cast.stranger, area=area, answer="Known to our health visitor and school.")
    area.refresh_from_db()
    assert area.answer.endswith("and school.")
    assert events("answer_for_area", area=str(area.pk)) == 2
    assert (
        "and school." in signed_in(cast.chair).get(f"/cases/{case.reference}/other-areas/").content.decode()
    )
    refused("no_words", answer_for_area, by=cast.stranger, area=area, answer=" ")
    refused("not_yours", answer_for_area, by=cast.devon_chair, area=area, answer="x")
    refused("not_yours", answer_for_area, by=cast.manager, area=area, answer="x")


@pytest.mark.parametrize("how", ["sealed", "kept apart"])
def test_a_seal_and_a_wall_hold_over_the_border(cast: Cast, case: Case, how: str) -> None:
    area = invited(cast, case)
    if how == "sealed":
        seal_case(by=cast.manager, case=case, named=[], reason="A colleague’s child.")
    else:
        exclude_person(by=cast.manager, case=case, person=cast.stranger.person, reason="Is related.")
    assert page(cast.stranger, area) == "404"
    assert not shared_with(cast.stranger).exists()
    assert "asks your area" not in signed_in(cast.stranger).get("/").content.decode()
    area.refresh_from_db()
    code = "sealed" if how == "sealed" else "excluded"
    refused(code, answer_for_area, by=cast.stranger, area=area, answer="x")


def test_a_named_guest_is_named_on_a_sealed_case(cast: Cast, case: Case) -> None:
    ruth = guest(cast)
    area = invited(cast, case, guest_seat=ruth.seat)
    seal_case(by=cast.manager, case=case, named=[], reason="A colleague’s child.")
    assert "What did you know?" in page(ruth, area)


def test_who_leads_pays_publishes_and_acts_is_a_record_that_both_made(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    first = propose_agreement(by=cast.manager, area=area, terms=TERMS)
    refused("no_words", answer_agreement, by=cast.stranger, agreement=first, agreed=False, words="")
    answer_agreement(by=cast.stranger, agreement=first, agreed=False, words="We cannot pay for a reviewer.")
    second = propose_agreement(by=cast.dsp_la, area=area, terms=Terms("lead", "lead", "lead", "each"))
    refused("replaced", answer_agreement, by=cast.stranger, agreement=first, agreed=True, words="")
    answer_agreement(by=cast.devon_la, agreement=second, agreed=True)
    refused("answered", answer_agreement, by=cast.stranger, agreement=second, agreed=True, words="")
    assert area.agreements.count() == 2
    assert events("answer_agreement", agreed="yes") == events("answer_agreement", agreed="no") == 1
    refused("not_yours", propose_agreement, by=cast.chair, area=area, terms=TERMS)
    refused("not_yours", answer_agreement, by=cast.manager, agreement=second, agreed=True, words="")


def test_an_area_asked_by_telephone_has_its_agreement_noted_with_whose_it_was(cast: Cast, case: Case) -> None:
    area = invited(cast, case, guest=None)
    assert not area.reads
    made = propose_agreement(by=cast.manager, area=area, terms=TERMS)
    refused("no_words", answer_agreement, by=cast.manager, agreement=made, agreed=True, words="")
    answer_agreement(by=cast.manager, agreement=made, agreed=True, words="Sorcha Pell, on the telephone.")


def test_a_case_passes_to_another_area_only_when_that_area_has_taken_it(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    due = set(case.deadlines.filter(met_on__isnull=True).values_list("kind", "due_on"))
    refused("not_yours", offer_transfer, by=cast.manager, area=area, why="x")
    refused("no_reason", offer_transfer, by=cast.dsp_la, area=area, why=" ")
    offer = offer_transfer(by=cast.dsp_la, area=area, why="It turned out to have happened in Exeter.")
    refused("offered", offer_transfer, by=cast.dsp_police, area=area, why="Again.")
    case.refresh_from_db()
    assert not case.closed
    assert set(case.deadlines.filter(met_on__isnull=True).values_list("kind", "due_on")) == due
    refused("no_words", answer_transfer, by=cast.stranger, transfer=offer, taken=True, words=" ")
    refused("not_yours", answer_transfer, by=cast.dsp_la, transfer=offer, taken=True, words="x")
    answer_transfer(by=cast.stranger, transfer=offer, taken=True, words="Sorcha Pell takes it.")
    assert sealed("transfer")[0].words["chosen"] == "Pass the lead on"
    case.refresh_from_db()
    assert (case.closed, case.stage) == (True, "transferred_out")
    refused("settled", answer_transfer, by=cast.stranger, transfer=offer, taken=True, words="x")
    refused("closed", answer_for_area, by=cast.stranger, area=area, answer="x")
    assert "Another area leads" in signed_in(cast.manager).get(f"/cases/{case.reference}/").content.decode()


def test_an_offer_that_is_not_taken_leaves_the_lead_where_it_is(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    offer = offer_transfer(by=cast.dsp_la, area=area, why="It happened there.")
    answer_transfer(by=cast.stranger, transfer=offer, taken=False, words="It happened on your side.")
    case.refresh_from_db()
    assert not case.closed
    assert offer_transfer(by=cast.dsp_la, area=area, why="We have the police’s map now.")


def test_an_offer_that_nobody_ever_acknowledges_changes_nothing_and_can_be_taken_back(
    cast: Cast, case: Case
) -> None:
    area = invited(cast, case)
    offer = offer_transfer(by=cast.dsp_la, area=area, why="It happened there.")
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        case.refresh_from_db()
        assert not case.closed
        text = signed_in(cast.dsp_la).get(f"/cases/{case.reference}/other-areas/{area.pk}/").content.decode()
        assert "your area leads and every clock runs on" in text
        refused("not_yours", withdraw_transfer, by=cast.manager, transfer=offer)
        withdraw_transfer(by=cast.dsp_health, transfer=offer)
    refused("settled", answer_transfer, by=cast.stranger, transfer=offer, taken=True, words="Now we do.")


def test_an_area_without_this_system_has_its_acknowledgement_noted_by_a_partner(
    cast: Cast, case: Case
) -> None:
    area = invited(cast, case, guest=None)
    offer = offer_transfer(by=cast.dsp_la, area=area, why="It happened there.")
    answer_transfer(
        by=cast.dsp_la, transfer=offer, taken=True, words="Their chief nurse, by letter of today."
    )
    case.refresh_from_db()
    assert case.stage == "transferred_out"


def test_who_can_be_a_guest(cast: Cast, case: Case) -> None:
    refused("own_area", invited, cast=cast, case=case, guest=cast.barnet)
    refused("no_guest", invited, cast=cast, case=case, guest_seat=cast.member.seat)
    ended = guest(cast).seat
    ended.until = today() - timedelta(days=1)
    refused("no_guest", invited, cast=cast, case=case, guest_seat=ended)


def test_the_database_shows_an_invitation_to_both_and_the_case_to_the_lead_only(
    cast: Cast, case: Case
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL has walls of its own.")
    area = invited(cast, case)
    made = propose_agreement(by=cast.manager, area=area, terms=TERMS)
    with scope([cast.devon.pk]):
        assert Area.objects.filter(pk=area.pk).exists()
        assert Area.objects.get(pk=area.pk).agreements.filter(pk=made.pk).exists()
        assert not Case.objects.filter(pk=case.pk).exists()
    with scope(None):
        assert not Area.objects.exists()


def test_names_are_closed_to_another_area_once_three_have_signed(cast: Cast) -> None:
    from tests.rapid_reviews.builders import signed_case

    case = signed_case(cast)
    area = invited(cast, case)
    text = page(cast.stranger, area)
    assert "Show the child’s name" not in text
    sent = signed_in(cast.stranger).post(f"/shared/{area.short}/", {"which": "names", "once": "a" * 24})
    assert sent.status_code == 200
    assert "Quillfeather" not in sent.content.decode()
    refused("signed_off", show_shared_names, by=cast.stranger, area=area)


def test_a_guest_is_not_named_on_a_sealed_case(cast: Cast, case: Case) -> None:
    ruth = guest(cast)
    refused("guest", seal_case, by=cast.manager, case=case, named=[ruth.seat], reason="A colleague’s child.")


def test_everything_that_another_area_answers_is_answered_in_its_own_browser(cast: Cast, case: Case) -> None:
    """On PostgreSQL too, where its connection sees the leading partnership's rows for that page only."""
    area = invited(cast, case)
    propose_agreement(by=cast.manager, area=area, terms=TERMS)
    offer_transfer(by=cast.dsp_la, area=area, why="It happened in Exeter.")
    sorcha, where = signed_in(cast.stranger), f"/shared/{area.short}/"
    for number, said in enumerate(
        (
            {"which": "own", "answer": "Known to our health visitor."},
            {"which": "agree", "agreed": "yes", "words": ""},
            {"which": "taken", "taken": "yes", "words": "Sorcha Pell takes it."},
        )
    ):
        assert sorcha.post(where, {**said, "once": str(number) * 24}).headers["Location"] == where
    area.refresh_from_db()
    case.refresh_from_db()
    assert area.answer == "Known to our health visitor."
    assert area.agreements.get().agreed
    assert case.stage == "transferred_out"


def test_a_case_that_has_ended_takes_no_answer_of_another_area(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    made = propose_agreement(by=cast.manager, area=area, terms=TERMS)
    offer = offer_transfer(by=cast.dsp_la, area=area, why="It happened there.")
    Case.objects.filter(pk=case.pk).update(closed=True)
    refused("closed", answer_agreement, by=cast.stranger, agreement=made, agreed=True, words="")
    refused("closed", answer_transfer, by=cast.stranger, transfer=offer, taken=True, words="We do.")
    assert "Answer the offer" not in page(cast.stranger, area)
