"""What leaves the system unasked: its log, its letters, and what somebody typed (A24, A30, A31)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.utils import timezone
from lxml import html

from safeguarding.config.logs import Discreet
from safeguarding.correspondence.models import Letter
from safeguarding.people import web
from safeguarding.people.actions import give_seat
from safeguarding.people.models import Person
from safeguarding.statute.terms import Role
from tests.people.cast import Cast, signed_in
from tests.roles.expected import Answer, answer
from tests.roles.pages import address, forms
from tests.roles.table import ROWS
from tests.roles.world import World, make_world

CANARY = "Zq7canaryWren"
PEOPLE = ("manager", "chair", "dsp_la", "notifier", "decider", "author", "member", "sys_admin")
EVIL = "\"'><x-evil onmouseover=alert(1)>{{7*7}}</textarea></script><x-evil>"
NEVER_IN_A_LETTER = (
    "Quillfeather", "Tobias", "Esme", "unresponsive", "bruise", "999 123 4567", "Made-up Row", "neighbour",
    "night line",
)  # fmt: skip


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_world()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the service would write to its log, as it would write it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def test_a_fault_writes_nothing_that_was_typed_to_the_log(
    world: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(key: str, *_: Any) -> str:
        raise ValueError(f"could not keep {CANARY}")

    monkeypatch.setattr(web, "exactly_once", fails)
    broken = 0
    for name in PEOPLE:
        browser = signed_in(world.people[name], Client(raise_request_exception=False))
        for row in ROWS:
            if answer(world, row, name) is not Answer.SHOWN or row.rule in {"anybody", "own sign-in"}:
                continue
            where = address(world, row)
            for data in forms(browser.get(where).content).values():
                said = {
                    key: CANARY if value == "Words for the test." else value for key, value in data.items()
                }
                got = browser.post(where, said)
                if got.status_code == 500:
                    broken += 1
                    assert CANARY not in got.content.decode()
    assert broken > 20, "too few faults were provoked to prove anything"
    assert "Traceback" not in log.getvalue()
    assert "ValueError" in log.getvalue(), "the kind of fault is there"
    assert CANARY not in log.getvalue()
    assert not mail.outbox, "nobody is sent a fault by e-mail"


@pytest.mark.parametrize(
    "path",
    [
        "/door/s3cret-token/",
        "/door/s3cret-token/code/",
        "/invitation/s3cret-token/",
        "/calendar/s3cret-token.ics",
    ],
)
def test_the_secret_of_a_link_is_not_in_the_log(cast: Cast, log: io.StringIO, path: str) -> None:
    Client().get(path)
    Client().post(path, {"code": "12"})
    assert "s3cret" not in log.getvalue()


def test_a_secret_is_struck_out_of_any_line() -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 0, "Gone: %s and %s",
                               ("/door/abc-DEF_9/code/", "/password/new/7-xyz/"), None)  # fmt: skip
    assert Discreet("%(message)s").format(record) == "Gone: /door/…/code/ and /password/new/…/"


def test_letters_name_nobody_of_a_case_and_tell_nothing_of_it(world: World) -> None:
    letters = list(Letter.objects.all())
    assert len(letters) > 20
    references = {case.reference for case in world.cases.values()}
    for letter in letters:
        for word in NEVER_IN_A_LETTER:
            assert word.lower() not in f" {letter.subject} {letter.body} ".lower().replace("toward", ""), (
                letter.kind
            )
        assert not any(reference in letter.subject for reference in references), letter.kind
        assert "\n" not in letter.subject
        assert "\r" not in letter.subject


@pytest.mark.parametrize("end", ["\r\nBcc: evil@evil.example", "\nSubject: x", "\r", "\x0bX: y"])
def test_no_name_or_address_makes_a_header_of_a_letter(cast: Cast, end: str) -> None:
    """Asking for a link with a broken name or address sends nothing to anybody else."""
    before = Letter.objects.count()
    for name, email in ((f"Orla{end}", "new@larkfield.example"), ("Orla", f"new@larkfield.example{end}")):
        Client().post(
            "/refer/barnet/link/",
            {"name": name, "organisation": "Trust", "email": email, "once": name + email},
        )
    for letter in Letter.objects.order_by("pk")[before:]:
        assert "evil" not in letter.to_address
        assert not set("\r\n") & set(letter.subject + letter.to_address)
    for sent in mail.outbox:
        assert "evil@evil.example" not in sent.recipients()


def test_a_link_can_be_asked_for_a_few_times_only_and_the_answer_stays_the_same(cast: Cast) -> None:
    """Otherwise anybody could fill somebody's letterbox, or put their link out of use."""
    browser, before = Client(), Letter.objects.count()
    answers = {
        browser.post(
            "/refer/barnet/link/",
            {"name": "Orla", "organisation": "T", "email": "a@larkfield.example", "once": f"k{number}"},
        ).status_code
        for number in range(9)
    }
    assert answers == {302}
    assert Letter.objects.count() - before == 5


