"""Signing in: password, second step, recovery codes, invitation, sessions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pyotp
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from argon2 import _password_hasher, low_level
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from safeguarding.correspondence.models import Letter
from safeguarding.people import demo
from safeguarding.people.actions import end_seat, invite
from safeguarding.people.models import Person, Session
from tests.people.cast import Cast, signed_in

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)


def ready(person: Person) -> pyotp.TOTP:
    demo.make_ready(person)
    return pyotp.TOTP(demo.secret_for(person))


def give_password(client: Client, person: Person, password: str = demo.PASSWORD, follow: bool = False):  # type: ignore[no-untyped-def]
    return client.post("/sign-in/", {"login": person.email, "password": password}, follow=follow)


def text(response) -> str:  # type: ignore[no-untyped-def]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def link_in(letter: Letter) -> str:
    found = re.search(r"http://localhost:8000(/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def test_a_password_and_a_code_open_the_house(cast: Cast) -> None:
    client, person = Client(), cast.manager.person
    app = ready(person)
    assert client.get("/").headers["Location"] == "/sign-in/?next=%2F"
    assert give_password(client, person).headers["Location"] == "/sign-in/code/"
    assert client.get("/").status_code == 302, "the password alone opened a page"
    answer = client.post("/sign-in/code/", {"code": app.now()}, follow=True)
    assert "home of Partnership manager" in answer.content.decode()


def test_a_password_without_a_second_step_opens_only_setting_one_up(cast: Cast) -> None:
    client, person = Client(), cast.manager.person
    person.set_password(demo.PASSWORD)
    person.save()
    give_password(client, person)
    for path in (
        "/",
        "/people/",
        "/delegation/",
        "/seat/",
        "/my-sign-in/",
        "/password/",
        "/my-sign-in/passkeys/",
        "/my-sign-in/recovery-codes/",
        "/returns/x/",
        "/draft/referral/",
    ):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer.headers["Location"] == "/my-sign-in/app/", path
    assert client.post("/draft/referral/", {"a": "b"}).status_code == 302
    assert client.get("/my-sign-in/app/").status_code == 200


def test_first_sign_in_goes_from_the_invitation_to_recovery_codes(cast: Cast) -> None:
    client, person = Client(), cast.member.person
    invite(person=person, days=7)
    path = link_in(Letter.objects.get(kind="invitation", to_person=person))
    assert "Step 1 of 2" in text(client.get(path))
    wrong = client.post(path, {"password1": "short", "password2": "short"})
    assert wrong.status_code == 422
    chosen = "seven green herons fly"
    page = client.post(path, {"password1": chosen, "password2": chosen}, follow=True)
    secret = re.search(r'data-secret="(\w+)"', page.content.decode())
    assert secret
    picture = client.get("/my-sign-in/app/picture.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    before = client.session.session_key
    done = client.post("/my-sign-in/app/", {"code": pyotp.TOTP(secret[1]).now()}, follow=True)
    codes = re.findall(r"<code>(\d{8})</code>", done.content.decode())
    assert len(codes) == 10
    assert client.session.session_key != before, "the session key stayed the same as certainty rose"
    assert "home of Member of the group" in client.get("/").content.decode()
    assert "not shown again" in text(client.get("/my-sign-in/recovery-codes/"))
    assert client.get("/my-sign-in/app/picture.svg").status_code == 404
    assert Client().get(path).status_code == 410, "the invitation worked twice"
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret[1] not in stored, "the app's secret lies unencrypted in the database"

    other = Client()
    give_password(other, person, chosen)
    assert other.post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert other.get("/").status_code == 200
    third = Client()
    give_password(third, person, chosen)
    assert third.post("/sign-in/code/", {"code": codes[0]}).status_code == 422, "a recovery code worked twice"


def test_an_invitation_lapses_and_a_new_one_replaces_it(cast: Cast) -> None:
    person = cast.member.person
    invite(person=person, days=7)
    first = link_in(Letter.objects.get(kind="invitation", to_person=person))
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert Client().get(first).status_code == 410
    invite(person=person, days=7)
    assert Client().get(first).status_code == 410


def test_nobody_can_set_up_a_second_step_for_somebody_else(cast: Cast) -> None:
    """SecureDrop's audit SEC-01-001: enrolment took the person from the request."""
    mine, theirs = cast.manager.person, cast.chair.person
    mine.set_password(demo.PASSWORD)
    mine.save()
    client = Client()
    give_password(client, mine)
    page = client.get("/my-sign-in/app/", {"user": theirs.pk, "email": theirs.email}).content.decode()
    secret = re.search(r'data-secret="(\w+)"', page)
    assert secret
    client.post(
        f"/my-sign-in/app/?user={theirs.pk}",
        {"code": pyotp.TOTP(secret[1]).now(), "user": theirs.pk, "user_id": theirs.pk, "person": theirs.pk},
    )
    assert Authenticator.objects.filter(user=mine).exists()
    assert not Authenticator.objects.filter(user=theirs).exists()
    key = Authenticator.objects.create(user=theirs, type="webauthn", data={"name": "x", "credential": {}})
    assert client.post(f"/my-sign-in/passkeys/{key.pk}/remove/").status_code == 404
    assert client.post(f"/my-sign-in/passkeys/{key.pk}/name/", {"name": "mine"}).status_code == 404


