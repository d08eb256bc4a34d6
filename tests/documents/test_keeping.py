"""Files and papers in the database: encrypted, bound to their case, sealed for good, and found again by
their bytes.
"""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from safeguarding.documents import actions, queries, serving
from safeguarding.documents.models import Document, File, Sealed
from safeguarding.documents.virus import scan
from safeguarding.record import rows
from safeguarding.record.actions import open_stream
from safeguarding.record.models import Event, Stream
from safeguarding.record.vault import CannotOpen
from safeguarding.statute.answer import Allowed, NotAllowed, Refused
from safeguarding.statute.terms import DocumentKind
from tests.documents import makers
from tests.documents.papers import given
from tests.people.cast import Cast, make_cast

REPORT = DocumentKind.RR_REPORT


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def stream(cast: Cast) -> Stream:
    return open_stream(kind="case", of=9001, partnership=cast.barnet.pk)


def kept(
    cast: Cast, stream: Stream, name: str = "Larkin summary.txt", data: bytes = b"She was seen."
) -> File:
    return actions.keep_upload(by=cast.author, stream=stream, name=name, data=data)


def test_a_file_comes_back_exactly_as_it_was_given(cast: Cast, stream: Stream) -> None:
    data = makers.word()
    file = kept(cast, stream, "return.docx", data)
    assert queries.read(File.objects.get(pk=file.pk)) == data
    assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert file.size == len(data)


@pytest.mark.usefixtures("chain_verifies")
def test_keeping_a_file_is_on_the_record_without_its_name(cast: Cast, stream: Stream) -> None:
    file = kept(cast, stream)
    event = Event.objects.get(stream=stream, act="file_kept")
    assert event.on == {"file": file.reference, "sha256": file.sha256}
    assert b"Larkin" not in bytes(event.bytes)


def test_neither_the_bytes_nor_the_name_of_a_file_lie_open_in_the_database(
    cast: Cast, stream: Stream
) -> None:
    file = kept(cast, stream)
    assert b"She was seen" not in bytes(Sealed.objects.get(file=file).blob)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM documents_file WHERE id = %s", [file.pk])
        assert "Larkin" not in cursor.fetchone()[0]


def test_a_file_moved_under_another_case_does_not_open(cast: Cast, stream: Stream) -> None:
    other = open_stream(kind="case", of=9002, partnership=cast.barnet.pk)
    file, decoy = kept(cast, stream), kept(cast, other)
    Sealed.objects.filter(file=decoy).update(blob=Sealed.objects.get(file=file).blob)
    with pytest.raises(CannotOpen):
        queries.read(File.objects.get(pk=decoy.pk))


def test_a_changed_file_does_not_open(cast: Cast, stream: Stream) -> None:
    file = kept(cast, stream)
    blob = bytearray(Sealed.objects.get(file=file).blob)
    blob[-1] ^= 1
    Sealed.objects.filter(file=file).update(blob=bytes(blob))
    with pytest.raises(CannotOpen):
        queries.read(File.objects.get(pk=file.pk))


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 1}])
def test_what_is_written_about_a_file_cannot_be_changed(
    cast: Cast, stream: Stream, change: dict[str, object]
) -> None:
    file = kept(cast, stream)
    with pytest.raises(DatabaseError), transaction.atomic():
        File.objects.filter(pk=file.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        File.objects.filter(pk=file.pk)._raw_delete(using="default")


def test_a_harmful_file_is_refused_and_leaves_nothing_behind(cast: Cast, stream: Stream) -> None:
    with pytest.raises(NotAllowed) as refused:
        kept(cast, stream, "return.docx", b"MZ\x90\x00not a document\x00")
    assert refused.value.refused.mend
    assert not File.objects.exists()
    assert not Event.objects.filter(act="file_kept").exists()


# Handing a file out


@pytest.mark.parametrize(
    "name",
    [
        "report.txt",
        "Bericht “Zoë”; x.txt",
        "a.txt\r\nSet-Cookie: a=b.txt",
        '<img src=x onerror="alert(1)">.txt',
    ],
)
def test_a_file_is_handed_out_to_be_saved_and_never_to_be_run(cast: Cast, stream: Stream, name: str) -> None:
    response = serving.serve(
        kept(cast, stream, name, b"<script>alert(1)</script> is what she wrote".rjust(60, b"."))
    )
    said = response.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="')
    assert "\r" not in said
    assert "\n" not in said
    assert said.count('"') == 2
    assert "filename*=UTF-8''" in said
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox;")
    assert response.headers["Cache-Control"] == "no-store, private"


# Papers


def test_a_draft_is_a_new_version_each_time_and_the_earlier_ones_stay(cast: Cast, stream: Stream) -> None:
    first = actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given())
    second = actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given(subtitle="Second look"))
    assert [d.version for d in queries.versions(stream, REPORT)] == [2, 1]
    assert queries.latest(stream, REPORT) == second
    assert queries.latest_sealed(stream, REPORT) is None
    assert first.pdf.sha256 != second.pdf.sha256


@pytest.mark.usefixtures("chain_verifies")
def test_sealing_makes_the_final_paper_and_records_its_hashes(cast: Cast, stream: Stream) -> None:
    drafted = actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given())
    sealed = actions.seal(by=cast.chair, document=drafted, data=given(subtitle="As signed"))
    assert sealed.is_sealed
    assert sealed.version == 2
    assert not drafted.is_sealed
    event = Event.objects.get(stream=stream, act="document_sealed")
    assert sealed.event == event
    assert event.on["pdf"] == hashlib.sha256(queries.read(sealed.pdf)).hexdigest()
    assert event.on["word"] == hashlib.sha256(queries.read(sealed.word)).hexdigest()
    assert b"Rapid review report" not in bytes(event.bytes)


