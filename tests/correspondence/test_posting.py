"""Letters leave with the act that causes them, once, and what became of them is known."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta
from email.message import Message
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from safeguarding.correspondence import actions, queries
from safeguarding.correspondence.kinds import LetterKind
from safeguarding.correspondence.models import Attempt, Letter
from safeguarding.record import rows
from tests.people.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    mail.outbox.clear()
    return made


@pytest.fixture
def post(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Post as an act does, and let it commit."""

    def posting(**changes: Any) -> Letter:
        given = {
            "partnership": cast.barnet,
            "to": cast.dsp_police.person,
            "kind": LetterKind.SIGN_OFF_ASKED,
            "subject_context": {"link": "/work/", "due": date(2026, 12, 29)},
            "once_key": "sign:1",
        }
        with django_capture_on_commit_callbacks(execute=True):
            return actions.post_kind(**(given | changes))

    return posting


class Down(smtplib.SMTPServerDisconnected):
    """A mail server that is not there."""


def breaks(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def send(self: mail.EmailMessage, fail_silently: bool = False) -> int:
        raise problem

    monkeypatch.setattr(mail.EmailMessage, "send", send)


def test_a_letter_is_sent_when_the_act_has_committed(post: Any, cast: Cast) -> None:
    letter = post()
    letter.refresh_from_db()
    assert letter.state == Letter.SENT
    (sent,) = mail.outbox
    assert sent.to == [cast.dsp_police.person.email]
    assert sent.reply_to == [cast.barnet.email]
    message: Message = sent.message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert [(a.number, a.delivered) for a in Attempt.objects.filter(letter=letter)] == [(1, True)]


def test_an_act_that_fails_sends_nothing(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    @transaction.atomic
    def act() -> None:
        actions.post_kind(partnership=cast.barnet, to="a@example.org", kind="notified", once_key="x")
        raise RuntimeError("the act failed")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        act()
    assert not Letter.objects.filter(once_key="x").exists()
    assert mail.outbox == []


def test_the_same_occasion_posts_once(post: Any) -> None:
    assert post() == post()
    assert len(mail.outbox) == 1


def test_sending_again_what_has_left_sends_nothing(post: Any) -> None:
    letter = post()
    assert actions.send(letter.pk)
    assert actions.send_due() == 0
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_is_tried_again_and_again_and_then_somebody_is_told(
    post: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch, Down("cannot reach piers@barnet.example"))
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        letter = post()
        for wait in actions.WAITS:
            letter.refresh_from_db()
            assert letter.state == Letter.QUEUED
            assert letter in queries.undelivered(cast.barnet)
            assert letter.due_at - timezone.now() == wait
            clock.shift(wait - timedelta(seconds=1))
            assert actions.send_due() == 0
            clock.shift(timedelta(seconds=2))
            assert actions.send_due() == 1
    letter.refresh_from_db()
    assert letter.state == Letter.FAILED
    assert letter.attempts == len(actions.WAITS) + 1 == letter.tries.count()
    assert letter in queries.undelivered(cast.barnet)
    assert not any("@" in one.error for one in letter.tries.all())


def test_a_refused_address_is_said_without_the_address(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(monkeypatch, smtplib.SMTPRecipientsRefused({"piers@barnet.example": (550, b"no such user")}))
    letter = post()
    letter.refresh_from_db()
    assert letter.last_error == "The mail server does not know the address."


def test_a_letter_that_recovers_is_delivered_once(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        breaks(broken, Down())
        letter = post()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert actions.send_due() == 1
    letter.refresh_from_db()
    assert letter.state == Letter.SENT
    assert [a.delivered for a in letter.tries.order_by("number")] == [False, True]
    assert len(mail.outbox) == 1


def test_a_worker_that_died_leaves_its_letter_to_the_next_under_the_same_id(
    cast: Cast, post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dead:
        dead.setattr(actions, "_write_down", lambda *_: None)
        letter = post()
    assert actions.send_due() == 0, "it is still claimed"
    with time_machine.travel(timezone.now() + actions.CLAIM + timedelta(seconds=1)):
        assert actions.send_due() == 1
    letter.refresh_from_db()
    assert letter.state == Letter.SENT
    ids = {sent.extra_headers["Message-ID"] for sent in mail.outbox}
    assert len(mail.outbox) == 2
    assert len(ids) == 1


def test_a_letter_no_longer_wanted_is_stopped_and_a_sent_one_stays_sent(cast: Cast, post: Any) -> None:
    with transaction.atomic():
        waiting = actions.post_kind(
            partnership=cast.barnet, to="a@example.org", kind="notified", once_key="w"
        )
    assert actions.cancel(letter=waiting).state == Letter.CANCELLED
    actions.send(waiting.pk)
    assert mail.outbox == []
    assert actions.cancel(letter=post()).state == Letter.SENT


@pytest.mark.parametrize("to", ["", "not an address", "a@example.org\nBcc: b@example.org", "a@b.c, d@e.f"])
def test_a_letter_to_no_address_or_two_is_refused(post: Any, to: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        post(to=to)


def test_the_words_and_the_address_do_not_lie_open_in_the_database(post: Any) -> None:
    letter = post(to="gp@surgery.example", kind="sign_in_code", subject_context={"code": "493021"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_address, body FROM correspondence_letter WHERE id = %s", [letter.pk])
        stored = " ".join(cursor.fetchone())
    assert "surgery" not in stored
    assert "493021" not in stored


@pytest.mark.parametrize(("mode", "keeps"), [("production", False), ("demo", True)])
def test_a_letter_that_opened_a_door_is_not_kept_in_words_once_delivered(
    post: Any, monkeypatch: pytest.MonkeyPatch, mode: str, keeps: bool
) -> None:
    monkeypatch.setattr(settings, "SAFEGUARDING_MODE", mode)
    letter = post(kind="sign_in_code", subject_context={"code": "493021"})
    letter.refresh_from_db()
    assert "493021" in mail.outbox[0].body
    assert ("493021" in letter.body) is keeps


def test_tries_can_only_be_added(post: Any) -> None:
    letter = post()
    with pytest.raises(DatabaseError), transaction.atomic():
        Attempt.objects.filter(letter=letter).update(delivered=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attempt.objects.filter(letter=letter)._raw_delete(using="default")


def test_the_anchor_goes_to_the_partnership_once_a_day(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.post_anchor(partnership=cast.barnet, text='{"heads": {}}\nabc\n', day=date(2026, 12, 18))
    (sent,) = mail.outbox
    assert sent.to == [cast.barnet.email]
    assert sent.body.endswith('{"heads": {}}\nabc\n')
    assert "Friday 18 December 2026" in sent.body


def test_what_a_case_and_a_person_were_sent_can_be_read_back(post: Any, cast: Cast) -> None:
    assert cast.barnet.stream
    letter = post(stream=cast.barnet.stream)
    assert list(queries.for_stream(cast.barnet.stream)) == [letter]
    assert letter in queries.addressed_to(cast.dsp_police.person)
    assert letter in queries.outbox(cast.barnet)
    assert letter not in queries.outbox(cast.devon)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such wall")
def test_another_partnership_s_letters_do_not_exist(post: Any, cast: Cast) -> None:
    letter = post()
    with rows.scope([cast.devon.pk]):
        assert not Letter.objects.filter(pk=letter.pk).exists()
        assert not Attempt.objects.filter(letter_id=letter.pk).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.create(
                partnership=cast.barnet, to_address="a@b.c", kind="notified", once_key="over the wall"
            )