def test_a_code_works_once_even_while_the_clock_allows_it(cast: Cast) -> None:
    person = cast.manager.person
    app = ready(person)
    with time_machine.travel(NOW, tick=False) as clock:
        code = app.at(NOW)
        first, second = Client(), Client()
        give_password(first, person)
        give_password(second, person)
        assert first.post("/sign-in/code/", {"code": code}).status_code == 302
        clock.shift(45)
        assert second.post("/sign-in/code/", {"code": code}).status_code == 422


def test_ten_wrong_passwords_stop_the_guessing_but_not_the_owner_on_a_known_device(cast: Cast) -> None:
    victim = cast.manager.person
    app = ready(victim)
    with time_machine.travel(NOW, tick=False) as clock:
        own = Client()
        give_password(own, victim)
        own.post("/sign-in/code/", {"code": app.at(NOW)})
        own.post("/sign-out/")
        attacker = Client(REMOTE_ADDR="203.0.113.7")
        for _ in range(10):
            assert give_password(attacker, victim, "wrong wrong wrong").status_code == 422
        stopped = give_password(attacker, victim)
        assert stopped.status_code == 422, "the right password was accepted after ten wrong ones"
        assert "too many tries" in text(stopped)
        assert give_password(Client(), cast.chair.person, "x").status_code == 422
        assert give_password(own, victim).headers["Location"] == "/sign-in/code/"
        clock.shift(301)
        assert give_password(attacker, victim).status_code == 302


def test_codes_cannot_be_guessed_either(cast: Cast) -> None:
    person = cast.manager.person
    app = ready(person)
    client = Client()
    give_password(client, person)
    for _ in range(10):
        client.post("/sign-in/code/", {"code": "000000"})
    answer = client.post("/sign-in/code/", {"code": app.now()})
    assert answer.status_code == 422
    assert "too many tries" in text(answer)


def test_one_place_trying_many_accounts_is_stopped(cast: Cast) -> None:
    attacker = Client(REMOTE_ADDR="203.0.113.8")
    answers = [
        attacker.post("/sign-in/", {"login": f"p{n}@x.example", "password": "x"}).status_code
        for n in range(61)
    ]
    assert answers[0] == 422
    assert answers[-1] in {422, 429}
    assert "too many" in text(attacker.post("/sign-in/", {"login": "z@x.example", "password": "x"})).lower()


def test_the_answer_is_the_same_for_an_address_we_do_not_know(cast: Cast) -> None:
    ready(cast.manager.person)

    def words(response) -> str:  # type: ignore[no-untyped-def]
        page = re.sub(r'value="[^"]*"', "", response.content.decode())
        return re.sub(r"href=\"[^\"]*\"", "", page)

    known = give_password(Client(), cast.manager.person, "wrong wrong wrong")
    unknown = Client().post("/sign-in/", {"login": "nobody@nowhere.example", "password": "wrong wrong wrong"})
    assert (known.status_code, words(known)) == (unknown.status_code, words(unknown))
    for address in (cast.manager.person.email, cast.referrer.person.email, "nobody@nowhere.example"):
        answer = Client().post("/password/forgotten/", {"email": address})
        assert answer.headers["Location"] == "/password/forgotten/sent/"
    assert Letter.objects.filter(kind="password_reset").count() == 1


def test_a_known_and_an_unknown_address_cost_one_hashing_each(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(cast.manager.person)
    worked: list[str] = []
    for where, name in ((low_level, "hash_secret"), (_password_hasher, "verify_secret")):
        real = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *a, _real=real, **k: worked.append("x") or _real(*a, **k))
    amounts = []
    for address in (cast.manager.person.email, cast.referrer.person.email, "nobody@nowhere.example"):
        worked.clear()
        Client().post("/sign-in/", {"login": address, "password": "wrong wrong wrong"})
        amounts.append(len(worked))
    assert amounts == [1, 1, 1]


