"""A redacted Word file names nobody any more, and is still the same report."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

import docx as python_docx
import pytest

from safeguarding.reports.leaks.redacting import redact
from tests.leakcheck.case import CANARY, SEEKER, judged
from tests.leakcheck.clean import text as harmless
from tests.leakcheck.test_seeking import WRITTEN
from tests.leakcheck.word import PLACES, docx, links, p, png, r

BLACK = '<w:color w:val="000000"/><w:highlight w:val="black"/>'
WORD = {planted: data for planted, (_, data) in PLACES.items() if b"word/document.xml" in data}


def copied(data: bytes) -> tuple[dict[str, Any], bytes]:
    report, copy = redact("report.docx", data, SEEKER)
    assert report["redacted"], report
    return report, copy


def text(copy: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(copy)) as held:
        return held.read("word/document.xml").decode()


@pytest.mark.parametrize("planted", WORD)
def test_nothing_is_left_in(planted: str) -> None:
    _, copy = copied(WORD[planted])
    assert judged("copy.docx", copy)["clean"]
    with zipfile.ZipFile(io.BytesIO(copy)) as held:
        for name in held.namelist():
            assert b"achary" not in held.read(name) + name.encode(), name
            assert b"arrable" not in held.read(name) + name.encode(), name


def test_every_place_of_the_list_is_tried() -> None:
    assert len(WORD) > 45


def test_a_mark_says_what_was_there() -> None:
    said = "Zac was seen at Tanyard Lane Primary School, then at St Aldwyn's Hospital, on 3 March 2026."
    report, copy = copied(docx(p(said)))
    opened = python_docx.Document(io.BytesIO(copy))
    assert opened.paragraphs[1].text == "[name] was seen at [school], then at [hospital], on [date]."
    assert [(one["place"], one["kind"], one["times"]) for one in report["removed"]] == [
        ("the text, paragraph 2", "name", 1), ("the text, paragraph 2", "place", 1),
        ("the text, paragraph 2", "place", 1), ("the text, paragraph 2", "date", 1),
    ]  # fmt: skip
    assert CANARY not in str(report)


def test_the_report_names_nobody_even_where_a_part_does() -> None:
    picture = png(b"tEXt", b"Author\0" + CANARY.encode())
    report, _ = copied(docx("", {"word/media/ZacharyMarrable.png": picture}))
    assert "image metadata [name]" in {one["place"] for one in report["removed"]}
    assert "achary" not in str(report)


def test_words_beside_a_name_keep_their_look() -> None:
    _, copy = copied(docx(f"<w:p>{r('We saw Zach', '<w:b/>')}{r('ary Marrable at home.', '<w:i/>')}</w:p>"))
    runs = python_docx.Document(io.BytesIO(copy)).paragraphs[1].runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("We saw [name]", True, None), (" at home.", None, True),
    ]  # fmt: skip


def test_tracked_changes_are_resolved_and_what_was_inserted_stays() -> None:
    changed = (
        f'<w:p>{r("The child")}<w:del w:id="1"><w:r><w:delText> secret</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{r(" was well")}</w:ins></w:p>'
    )
    report, copy = copied(docx(changed))
    assert python_docx.Document(io.BytesIO(copy)).paragraphs[1].text == "The child was well"
    assert "secret" not in text(copy)
    assert {"what": "tracked changes", "times": 2} in report["also"]


def test_a_deleted_paragraph_mark_joins_what_it_divided() -> None:
    mark = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + r("One, ") + "</w:p>"
    _, copy = copied(docx(mark + p("two.")))
    assert [one.text for one in python_docx.Document(io.BytesIO(copy)).paragraphs] == [
        "The family.", "One, two.",
    ]  # fmt: skip


def test_words_under_a_black_bar_go_whatever_the_words() -> None:
    report, copy = copied(docx(p("some other words", BLACK)))
    assert "other" not in text(copy)
    assert python_docx.Document(io.BytesIO(copy)).paragraphs[1].text == "[removed]"
    assert {"what": "words under a black bar", "times": 1} in report["also"]


def test_hidden_words_go_and_what_says_it_is_not_hidden_stays() -> None:
    _, copy = copied(docx(p("unseen", "<w:vanish/>") + p("seen", '<w:vanish w:val="0"/>')))
    assert [one.text for one in python_docx.Document(io.BytesIO(copy)).paragraphs][1:] == ["", "seen"]


def test_a_harmless_text_stays_letter_for_letter() -> None:
    said = "Will you go? We hope so, in May, by the grace of the weather."
    report, copy = copied(docx(p(said)))
    assert python_docx.Document(io.BytesIO(copy)).paragraphs[1].text == said
    assert report["removed"] == []


@pytest.mark.parametrize("said", [one for ways in WRITTEN.values() for one in ways if one.isprintable()])
def test_every_way_to_write_a_name_is_taken_out(said: str) -> None:
    _, copy = copied(docx(p(escape(f"Then {said} – so."))))
    assert judged("copy.docx", copy)["clean"]


def test_long_text_that_names_nobody_is_not_changed() -> None:
    paragraphs = harmless(10_000)
    _, copy = copied(docx("".join(map(p, paragraphs))))
    assert [one.text for one in python_docx.Document(io.BytesIO(copy)).paragraphs][1:] == paragraphs


def test_a_real_document_keeps_its_headings_tables_and_lists() -> None:
    made = python_docx.Document()
    made.core_properties.author = CANARY
    made.add_heading("Findings", 1)
    made.add_paragraph(f"{CANARY} was not seen.", style="List Bullet")
    made.add_table(rows=1, cols=2).cell(0, 1).text = "Gracie"
    out = io.BytesIO()
    made.save(out)
    _, copy = copied(out.getvalue())
    opened = python_docx.Document(io.BytesIO(copy))
    assert [(one.style.name, one.text) for one in opened.paragraphs if one.style] == [
        ("Heading 1", "Findings"), ("List Bullet", "[name] was not seen."),
    ]  # fmt: skip
    assert opened.tables[0].cell(0, 1).text == "[name]"
    assert opened.core_properties.author == ""


def test_a_deleted_row_goes_and_a_link_that_names_somebody_leaves_its_words() -> None:
    row = f'<w:tbl><w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc>{p("gone")}</w:tc></w:tr></w:tbl>'
    link = f'<w:p><w:hyperlink r:id="rId9">{r("the page")}</w:hyperlink></w:p>'
    target = links("https://x.example/zachary-marrable")
    report, copy = copied(docx(row + link, {"word/_rels/document.xml.rels": target}))
    assert "gone" not in text(copy)
    assert python_docx.Document(io.BytesIO(copy)).paragraphs[1].text == "the page"
    assert {"what": "links", "times": 1} in report["also"]


def test_a_bookmark_keeps_one_name_wherever_it_is_used() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="ZacharyMarrable"/><w:bookmarkEnd w:id="1"/>'
        f'<w:hyperlink w:anchor="ZacharyMarrable">{r("there")}</w:hyperlink></w:p>'
    )
    _, copy = copied(docx(body))
    assert text(copy).count('"x1"') == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("report.docx", docx("", {"word/vbaProject.bin": b"x"}), "It holds macros"),
        ("report.docx", docx("", {"word/odd.bin": b"x"}), "a part that we cannot read"),
        ("report.txt", b"Zachary Marrable", "Word document (.docx) or a PDF only"),
        ("report.docx", b"", "Word document (.docx) or a PDF only"),
        ("report.docx", docx("", {"word/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
        ("report.docx", docx("", {"word/x.xml": "<a>"}), "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_cleared_is_refused(name: str, data: bytes, said: str) -> None:
    report, copy = redact(name, data, SEEKER)
    assert not report["redacted"]
    assert not copy
    assert said in " ".join(report["problems"])