def test_a_name_that_a_stranger_typed_beside_an_address_is_not_taken_over(cast: Cast) -> None:
    said = {
        "name": "Ring 0900 for a prize",
        "organisation": "T",
        "email": "new@larkfield.example",
        "once": "k",
    }
    assert Client().post("/refer/barnet/link/", said).status_code == 302
    seat = give_seat(
        by=cast.manager, partnership=cast.barnet, email="new@larkfield.example", name="Nora Whitlock",
        role=Role.LTRG_MEMBER, since=timezone.localdate(), agency=cast.hospital,
    )  # fmt: skip
    assert Person.objects.get(pk=seat.person_id).name == "Nora Whitlock"


def test_what_was_typed_is_never_markup_on_any_page(world: World) -> None:
    """Every free text in the database becomes an attack; then every page is read as a browser would."""
    spoilt = _spoil()
    assert spoilt > 30
    wrong: list[str] = []
    shown = 0
    for name in PEOPLE:
        browser = signed_in(world.people[name], Client(raise_request_exception=False))
        for row in ROWS:
            if answer(world, row, name) is not Answer.SHOWN:
                continue
            got = browser.get(address(world, row))
            if got.status_code == 500:
                wrong.append(f"{name} at {row.name}: 500")
            if not got.content or not got.headers.get("Content-Type", "").startswith("text/html"):
                continue
            shown += got.content.count(b"x-evil")
            page = html.fromstring(got.content)
            if page.xpath("//x-evil | //@onmouseover") or b"49</textarea>" in got.content:
                wrong.append(f"{name} at {row.name}: markup")
    assert not wrong, "\n".join(wrong)
    assert shown > 50, "the attack was not even shown"


def _spoil() -> int:
    """Put the attack in every free text; how many columns took it."""
    spoilt = 0
    for model in apps.get_models():
        if model._meta.app_label in {"record", "sessions", "account", "mfa", "contenttypes", "auth"}:
            continue
        for field in model._meta.concrete_fields:
            long = isinstance(field, models.TextField) or (
                isinstance(field, models.CharField) and (field.max_length or 0) >= 100
            )
            if (
                not long
                or field.choices
                or field.unique
                or field.name in {"password", "profile", "colour", "to", "reference"}
            ):
                continue
            if (
                isinstance(field, models.JSONField)
                or "Json" in type(field).__name__
                or "JSON" in type(field).__name__
            ):
                continue
            if "Encrypted" in type(field).__name__:  # cannot be searched, so that each is looked at
                said = [row.pk for row in model._default_manager.all() if getattr(row, field.name)]
                rows = model._default_manager.filter(pk__in=said)
            else:
                rows = model._default_manager.exclude(**{field.name: ""})
            try:
                with transaction.atomic():
                    spoilt += bool(rows.update(**{field.name: EVIL}))
            except (DatabaseError, TypeError, ValueError):
                continue  # a table that can only be added to, or a text with a form of its own
    return spoilt
