"""A lost second step: two members of staff, five minutes, and the person is told."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client

from safeguarding.correspondence.models import Letter
from safeguarding.people import demo
from safeguarding.people.actions import confirm_second_step_reset, propose_second_step_reset
from safeguarding.people.models import Person, SecondStepReset, Session
from safeguarding.statute.answer import NotAllowed
from tests.people.cast import Cast, events, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chain_verifies")]

HOW = "I rang her back on the number that we hold."


def test_two_members_of_staff_let_somebody_set_up_again(cast: Cast) -> None:
    person = cast.dsp_health.person
    demo.make_ready(person)
    inside = signed_in(cast.dsp_health)
    client = signed_in(cast.manager)
    page = client.post("/people/lost-second-step/", {"person": str(person.pk), "how_known": HOW})
    assert page.headers["Location"] == "/people/"
    reset = SecondStepReset.objects.get()
    assert Authenticator.objects.filter(user=person).exists(), "one person alone took the second step off"
    own = client.post(f"/people/lost-second-step/{reset.pk}/")
    assert own.status_code == 409
    assert "It takes two people" in own.content.decode()
    colleague = signed_in(cast.support)
    assert HOW in colleague.get(f"/people/lost-second-step/{reset.pk}/").content.decode()
    assert colleague.post(f"/people/lost-second-step/{reset.pk}/").headers["Location"] == "/people/"

    assert not Authenticator.objects.filter(user=person).exists()
    assert not Session.objects.filter(person=person).exists()
    assert inside.get("/").status_code == 302
    assert not Person.objects.get(pk=person.pk).has_usable_password(), (
        "the old password alone would set up a new step"
    )
    assert Letter.objects.filter(kind="second_factor_changed", to_person=person).count() == 1
    letter = Letter.objects.get(kind="invitation", to_person=person)
    link = re.search(r"http://localhost:8000(/invitation/\S+)", letter.body)
    assert link
    assert Client().get(link[1]).status_code == 200
    assert (events("propose_second_step_reset"), events("confirm_second_step_reset")) == (1, 1)


def test_nobody_resets_their_own_or_a_strangers(cast: Cast) -> None:
    for person, by, code in (
        (cast.manager.person, cast.manager, "own_second_step"),
        (cast.devon_la.person, cast.manager, "no_seat_here"),
        (cast.contact.person, cast.manager, "no_seat_here"),
        (cast.chair.person, cast.dsp_la, "not_yours"),
        (cast.chair.person, cast.stranger, "not_yours"),
    ):
        with pytest.raises(NotAllowed) as no:
            propose_second_step_reset(by=by, partnership=cast.barnet, person=person, how_known=HOW)
        assert no.value.refused.code == code


def test_the_person_whose_step_it_is_cannot_be_the_second(cast: Cast) -> None:
    reset = propose_second_step_reset(
        by=cast.manager, partnership=cast.barnet, person=cast.support.person, how_known=HOW
    )
    with pytest.raises(NotAllowed) as no:
        confirm_second_step_reset(by=cast.support, reset=reset)
    assert no.value.refused.code == "own_second_step"
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondStepReset.objects.filter(pk=reset.pk).update(confirmed_by=cast.manager.person)


def test_confirmed_twice_it_happens_once(cast: Cast) -> None:
    reset = propose_second_step_reset(
        by=cast.manager, partnership=cast.barnet, person=cast.chair.person, how_known=HOW
    )
    confirm_second_step_reset(by=cast.support, reset=reset)
    confirm_second_step_reset(by=cast.support, reset=reset)
    assert Letter.objects.filter(kind="invitation", to_person=cast.chair.person).count() == 1


@pytest.mark.parametrize("name", ["chair", "dsp_la", "author", "auditor"])
def test_others_have_no_such_page(cast: Cast, name: str) -> None:
    assert signed_in(cast.everybody[name]).get("/people/lost-second-step/").status_code == 404
