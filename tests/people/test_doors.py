"""Doors: a link and a one-time code to the same address open one subject, for one person, no more."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from safeguarding.correspondence.models import Letter
from safeguarding.people.actions import (
    end_seat,
    enter_door,
    mailbox_for_referrer,
    open_door,
    renew_door,
    send_code,
    shut_door,
)
from safeguarding.people.actions.doors import GONE, LOCKED
from safeguarding.people.models import MailboxLink, Seat, Session
from safeguarding.statute.terms import Level, Role
from tests.people.cast import Cast, events, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chain_verifies")]

NOW = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
WHY = "Please tell us what your practice knew of a child, or that you have no record."


def opened(
    cast: Cast, seat: Seat | None = None, subject: str = "return:k7m2", to: str = "/returns/k7m2/"
) -> str:
    open_door(by=cast.manager, seat=seat or cast.contact.seat, subject=subject, to=to, why=WHY)
    letter = Letter.objects.filter(kind="mailbox_link").latest("pk")
    found = re.search(r"http://localhost:8000(/door/\S+)", letter.body)
    assert found
    return found[1]


def code_sent() -> str:
    found = re.search(r"\b\d{6}\b", Letter.objects.filter(kind="sign_in_code").latest("pk").body)
    assert found
    return found[0]


def through(path: str, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(path).headers["Location"] == f"{path}code/"
    client.post(f"{path}code/", {"code": code_sent()})
    return client


def test_the_page_says_who_asks_and_why_before_any_code(cast: Cast) -> None:
    path = opened(cast)
    page = Client().get(path).content.decode()
    for words in ("Barnet SCP’s partnership manager asks you", WHY, "020 7946 0001", "r…@milllane.example"):
        assert words in page
    assert "reception@" not in page, "a stranger with the link learnt the address"
    assert not Letter.objects.filter(kind="sign_in_code").exists(), (
        "a mail scanner that opens links used the door up"
    )


def test_link_and_code_open_the_one_subject_and_nothing_else(cast: Cast) -> None:
    client = through(opened(cast))
    assert client.get("/returns/k7m2/").content == b"return k7m2 for return:k7m2"
    assert client.get("/returns/other/").status_code == 404
    assert client.get("/sign/k7m2/police/").status_code == 404
    for path in ("/", "/people/", "/delegation/", "/grave/"):
        assert client.get(path).headers["Location"].startswith("/sign-in/?next="), path
    for path in ("/my-sign-in/", "/my-sign-in/app/", "/password/", "/seat/"):
        assert client.get(path).status_code in {302, 404}, path
    request = client.get("/returns/k7m2/").wsgi_request
    assert request.acting.level is Level.MAILBOX  # type: ignore[attr-defined]
    assert request.acting.capacity == "Contact at an agency, for Mill Lane Surgery"  # type: ignore[attr-defined]
    assert events("enter_door") == 1
    assert Session.objects.filter(person=cast.contact.person).count() == 1


def test_a_door_may_lead_to_one_signature_of_one_partner(cast: Cast) -> None:
    path = opened(cast, cast.dsp_police.seat, "sign:b2x9:police", "/sign/b2x9/police/")
    client = through(path)
    assert client.get("/sign/b2x9/police/").status_code == 200
    assert client.get("/sign/b2x9/health/").status_code == 404
    assert client.get("/").status_code == 302


def test_coming_by_a_door_signs_out_whoever_was_in(cast: Cast) -> None:
    client = through(opened(cast), signed_in(cast.manager))
    assert client.get("/").status_code == 302
    assert client.get("/returns/k7m2/").wsgi_request.acting.person == cast.contact.person  # type: ignore[attr-defined]


def test_a_code_works_once_for_ten_minutes_and_five_tries(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        path = opened(cast)
        client = through(path)
        code = code_sent()
        again = Client().post(f"{path}code/", {"code": code})
        assert again.status_code == 409
        assert "used already" in again.content.decode()
        client.post(path)
        code = code_sent()
        clock.shift(10 * 60 + 1)
        assert Client().post(f"{path}code/", {"code": code}).status_code == 409
        client.post(path)
        code = code_sent()
        wrong = f"{(int(code) + 1) % 1_000_000:06d}"
        for _ in range(5):
            assert Client().post(f"{path}code/", {"code": wrong}).status_code == 409
        late = Client().post(f"{path}code/", {"code": code})
        assert late.status_code == 409
        assert "five wrong tries" in late.content.decode()


def test_a_mailbox_cannot_be_flooded_with_codes(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        path = opened(cast)
        for _ in range(5):
            assert Client().post(path).status_code == 302
            clock.shift(60)
        stopped = Client().post(path)
        assert stopped.status_code == 409
        assert "five codes" in stopped.content.decode()
        clock.shift(3601)
        assert Client().post(path).status_code == 302


def test_a_code_typed_with_a_space_is_taken(cast: Cast) -> None:
    path = opened(cast)
    client = Client()
    client.post(path)
    code = code_sent()
    assert (
        client.post(f"{path}code/", {"code": f"{code[:3]} {code[3:]}"}).headers["Location"]
        == "/returns/k7m2/"
    )


def test_a_new_link_to_the_same_thing_replaces_the_old_one(cast: Cast) -> None:
    first = opened(cast)
    inside = through(first)
    second = opened(cast)
    assert Client().get(first).status_code == 410
    assert inside.get("/returns/k7m2/").status_code == 302, "the session of a replaced link went on"
    assert Client().get(second).status_code == 200


def test_a_door_is_shut_by_act_by_time_and_with_its_seat(cast: Cast) -> None:
    path = opened(cast)
    inside = through(path)
    shut_door(by=cast.manager, seat=cast.contact.seat, subject="return:k7m2")
    assert inside.get("/returns/k7m2/").status_code == 302
    assert Client().get(path).status_code == 410
    assert events("shut_door") == 1
    path = opened(cast)
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        assert Client().get(path).status_code == 410
    inside = through(path)
    end_seat(by=cast.manager, seat=cast.contact.seat, last_day=cast.manager.today - timedelta(days=1))
    assert inside.get("/returns/k7m2/").status_code == 302
    assert Client().get(path).status_code == 410


def test_neither_link_nor_code_lies_in_the_database(cast: Cast) -> None:
    path = opened(cast)
    Client().post(path)
    link = MailboxLink.objects.latest("pk")
    token = path.split("/")[2]
    assert token not in (link.token_hash, link.code_hash)
    assert code_sent() not in (link.code_hash, link.token_hash)


def test_guessed_links_open_nothing(cast: Cast) -> None:
    opened(cast)
    for token in ("x", "0" * 43, MailboxLink.objects.latest("pk").token_hash):
        assert Client().get(f"/door/{token}/").status_code == 410
        assert Client().post(f"/door/{token}/code/", {"code": "123456"}).status_code == 410


def test_anybody_with_an_address_may_ask_for_a_link_to_refer(cast: Cast) -> None:
    first = mailbox_for_referrer(cast.barnet, "New.Person@School.example", "New Person")
    again = mailbox_for_referrer(cast.barnet, "new.person@school.example", "Another Name")
    assert first.pk == again.pk
    assert first.role == Role.REFERRER
    assert not first.person.has_usable_password()
    other = mailbox_for_referrer(cast.devon, "new.person@school.example", "New Person")
    assert other.pk != first.pk
    police = mailbox_for_referrer(cast.barnet, cast.dsp_police.person.email, "Not Piers")
    assert police.person.name == "Piers Vantongeren", "an anonymous visitor renamed somebody"


def test_a_mailbox_session_is_idle_for_half_an_hour_at_most(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        path = opened(cast)
        client = through(path)
        clock.shift(31 * 60)
        answer = client.get("/returns/k7m2/", follow=True)
        assert "nothing was pressed for half an hour" in answer.content.decode()


def wrongly(path: str, times: int) -> None:
    """Type wrong codes, asking for a fresh code whenever five tries are used up."""
    for number in range(times):
        if number % 5 == 0:
            Client().post(path)
        wrong = f"{(int(code_sent()) + 1) % 1_000_000:06d}"
        answer = Client().post(f"{path}code/", {"code": wrong})
        assert answer.status_code in {302, 409}


def test_fifteen_wrong_codes_in_a_day_lock_the_link_and_all_that_came_by_it(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        path = opened(cast)
        inside = through(path)
        wrongly(path, 14)
        assert inside.get("/returns/k7m2/").status_code == 200
        code, wrong = code_sent(), f"{(int(code_sent()) + 1) % 1_000_000:06d}"
        locking = Client().post(f"{path}code/", {"code": wrong}, follow=True)
        assert locking.status_code == 410
        for said in ("This link is locked", "fifteen times in a day", "020 7946 0001", "r…@milllane.example"):
            assert said in locking.content.decode()
        assert inside.get("/returns/k7m2/").status_code == 302, "the session of a locked link went on"
        assert Client().post(f"{path}code/", {"code": code}, follow=True).status_code == 410
        assert events("lock_door") == 1
        assert MailboxLink.objects.latest("pk").code_hash == ""
        clock.shift(25 * 60 * 60)
        assert Client().get(path).status_code == 410, "a locked link opened again by itself"


def test_the_acts_themselves_refuse_a_locked_link(cast: Cast) -> None:
    opened(cast)
    MailboxLink.objects.update(locked_at=timezone.now())
    link = MailboxLink.objects.latest("pk")
    assert send_code(link=link) is LOCKED
    assert enter_door(link=link, code="123456") is LOCKED
    shut_door(by=cast.manager, seat=link.seat, subject=link.subject)
    assert send_code(link=link) is GONE
    assert enter_door(link=link, code="123456") is GONE
    assert renew_door(link=link) is GONE


def test_wrong_codes_of_another_day_do_not_count(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        path = opened(cast)
        wrongly(path, 14)
        clock.shift(24 * 60 * 60 + 1)
        wrongly(path, 1)
        clock.shift(60)
        assert through(path).get("/returns/k7m2/").status_code == 200


def test_a_locked_link_is_replaced_once_at_the_registered_address_only(cast: Cast) -> None:
    path = opened(cast)
    assert renew_door(link=MailboxLink.objects.latest("pk")) is GONE, "a link that opens needs no other"
    wrongly(path, 15)
    before, old = Letter.objects.filter(kind="mailbox_link").count(), MailboxLink.objects.latest("pk")
    sent = Client().post(path)
    assert sent.status_code == 200
    assert "A new link is on its way" in sent.content.decode()
    assert "/door/" not in sent.content.decode().replace(path, ""), "the page gave the new link away"
    letters = Letter.objects.filter(kind="mailbox_link").order_by("pk")
    assert letters.count() == before + 1
    assert letters.last().to_address == "reception@milllane.example"  # type: ignore[union-attr]
    assert Client().post(path).status_code == 410, "a second letter from the same link"
    assert letters.count() == before + 1
    new = MailboxLink.objects.latest("pk")
    assert (new.to, new.why, new.subject, new.expires_at) == (old.to, old.why, old.subject, old.expires_at)
    fresh = re.search(r"http://localhost:8000(/door/\S+)", letters.last().body)  # type: ignore[union-attr]
    assert fresh
    assert through(fresh[1]).get("/returns/k7m2/").status_code == 200


def test_whoever_runs_the_partnership_sees_which_links_are_locked(cast: Cast) -> None:
    path = opened(cast)
    assert "Links that are locked" not in signed_in(cast.manager).get("/people/").content.decode()
    wrongly(path, 15)
    for who in (cast.manager, cast.support):
        page = signed_in(who).get("/people/").content.decode()
        assert "Links that are locked" in page
        assert "Joan Petty, Mill Lane Surgery" in page
    for who in (cast.dsp_la, cast.sys_admin, cast.stranger):
        assert "Joan Petty" not in signed_in(who).get("/people/").content.decode()
    Client().post(path)
    assert "Links that are locked" not in signed_in(cast.manager).get("/people/").content.decode()
