"""Drafts, the demonstration's ready sign-ins, performing an act, and the wall of the database."""

from __future__ import annotations

import json
from importlib import reload

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path

from safeguarding.people import demo, queries
from safeguarding.people.acting import Acting
from safeguarding.people.actions import discard_draft, drafts, save_draft
from safeguarding.people.actions.drafts import LARGEST, TOO_LONG
from safeguarding.people.models import Draft
from safeguarding.people.web import perform
from safeguarding.record import rows
from safeguarding.record.models import Look, Stream
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.ui import forms
from tests.people.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


class Say(forms.Form):
    words = forms.Text(label="Words")


def asking(who: Acting, **posted: str) -> HttpRequest:
    request = RequestFactory().post("/say/", posted)
    request.acting = who  # type: ignore[attr-defined]
    request.resolver_match = path("say/", lambda r: r, name="say").resolve("say/")
    return request


def test_an_act_is_done_once_however_often_the_form_is_sent(cast: Cast) -> None:
    done: list[str] = []
    for _ in range(3):
        request = asking(cast.manager, words="a", once="k" * 20)
        form = Say(request.POST)
        answer = perform(request, form, lambda: done.append("x") or "done", lambda said: f"/{said}/")
        assert answer is not None
        assert answer.headers["Location"] == "/done/"
    assert done == ["x"]


def test_a_refused_act_leaves_a_look_and_can_be_tried_again(cast: Cast) -> None:
    def refuse() -> None:
        raise NotAllowed(Refused("too_early", "It is too early.", "Wait a day."))

    request = asking(cast.manager, words="typed words", once="k" * 20)
    form = Say(request.POST)
    assert perform(request, form, refuse, "/") is None
    assert form.status == 409
    assert form.once != "k" * 20
    look = Look.objects.get(kind="refused")
    assert (look.what, look.person) == ("too_early", str(cast.manager.person.pk))
    assert look.stream == cast.barnet.stream
    again = asking(cast.manager, words="a", once="k" * 20)
    assert perform(again, Say(again.POST), lambda: 1, "/there/") is not None


def test_what_was_typed_wrongly_is_no_refusal(cast: Cast) -> None:
    request = asking(cast.manager, words="")
    form = Say(request.POST)
    assert perform(request, form, lambda: pytest.fail("acted"), "/") is None
    assert form.status == 422
    assert not Look.objects.exists()


def test_a_draft_is_kept_while_it_is_typed_and_only_its_writer_reads_it(cast: Cast) -> None:
    client = signed_in(cast.author)
    answer = client.post("/draft/return/k7m2/", {"knew": ["a", "b"], "how": "By phone", "once": "1"})
    assert len(json.loads(answer.content)["saved"]) == 5
    client.post("/draft/return/k7m2/", {"knew": ["a", "b"], "how": "By letter"})
    assert queries.load_draft(cast.author.person, "return", "k7m2") == {
        "knew": ["a", "b"],
        "how": "By letter",
    }
    assert queries.load_draft(cast.senior.person, "return", "k7m2") == {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM people_draft")
        (stored,) = cursor.fetchone()
    assert "letter" not in stored, "a draft lies unencrypted in the database"
    discard_draft(person=cast.author.person, form="return", subject="k7m2")
    assert not Draft.objects.exists()


def test_drafts_need_somebody_and_have_an_end(cast: Cast) -> None:
    assert Client().post("/draft/return/k7m2/", {"a": "b"}).status_code == 401
    client = signed_in(cast.author)
    assert client.get("/draft/return/k7m2/").status_code == 405
    long = client.post("/draft/return/", {"a": "x" * LARGEST})
    assert long.status_code == 413
    assert "too long" in json.loads(long.content)["problem"]
    save_draft(cast.author.person, "return", "", {"a": "x" * (LARGEST - 8)})
    with pytest.raises(NotAllowed) as no:
        save_draft(cast.author.person, "return", "", {"a": "é" * (LARGEST - 8)})
    assert no.value.refused is TOO_LONG
    assert signed_in(cast.contact).post("/draft/return/k7m2/", {"a": "b"}).status_code == 200


def test_what_somebody_may_not_see_has_no_drafts(cast: Cast) -> None:
    client = signed_in(cast.author)
    answers = {
        (answer.status_code, answer.content)
        for answer in (
            client.post(f"/draft/{path}/", {"a": "b"})
            for path in ("return/hidden", "return/other", f"return/{'s' * 81}", "f" * 61, "unheard-of")
        )
    }
    assert len(answers) == 1, "the answers tell one thing that may not be seen from another that is not there"
    assert answers.pop()[0] == 404
    assert not Draft.objects.exists()


def test_the_oldest_draft_makes_room_and_typing_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 3)
    author = cast.author.person
    save_draft(cast.senior.person, "return", "of somebody else", {"a": 1})
    for subject in ("one", "two", "three", "one", "four", "four"):
        save_draft(author, "return", subject, {"a": subject})
    assert set(author.drafts.values_list("subject", flat=True)) == {"three", "one", "four"}
    assert cast.senior.person.drafts.count() == 1


def test_the_demonstration_signs_in_anybody_by_one_press(cast: Cast) -> None:
    client = Client()
    demo.make_ready(cast.dsp_police.person)
    page = client.get("/demo/").content.decode()
    assert "Sign in as Piers Vantongeren" in page
    assert demo.code_now(cast.dsp_police.person) in page
    assert "Orla Fennimore" not in page, "somebody who comes by a link was offered a sign-in"
    assert client.get(f"/demo/{cast.dsp_police.seat.pk}/").status_code == 405
    client.post(f"/demo/{cast.dsp_police.seat.pk}/")
    assert b"home of Delegated safeguarding partner (police)" in client.get("/").content
    client.post(f"/demo/{cast.manager.seat.pk}/")
    assert b"home of Partnership manager" in client.get("/").content
    assert client.post(f"/demo/{cast.contact.seat.pk}/").status_code == 403


def test_production_has_no_ready_sign_ins(cast: Cast, settings: object) -> None:
    from safeguarding.people import urls

    settings.SAFEGUARDING_MODE = "production"  # type: ignore[attr-defined]
    try:
        names = {pattern.name for pattern in reload(urls).urlpatterns}
        assert "account_login" in names
        assert not {"demo", "demo_be"} & names
        with pytest.raises(demo.NotADemonstration):
            demo.make_ready(cast.manager.person)
    finally:
        settings.SAFEGUARDING_MODE = "test"  # type: ignore[attr-defined]
        reload(urls)


def test_the_database_shows_a_person_the_partnerships_of_their_seats_only(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no wall")
    seen: list[set[str]] = []

    def view(request: HttpRequest) -> object:
        from django.http import HttpResponse

        seen.append(set(Stream.objects.values_list("partnership_key", flat=True)))
        return HttpResponse("")

    from safeguarding.people.middleware import ActingMiddleware
    from tests.people import urls

    urls.urlpatterns.append(path("wall/", view))  # type: ignore[arg-type]
    assert ActingMiddleware
    signed_in(cast.manager).get("/wall/")
    signed_in(cast.stranger).get("/wall/")
    Client().get("/wall/")
    assert seen == [{str(cast.barnet.pk)}, {str(cast.devon.pk)}, set()]
    with rows.scope("all"):
        assert Stream.objects.count() == 2
