"""Papers in Word and PDF: the words as they were given, the same bytes each time, readable by everyone."""

from __future__ import annotations

import io
import socket
import time
import zipfile
from typing import Any

import docx
import pikepdf
import pytest
from lxml import etree

from safeguarding.documents.pdf import render_pdf
from safeguarding.documents.shape import check_paper, clean
from safeguarding.documents.word import render_docx, table_xml
from tests.documents.papers import TRICKS, full_of_tricks, given, paper

KINDS = ["rr_report", "decision_record", "consideration_record", "sin_prep_sheet", "panel_letter", "letter"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of_docx(data: bytes) -> str:
    """All the text of a Word document, headers and footers included."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [
            n for n in packed.namelist() if n.startswith(("word/document", "word/header", "word/footer"))
        ]
        texts = []
        for name in names:
            for node in etree.fromstring(packed.read(name)).iter(f"{W}t", f"{W}br", f"{W}p"):
                texts.append("\n" if node.tag != f"{W}t" else node.text or "")
    return "".join(texts)


def words_of_pdf(data: bytes) -> str:
    """The text of a PDF, by the character map of each font (typst writes one for every font)."""
    words: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            maps = {str(name): _characters(font) for name, font in page.Resources.Font.items()}
            current: dict[int, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    current = maps[str(operands[0])]
                elif str(operator) in {"Tj", "TJ"}:
                    pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for piece in pieces:
                        if isinstance(piece, pikepdf.String):
                            raw = bytes(piece)
                            words += [
                                current.get(raw[i] << 8 | raw[i + 1], "?") for i in range(0, len(raw) - 1, 2)
                            ]
                elif str(operator) == "ET":
                    words.append("\n")
    return "".join(words)


def _characters(font: Any) -> dict[int, str]:
    import re

    table = bytes(font.ToUnicode.read_bytes()).decode("ascii", "replace")
    found = {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\n", table)
    }
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_paper_is_made_in_word_and_pdf_with_its_words(kind: str) -> None:
    data = paper()
    word, pdf = words_of_docx(render_docx(kind, data)), squeezed(words_of_pdf(render_pdf(kind, data)))
    for expected in ("Robin was taken to hospital.", "Returns", "since Monday", "The school", "Asha Patel"):
        assert expected in word
        assert squeezed(expected) in pdf
    for running in ("OFFICIAL-SENSITIVE", "BAR-7f3k", "Barnet Safeguarding Children Partnership"):
        assert running in word
        assert squeezed(running) in pdf
    assert "Page1of1" in pdf or "Page1of2" in pdf


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_make_the_same_bytes_on_another_day(kind: str) -> None:
    data = paper(draft=True)
    first = render_docx(kind, data), render_pdf(kind, data)
    time.sleep(2.1)  # a ZIP keeps times to two seconds
    assert (render_docx(kind, data), render_pdf(kind, data)) == first


def test_a_draft_says_so_on_its_face_and_a_sealed_paper_does_not() -> None:
    draft, final = paper(draft=True, version=3), paper(version=4)
    assert "draft" in words_of_docx(render_docx("rr_report", draft))
    assert "draft" not in words_of_docx(render_docx("rr_report", final))
    assert "DRAFT" in words_of_pdf(render_pdf("rr_report", draft))
    assert "DRAFT" not in words_of_pdf(render_pdf("rr_report", final))
    with zipfile.ZipFile(io.BytesIO(render_docx("rr_report", draft))) as packed:
        assert b'string="DRAFT"' in packed.read("word/header1.xml")
    with zipfile.ZipFile(io.BytesIO(render_docx("rr_report", final))) as packed:
        assert b"DRAFT" not in packed.read("word/header1.xml")


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_people_type_is_printed_as_typed_and_never_run(kind: str) -> None:
    data = full_of_tricks()
    word, pdf = render_docx(kind, data), render_pdf(kind, data)
    in_word, in_pdf = squeezed(words_of_docx(word)), squeezed(words_of_pdf(pdf))
    for trick in TRICKS:
        expected = (
            squeezed(trick).replace("{_{", "{{").replace("}_}", "}}")
        )  # docxtpl writes its own braces out
        assert expected in in_word or squeezed(trick) in in_word
        assert squeezed(trick) in in_pdf
    for shown in (in_word, in_pdf):
        assert "root:x:" not in shown
        assert "49" not in shown
    docx.Document(io.BytesIO(word))


def test_making_papers_asks_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a paper tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    render_docx("rr_report", full_of_tricks())
    render_pdf("rr_report", full_of_tricks())


@pytest.mark.parametrize("kind", ["rr_report", "panel_letter"])
def test_the_pdf_is_tagged_for_screen_readers(kind: str) -> None:
    with pikepdf.open(io.BytesIO(render_pdf(kind, paper(draft=True)))) as made:
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == "en-GB"
        assert made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Rapid review report"
        kinds = set()
        waiting = [made.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary):
                continue
            if "/S" in node:
                kinds.add(str(node.S))
            below = node.get("/K")
            waiting += list(below) if isinstance(below, pikepdf.Array) else [below]
        assert {"/H1", "/P", "/Table", "/TH", "/TD", "/L", "/LI"} <= kinds


def test_the_pdf_brings_its_own_fonts() -> None:
    with pikepdf.open(io.BytesIO(render_pdf("rr_report", paper()))) as made:
        names = {str(font.BaseFont) for page in made.pages for _, font in page.Resources.Font.items()}
    assert names
    assert all("LiberationSans" in name for name in names)


def test_a_word_table_names_its_heads_and_its_caption() -> None:
    xml = str(table_xml(paper()["sections"][0]["blocks"][5]))
    assert "<w:tblHeader/>" in xml
    assert '<w:tblCaption w:val="Returns"/>' in xml
    assert "since Monday" in xml


def test_a_table_of_a_thousand_rows_is_made_in_seconds() -> None:
    rows = [[f"Row {n}", "x" * 60, "y" * 60] for n in range(1000)]
    block = {"kind": "table", "caption": "Chronology", "head": ["When", "What", "Who"], "rows": rows}
    data = paper(sections=[{"title": "Chronology", "blocks": [block]}])
    started = time.perf_counter()
    assert "Row 999" in words_of_docx(render_docx("rr_report", data))
    assert render_pdf("rr_report", data)
    assert time.perf_counter() - started < 15


def test_every_language_and_letter_that_a_name_may_have_is_printed() -> None:
    names = "Zoë Łuczak-Ñandú, Şeyma Öztürk, Иван Δημήτρης"
    data = paper(title=names)
    assert names in words_of_docx(render_docx("rr_report", data))
    assert squeezed(names) in squeezed(words_of_pdf(render_pdf("rr_report", data)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "title"),
        ({"prepared_on": "soon"}, "soon"),
        ({"sections": [{"title": "x", "blocks": [{"kind": "film"}]}]}, "film"),
        ({"sections": [{"title": "x", "blocks": [{"kind": "para"}]}]}, "text"),
        (
            {
                "sections": [
                    {
                        "title": "x",
                        "blocks": [{"kind": "table", "caption": "c", "head": ["a"], "rows": [["b", "c"]]}],
                    }
                ]
            },
            "1 cells",
        ),
        (
            {
                "sections": [
                    {"title": "x", "blocks": [{"kind": "table", "caption": "c", "head": [], "rows": []}]}
                ]
            },
            "heads",
        ),
    ],
)
def test_a_paper_that_is_not_whole_is_named_before_it_is_made(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_paper(given(**change), version=1, draft=True)


def test_text_loses_only_what_no_letter_needs() -> None:
    assert clean("a\x00b\x0bc\r\nd\u202ee\ufffe 👩‍👧 é") == "abc\nde 👩‍👧 é"


def test_the_committed_word_templates_are_the_ones_that_the_script_makes(tmp_path: Any) -> None:
    from safeguarding.documents.templates import make_templates

    make_templates.make_all(tmp_path)
    for made in tmp_path.glob("*.docx"):
        assert made.read_bytes() == (make_templates.HERE / made.name).read_bytes(), made.name