def test_changing_the_password_signs_out_every_other_browser(cast: Cast) -> None:
    ready(cast.manager.person)
    here, there = signed_in(cast.manager), signed_in(cast.manager)
    chosen = "brass owls drink tea"
    wrong = here.post("/password/", {"oldpassword": "no", "password1": chosen, "password2": chosen})
    assert wrong.status_code == 422
    here.post("/password/", {"oldpassword": demo.PASSWORD, "password1": chosen, "password2": chosen})
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Letter.objects.filter(kind="second_factor_changed", to_person=cast.manager.person).exists()


def test_knowing_who_acts_takes_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = signed_in(cast.dsp_health)
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get("/")


def test_a_new_password_by_e_mail_does_not_skip_the_second_step(cast: Cast) -> None:
    person = cast.manager.person
    ready(person)
    client = Client()
    client.post("/password/forgotten/", {"email": person.email})
    path = link_in(Letter.objects.get(kind="password_reset"))
    form = client.get(path, follow=True)
    chosen = "brass owls drink tea"
    done = client.post(form.request["PATH_INFO"], {"password1": chosen, "password2": chosen}, follow=True)
    assert "Your password is changed" in text(done)
    assert client.get("/").status_code == 302
    assert give_password(client, person, chosen).headers["Location"] == "/sign-in/code/"
    assert "no longer works" in text(Client().get(path, follow=True)), "the link worked twice"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short pass", "12"),
        ("qwerty123456", "common"),
        ("maya@barnet.example", "similar"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(cast: Cast, password: str, why: str) -> None:
    invite(person=cast.manager.person, days=7)
    path = link_in(Letter.objects.get(kind="invitation"))
    answer = Client().post(path, {"password1": password, "password2": password})
    assert answer.status_code == 422
    assert why in text(answer)


def test_a_long_password_with_spaces_is_welcome(cast: Cast) -> None:
    invite(person=cast.manager.person, days=7)
    path = link_in(Letter.objects.get(kind="invitation"))
    long = "every word of this sentence is part of the password, and it has no rule about signs"
    assert Client().post(path, {"password1": long, "password2": long}).status_code == 302


def test_passwords_are_kept_with_argon2id_at_64_mebibytes(cast: Cast) -> None:
    ready(cast.manager.person)
    assert Person.objects.get(pk=cast.manager.person.pk).password.startswith(
        "argon2$argon2id$v=19$m=65536,t=3,p=4$"
    )


def test_a_session_ends_after_half_an_hour_without_a_click(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(cast.manager)
        assert client.get("/").status_code == 200
        clock.shift(29 * 60)
        assert client.get("/").status_code == 200
        clock.shift(30 * 60)
        answer = client.get("/", follow=True)
        assert "nothing was pressed for half an hour" in text(answer)


def test_a_session_ends_after_twelve_hours_whatever_happens(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(cast.manager)
        for _ in range(36):
            assert client.get("/").status_code == 200
            clock.shift(20 * 60)
        assert "after twelve hours" in text(client.get("/", follow=True))


def test_signing_in_gives_a_new_session_key(cast: Cast) -> None:
    client, person = Client(), cast.manager.person
    app = ready(person)
    client.get("/sign-in/")
    give_password(client, person)
    planted = client.session.session_key
    client.post("/sign-in/code/", {"code": app.now()})
    assert client.session.session_key != planted
    stale = Client()
    stale.cookies["sessionid"] = planted or ""
    assert stale.get("/").status_code == 302


def test_signing_out_is_a_press_and_ends_the_session_on_the_server(cast: Cast) -> None:
    client = signed_in(cast.manager)
    kept = client.cookies["sessionid"].value
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/").status_code == 200, "looking at the page signed somebody out"
    answer = client.post("/sign-out/")
    assert "storage" in answer.headers["Clear-Site-Data"]
    replay = Client()
    replay.cookies["sessionid"] = kept
    assert replay.get("/").status_code == 302


def test_signing_out_and_in_need_the_form_of_this_site(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    ready(cast.manager.person)
    assert give_password(client, cast.manager.person).status_code == 403
    inside = signed_in(cast.manager, Client(enforce_csrf_checks=True))
    assert inside.post("/sign-out/").status_code == 403
    assert inside.get("/").status_code == 200


def test_every_session_ends_at_once_when_the_last_seat_ends(cast: Cast) -> None:
    first, second = signed_in(cast.member), signed_in(cast.member)
    first.get("/")
    assert Session.objects.filter(person=cast.member.person).count() == 2
    end_seat(by=cast.manager, seat=cast.member.seat, last_day=cast.manager.today - timedelta(days=1))
    assert not Session.objects.filter(person=cast.member.person).exists()
    for client in (first, second):
        assert client.get("/").status_code == 302


def test_a_seat_that_ends_at_midnight_ends_its_session_then(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        end_seat(by=cast.manager, seat=cast.member.seat, last_day=cast.manager.today)
        client = signed_in(cast.member)
        assert client.get("/").status_code == 200
        clock.move_to(datetime(2027, 3, 3, 0, 1, tzinfo=UTC))
        client = signed_in(cast.member, client)
        assert "your seat has ended" in text(client.get("/", follow=True))


def test_without_a_seat_nobody_signs_in(cast: Cast) -> None:
    person = cast.member.person
    ready(person)
    end_seat(by=cast.manager, seat=cast.member.seat, last_day=cast.manager.today - timedelta(days=1))
    answer = give_password(Client(), person, follow=True)
    assert "Your sign-in is closed" in text(answer)


def test_changing_the_second_step_asks_for_the_second_step_again(cast: Cast) -> None:
    person = cast.manager.person
    app = ready(person)
    with time_machine.travel(NOW, tick=False) as clock:
        client = Client()
        give_password(client, person)
        client.post("/sign-in/code/", {"code": app.at(NOW)})
        clock.shift(6 * 60)
        for path in (
            "/my-sign-in/app/remove/",
            "/my-sign-in/passkeys/add/",
            "/my-sign-in/recovery-codes/new/",
        ):
            assert client.get(path).headers["Location"].startswith("/sign-in/confirm/?next="), path
        assert client.post("/my-sign-in/app/remove/").status_code == 302
        assert Authenticator.objects.filter(user=person, type="totp").exists()
        client.post("/sign-in/confirm/?next=/my-sign-in/app/remove/", {"code": app.at(timezone.now())})
        assert not Authenticator.objects.filter(user=person, type="totp").exists(), (
            "what was asked for was lost"
        )
        assert client.get("/").headers["Location"] == "/my-sign-in/app/", (
            "without a second step a page was open"
        )
        told = Letter.objects.filter(kind="second_factor_changed", to_person=person)
        assert told.exists()


def test_taking_a_second_step_off_ends_what_was_begun_elsewhere(cast: Cast) -> None:
    person = cast.manager.person
    app = ready(person)
    with time_machine.travel(NOW, tick=False) as clock:
        elsewhere, here = signed_in(cast.manager), Client()
        give_password(here, person)
        here.post("/sign-in/code/", {"code": app.at(NOW)})
        assert elsewhere.get("/grave/").status_code == 200
        clock.shift(6 * 60)
        here.post("/my-sign-in/app/remove/")
        here.post("/sign-in/confirm/?next=/my-sign-in/app/remove/", {"code": app.at(timezone.now())})
        assert elsewhere.get("/grave/").headers["Location"].startswith("/sign-in/?next=")
        assert here.get("/").headers["Location"] == "/my-sign-in/app/"


def test_a_grave_act_asks_for_the_second_step_again_after_a_quarter_of_an_hour(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(cast.manager)
        assert client.get("/grave/").status_code == 200
        clock.shift(16 * 60)
        assert client.get("/grave/").headers["Location"] == "/sign-in/confirm/?next=%2Fgrave%2F"
        assert client.post("/grave/").status_code == 200, "what was being typed was thrown away"


@pytest.mark.parametrize(
    "path",
    ["/accounts/signup/", "/signup/", "/sign-up/", "/accounts/login/", "/accounts/email/", "/email/",
     "/confirm-email/", "/my-sign-in/recovery-codes/download/", "/sign-in/trust/", "/admin/",
     "/my-sign-in/passkeys/signup/"],
)  # fmt: skip
def test_whatever_we_do_not_route_does_not_exist(cast: Cast, path: str) -> None:
    assert signed_in(cast.manager).get(path).status_code == 404


def test_next_never_leads_to_another_site(cast: Cast) -> None:
    person = cast.manager.person
    app = ready(person)
    client = Client()
    client.post("/sign-in/?next=https://evil.example/", {"login": person.email, "password": demo.PASSWORD})
    answer = client.post("/sign-in/code/?next=https://evil.example/", {"code": app.now()})
    assert answer.headers["Location"] == "/"
    cache.clear()
