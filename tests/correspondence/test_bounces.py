"""A letter that comes back is known to have come back, by its code alone, whatever a stranger sends us."""

from __future__ import annotations

import io
import sys
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from safeguarding.config.commands import letters as command
from safeguarding.config.commands.refusal import Refusal
from safeguarding.correspondence import actions, bounces
from safeguarding.correspondence.models import Bounce, Letter
from safeguarding.people.models import Person
from safeguarding.record import rows
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from tests.correspondence.reports import ABSENT, EXCHANGE, GMAIL, POSTFIX, SERVERS, report
from tests.people.cast import Cast, make_cast

NOW = timezone.now()
ID = bounces.message_id(7, NOW, "barnet.example")


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    made = make_cast()
    mail.outbox.clear()
    return made


@pytest.fixture
def letter(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Letter:
    return sent(cast, django_capture_on_commit_callbacks)


def sent(cast: Cast, committed: Any, **changes: Any) -> Letter:
    given = {
        "partnership": cast.barnet, "to": cast.dsp_police.person, "kind": "sign_off_asked",
        "subject_context": {"link": "/"}, "once_key": "sign:1",
    }  # fmt: skip
    with committed(execute=True):
        made = actions.post_kind(**(given | changes))
    made.refresh_from_db()
    assert made.state == Letter.SENT
    return made


def id_of(letter: Letter) -> str:
    return str(mail.outbox[-1].extra_headers["Message-ID"])


def arrives(data: bytes) -> bool:
    """What the command does with one message."""
    return command._note(data)


# Reading


@pytest.mark.parametrize("shape", SERVERS.values(), ids=SERVERS)
@pytest.mark.parametrize(("action", "final"), [("failed", True), ("delayed", False)])
def test_the_reports_of_three_mail_servers_are_read(shape: str, action: str, final: bool) -> None:
    status = "5.1.10" if final else "4.4.1"
    found = bounces.read(report(shape, ID, action=action, status=status))
    assert found == bounces.Report(7, int(NOW.timestamp()), final, status)


def test_the_headers_alone_or_the_answer_alone_are_enough() -> None:
    without_answer = EXCHANGE.replace("In-Reply-To: {id}\n", "").replace("References: {id}\n", "")
    assert bounces.read(report(without_answer, ID)) is not None
    without_original = GMAIL.replace("Message-ID: {id}\nFrom", "From")
    assert bounces.read(report(without_original, ID)) is not None


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "", "Failed?"])
def test_what_was_delivered_is_no_bounce(action: str) -> None:
    assert bounces.read(report(POSTFIX, ID, action=action, status="2.0.0")) is None


def test_of_several_addresses_the_one_that_failed_counts() -> None:
    block = "\nFinal-Recipient: rfc822; b@surgery.example\nAction: failed\nStatus: 5.2.2\n"
    shape = POSTFIX.replace("X-Postfix-Queue-ID: 9B21A1F\n", "").replace(
        "Diagnostic-Code: smtp; 550 {status} <p.quayle@surgery.example>: rejected\n", block
    )
    found = bounces.read(report(shape, ID, action="delayed", status="4.2.2"))
    assert found is not None
    assert (found.final, found.status) == (True, "5.2.2")


def test_a_report_of_the_newer_kind_is_read() -> None:
    shape = POSTFIX.replace("message/delivery-status", "message/global-delivery-status")
    assert bounces.read(report(shape, ID)) is not None


def test_an_answer_by_a_person_or_their_machine_is_no_bounce() -> None:
    assert bounces.read(report(ABSENT, ID)) is None
    message = EmailMessage()
    message["In-Reply-To"] = ID
    message.set_content("Action: failed\nStatus: 5.1.1\n")
    assert bounces.read(message.as_bytes()) is None


@pytest.mark.parametrize(
    "other",
    [
        "<letter-7-1795856411@barnet.example>",
        f"<letter-7-{int(NOW.timestamp())}-{'0' * 24}@barnet.example>",
        ID.replace("letter-7-", "letter-8-"),
        "<abc@barnet.example>",
        "",
    ],
    ids=["no mark", "a guessed mark", "another letter", "not ours", "none"],
)
def test_nobody_says_of_a_letter_that_they_never_had_that_it_came_back(other: str) -> None:
    assert all(bounces.read(report(shape, other)) is None for shape in SERVERS.values())


