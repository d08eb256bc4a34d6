"""Files that are damaged, locked or meant to harm: said plainly and never called clean."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Pdf

from safeguarding.reports.leaks import check
from tests.leakcheck.case import CANARY, LIST, judged
from tests.leakcheck.pdf import changed, drawn, pdf, shown
from tests.leakcheck.word import WORD, docx, p, part

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<a>&b;&b;&b;</a>"
)
READS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'


def bomb() -> bytes:
    return docx("", {"word/media/zeros.bin": b"\0" * 40_000_000})


def nested(deep: int) -> bytes:
    made = docx(p(CANARY))
    for _ in range(deep):
        made = docx("", {"word/embeddings/in.docx": made})
    return made


def locked(**passwords: str) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf(drawn(shown(CANARY))))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(**passwords))
    return out.getvalue()


def looped() -> bytes:
    def change(made: Pdf) -> None:
        one = made.make_indirect(Dictionary(S=pikepdf.Name.P))
        one.K = Array([one])
        one.P = one
        made.Root.StructTreeRoot = one
        made.Root.Outlines = one

    return changed(change)


def page_loop() -> bytes:
    return (
        pdf().replace(b"/Kids [ 3 0 R ]", b"/Kids [ 2 0 R ]").replace(b"/Kids [ 4 0 R ]", b"/Kids [ 3 0 R ]")
    )


def comment() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as packed:
        packed.comment = CANARY.encode()
    return out.getvalue()


def macros() -> bytes:
    made = docx(p(CANARY), {"word/vbaProject.bin": b"Attribut"})
    return made


HALF = part("hdr", p(CANARY))[:-20]
HOSTILE: dict[str, tuple[bytes, str]] = {
    "a zip bomb": (bomb(), "far larger than any report"),
    "files inside files without end": (nested(7), "too many files inside one another"),
    "entities": (docx("", {WORD + "x.xml": LAUGHS}), "declares entities"),
    "an entity that reads a file": (docx("", {WORD + "x.xml": READS}), "declares entities"),
    "XML that is damaged": (docx("", {WORD + "header1.xml": HALF}), "the header is damaged"),
    "macros": (macros(), "macros"),
    "a Word file that was cut off": (docx(p(CANARY))[:-40], "not whole"),
    "a zip with a comment": (comment(), "hidden behind the file's end"),
    "a password": (locked(user="a", owner="b"), "protected by a password"),
    "a PDF that was cut off": (pdf(drawn(shown(CANARY)))[:-200], "damaged"),
    "a PDF that is not one": (b"%PDF-1.7 but no more", "damaged"),
    "pages that lead to themselves": (page_loop(), "damaged"),
    "nothing": (b"", "is empty"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot read it whole"),
    "bytes": (bytes(range(256)) * 9, "cannot read it whole"),
    "a photograph": (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "it is a picture"),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_cannot_be_read_whole_is_never_clean(hostile: str) -> None:
    data, said = HOSTILE[hostile]
    answer = judged("report.docx", data)
    assert not answer["clean"]
    assert any(said.lower() in problem.lower() for problem in answer["problems"]), answer["problems"]


@pytest.mark.parametrize(
    "hostile", ["macros", "XML that is damaged", "a zip with a comment", "a PDF that was cut off"]
)
def test_what_can_be_read_of_it_is_still_looked_at(hostile: str) -> None:
    assert [one for one in judged("x.docx", HOSTILE[hostile][0])["findings"] if one["identifier"] == "p1"]


def test_objects_that_lead_to_themselves_are_read_once() -> None:
    assert judged("report.pdf", looped())["clean"]


def test_a_file_that_only_its_owner_may_change_can_be_read() -> None:
    answer = judged("report.pdf", locked(user="", owner="b"))
    assert [one["matched"] for one in answer["findings"]] == [CANARY]


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    def change(made: Pdf) -> None:
        made.Root.Big = made.make_stream(b"\0" * 60_000_000)

    assert "far larger" in judged("report.pdf", changed(change))["problems"][0]


def test_a_child_that_dies_leaves_the_others_and_clears_nothing(monkeypatch: Any) -> None:
    monkeypatch.setattr("safeguarding.reports.leaks.checked.MOST", 1_000_000)
    answers = check([("a.docx", b"x" * 1_000_001), ("b.docx", docx(p(CANARY)))], LIST)
    assert [answer["clean"] for answer in answers] == [False, False]
    assert answers[0]["problems"] == ["It is larger than 1 MB."]
    assert answers[1]["findings"][0]["place"] == "the text, paragraph 2"


def test_a_file_that_takes_too_long_is_never_clean(monkeypatch: Any) -> None:
    monkeypatch.setattr("safeguarding.reports.leaks.checked.SECONDS", 0.01)
    (answer,) = check([("a.docx", docx())], LIST)
    assert answer["problems"] == ["It could not be read whole within the limits of time and memory."]