def test_a_sealed_paper_is_re_issued_byte_for_byte(cast: Cast, stream: Stream) -> None:
    sealed = actions.publish_now(
        by=cast.manager, stream=stream, kind=DocumentKind.DECISION_RECORD, data=given()
    )
    first = serving.serve(sealed.pdf).content
    again = serving.serve(Document.objects.get(pk=sealed.pk).pdf).content
    assert first == again
    assert hashlib.sha256(again).hexdigest() == sealed.sha256


@pytest.mark.parametrize(
    "change", [{"state": "draft"}, {"sha256": "0" * 64}, {"version": 9}, {"marking": "OFFICIAL"}]
)
def test_a_sealed_paper_cannot_be_changed_even_by_us(
    cast: Cast, stream: Stream, change: dict[str, object]
) -> None:
    sealed = actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given())
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=sealed.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=sealed.pk)._raw_delete(using="default")
    assert Document.objects.get(pk=sealed.pk).is_sealed


def test_a_later_paper_supersedes_the_one_before_and_both_stay(cast: Cast, stream: Stream) -> None:
    first = actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given())
    second = actions.publish_now(
        by=cast.manager, stream=stream, kind=REPORT, data=given(subtitle="Completed")
    )
    assert second.supersedes == first
    assert queries.latest_sealed(stream, REPORT) == second
    with pytest.raises(NotAllowed, match="already been replaced"):
        actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given(), supersedes=first)


def test_a_draft_is_not_something_to_supersede(cast: Cast, stream: Stream) -> None:
    drafted = actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given())
    with pytest.raises(NotAllowed, match="Only a sealed paper"):
        actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given(), supersedes=drafted)


def test_two_papers_of_one_kind_in_a_case_are_told_apart(cast: Cast, stream: Stream) -> None:
    one = actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given(), about="return:1")
    two = actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given(), about="return:2")
    assert one.version == two.version == 1
    assert queries.latest(stream, REPORT, "return:1") == one


def test_a_paper_is_known_by_its_bytes_alone(cast: Cast, stream: Stream) -> None:
    sealed = actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given())
    for data in (queries.read(sealed.pdf), queries.read(sealed.word)):
        assert queries.ours(data) == sealed
        assert queries.ours(data + b" ") is None


def test_what_people_gave_us_is_listed_apart_from_what_we_made(cast: Cast, stream: Stream) -> None:
    actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given())
    file = kept(cast, stream)
    assert list(queries.files_for(stream)) == [file]
    assert queries.for_stream(stream).count() == 1


def test_a_paper_that_cannot_be_made_leaves_nothing_behind(cast: Cast, stream: Stream) -> None:
    with pytest.raises(ValueError, match="title"):
        actions.draft(by=cast.manager, stream=stream, kind=REPORT, data=given(title=""))
    assert not File.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such wall")
def test_another_partnership_s_files_do_not_exist(cast: Cast, stream: Stream) -> None:
    sealed = actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given())
    data = queries.read(sealed.pdf)
    with rows.scope([cast.devon.pk]):
        assert not File.objects.exists()
        assert not Sealed.objects.exists()
        assert not Document.objects.exists()
        assert queries.ours(data) is None


# The virus scanner


class Scanner(threading.Thread):
    """A clamd that answers as it is told, and keeps what it was sent."""

    def __init__(self, path: Path, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.answer, self.got = answer, b""
        self.door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.door.bind(str(path))
        self.door.listen()

    def run(self) -> None:
        with self.door:
            caller, _ = self.door.accept()
        with caller, caller.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", stream.read(4))[0]:
                self.got += stream.read(size)
            caller.sendall(self.answer)


@pytest.fixture
def address(tmp_path: Path) -> Path:
    return tmp_path / "clamd"


def test_the_scanner_is_sent_the_whole_file_and_its_word_counts(address: Path) -> None:
    data = bytes(range(256)) * 1000
    scanner = Scanner(address, b"stream: OK\0")
    scanner.start()
    assert scan(data, str(address)) == Allowed()
    scanner.join(5)
    assert scanner.got == data


def test_a_virus_keeps_the_file_out(address: Path) -> None:
    Scanner(address, b"stream: Win.Test.EICAR_HDB-1 FOUND\0").start()
    answer = scan(b"x", str(address))
    assert isinstance(answer, Refused)
    assert answer.code == "file_virus"


@pytest.mark.parametrize("reply", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"nonsense\0"])
def test_a_scanner_that_does_not_answer_keeps_the_file_out(address: Path, reply: bytes) -> None:
    Scanner(address, reply).start()
    answer = scan(b"x", str(address))
    assert isinstance(answer, Refused)
    assert answer.code == "file_not_scanned"


def test_a_scanner_that_is_down_keeps_the_file_out_and_says_what_is_safe(
    cast: Cast, stream: Stream, monkeypatch: pytest.MonkeyPatch, address: Path
) -> None:
    monkeypatch.setattr(settings, "SAFEGUARDING_CLAMAV_SOCKET", str(address))
    with pytest.raises(NotAllowed, match="does not answer"):
        kept(cast, stream)
    assert not File.objects.exists()


def test_a_file_that_was_scanned_says_so(
    cast: Cast, stream: Stream, monkeypatch: pytest.MonkeyPatch, address: Path
) -> None:
    monkeypatch.setattr(settings, "SAFEGUARDING_CLAMAV_SOCKET", str(address))
    Scanner(address, b"stream: OK\0").start()
    assert kept(cast, stream).checked_for_viruses