def _nested(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/report; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (head + "Content-Type: text/plain\n\nx\n").encode()


HOSTILE = {
    "nothing": b"",
    "bytes": bytes(range(256)) * 40,
    "too large": report(POSTFIX, ID) + b"x" * bounces.LARGEST,
    "parts in parts": _nested(400),
    "messages in messages": b"Content-Type: message/rfc822\n\n" * 3000,
    "many parts": (
        b'Content-Type: multipart/report; boundary="x"\n\n' + b"--x\nContent-Type: text/plain\n\na\n" * 9000
    ),
    "an unknown alphabet": b"Content-Type: multipart/report; boundary*=klingon'x'%ff%fe\n\n--x\n\n",
    "a broken code": report(POSTFIX, ID, status="5.9999.1"),
    "a code with more behind it": report(POSTFIX, ID, status="9.1.1; DROP TABLE"),
    "a status that is no status": report(POSTFIX, ID).replace(b"message/delivery-status", b"text/plain"),
    "headers that run on": report(POSTFIX, ID.replace("<", "<" * 100_000)),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_message_is_no_bounce_and_breaks_nothing(data: bytes) -> None:
    assert bounces.read(data) is None


@given(st.binary(max_size=4000), st.integers(0, 2600))
def test_a_report_with_any_bytes_in_it_is_read_or_is_not(noise: bytes, where: int) -> None:
    whole = report(POSTFIX, ID)
    found = bounces.read(whole[:where] + noise + whole[where:])
    assert found is None or found.letter == 7


@pytest.mark.parametrize(
    ("status", "says", "bad"),
    [
        ("5.1.1", "The address does not accept mail.", True),
        ("5.0.0", "The address does not accept mail.", True),
        ("5.2.1", "The mailbox does not accept mail.", True),
        ("5.2.2", "The mailbox is full.", False),
        ("5.7.1", "The other mail server refuses our mail; the system administrator can ask why.", False),
        ("4.4.7", "The other mail server could not be reached.", False),
        ("5.6.0", "The other mail server did not take the letter.", False),
    ],
)
def test_a_code_is_said_in_words(status: str, says: str, bad: bool) -> None:
    assert (bounces.in_words(status), bounces.address_is_bad(status)) == (says, bad)


# Noting


def test_a_letter_that_comes_back_is_marked_once_with_the_code_and_nothing_that_was_sent(
    letter: Letter,
) -> None:
    data = report(POSTFIX, id_of(letter))
    assert arrives(data)
    assert not arrives(data), "the same report again is nothing new"
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (Letter.BOUNCED, None)
    assert letter.last_error == "The address does not accept mail."
    row = Bounce.objects.get()
    assert (row.letter_id, row.number, row.final, row.status) == (letter.pk, 1, True, "5.1.1")
    assert [a.delivered for a in letter.tries.all()] == [True], "that it left stays"
    event = Event.objects.get(act="letter_came_back")
    assert event.stream_id == letter.partnership.stream_id


def test_a_letter_that_is_only_late_stays_sent(letter: Letter) -> None:
    assert arrives(report(EXCHANGE, id_of(letter), action="delayed", status="4.4.7"))
    letter.refresh_from_db()
    assert letter.state == Letter.SENT
    assert not Event.objects.filter(act="letter_came_back").exists()
    assert arrives(report(EXCHANGE, id_of(letter), status="4.4.7")), "and then it was given up"
    letter.refresh_from_db()
    assert letter.state == Letter.BOUNCED
    assert letter.last_error == "The other mail server could not be reached."


def test_a_report_of_a_letter_of_another_time_or_of_none_is_nothing(letter: Letter) -> None:
    other = bounces.message_id(letter.pk, timezone.now() + timezone.timedelta(days=9), "barnet.example")
    assert not arrives(report(POSTFIX, other))
    assert not arrives(report(POSTFIX, bounces.message_id(10**9, letter.queued_at, "barnet.example")))
    Letter.objects.filter(pk=letter.pk).update(attempts=0)
    assert not arrives(report(POSTFIX, id_of(letter))), "nothing has left"
    assert not Bounce.objects.exists()


def test_it_goes_again_to_the_address_that_was_put_right(
    cast: Cast, letter: Letter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = id_of(letter)
    arrives(report(GMAIL, first))
    Person.objects.filter(pk=cast.dsp_police.person.pk).update(email="right@police.example")
    with django_capture_on_commit_callbacks(execute=True):
        actions.try_again(by=cast.manager, letter=letter)
    letter.refresh_from_db()
    assert letter.state == Letter.SENT
    assert mail.outbox[-1].to == ["right@police.example"]
    assert arrives(report(GMAIL, first)), "the second try has a report of its own"
    assert [row.number for row in Bounce.objects.order_by("pk")] == [1, 2]


def test_a_report_that_comes_while_it_waits_to_go_again_does_not_stop_it(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=Letter.QUEUED, sent_at=None)
    assert arrives(report(POSTFIX, id_of(letter)))
    letter.refresh_from_db()
    assert letter.state == Letter.QUEUED


def test_a_letter_whose_words_were_not_kept_is_not_sent_again_empty(
    cast: Cast, settings: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.SAFEGUARDING_MODE = "production"
    made = sent(
        cast, django_capture_on_commit_callbacks,
        kind="mailbox_link", to="gp@surgery.example", subject_context={"link": "/door/abc/"},
    )  # fmt: skip
    arrives(report(POSTFIX, id_of(made)))
    with pytest.raises(NotAllowed) as no:
        actions.try_again(by=cast.manager, letter=made)
    assert no.value.refused.code == "words_not_kept"
    assert actions.told_otherwise(by=cast.manager, letter=made).state == Letter.CANCELLED


def test_what_was_told_in_another_way_is_set_aside_once(cast: Cast, letter: Letter) -> None:
    arrives(report(POSTFIX, id_of(letter)))
    with pytest.raises(NotAllowed):
        actions.told_otherwise(by=cast.chair, letter=letter)
    actions.told_otherwise(by=cast.manager, letter=letter)
    with pytest.raises(NotAllowed) as no:
        actions.told_otherwise(by=cast.manager, letter=letter)
    assert no.value.refused.code == "not_waiting"
    assert Event.objects.filter(act="told_otherwise").count() == 1


def test_what_came_back_can_only_be_added_to(letter: Letter) -> None:
    arrives(report(POSTFIX, id_of(letter)))
    with pytest.raises(DatabaseError), transaction.atomic():
        Bounce.objects.update(status="2.0.0")
    with pytest.raises(DatabaseError), transaction.atomic():
        Bounce.objects.all()._raw_delete(using="default")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such wall")
def test_what_came_back_to_another_partnership_does_not_exist(cast: Cast, letter: Letter) -> None:
    arrives(report(POSTFIX, id_of(letter)))
    with rows.scope([cast.devon.pk]):
        assert not Bounce.objects.exists()


# The command


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command on the database of the test."""
    monkeypatch.setattr(command, "open_record", lambda: None)


def run(where: str | Path) -> int:
    return command._bounces(SimpleNamespace(where=str(where)))  # type: ignore[arg-type]


def test_a_folder_is_read_once_and_each_message_then_counts_as_read(
    letter: Letter, opened: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.mx").write_bytes(report(POSTFIX, id_of(letter)))
    (tmp_path / "new" / "2.mx").write_bytes(report(ABSENT, id_of(letter)))
    (tmp_path / "new" / "3.mx").symlink_to("/etc/hostname")
    assert run(tmp_path) == 0
    assert capsys.readouterr().out == "1 report of letters noted; 1 other message.\n"
    assert sorted(one.name for one in (tmp_path / "cur").iterdir()) == ["1.mx:2,S", "2.mx:2,S"]
    assert run(tmp_path) == 0
    assert capsys.readouterr().out == "0 reports of letters noted; 0 other messages.\n"


def test_one_message_comes_on_standard_input(
    letter: Letter, opened: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = report(POSTFIX, id_of(letter))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert run("-") == 0
    assert "1 report" in capsys.readouterr().out


def test_a_place_that_is_no_mailbox_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not a mailbox folder"):
        run(tmp_path / "nowhere")


def test_what_the_database_did_not_take_is_handed_over_again(
    letter: Letter,
    opened: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.mx").write_bytes(report(POSTFIX, id_of(letter)))

    def locked(**_: object) -> bool:
        raise DatabaseError("database is locked: p.quayle@surgery.example")

    with monkeypatch.context() as busy:
        busy.setattr(actions, "take_back", locked)
        assert run(tmp_path) == command.TRY_LATER == 75
    assert "surgery" not in capsys.readouterr().err
    assert (tmp_path / "new" / "1.mx").exists()
    assert run(tmp_path) == 0
    assert Bounce.objects.count() == 1
