"""A finished report from Word is read whole, or it is said what has to be put right in it first."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from safeguarding.documents.finished.reading import read_finished
from safeguarding.statute.answer import Refused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made(change: Callable[[docx.document.Document], object] | None = None) -> bytes:
    """A finished report, made up."""
    whole = docx.Document()
    whole.add_paragraph("Learning from Child Ash", style="Title")
    whole.add_paragraph("This report is about one family.")
    whole.add_heading("What happened", 1)
    whole.add_paragraph("Nobody rang back.")
    whole.add_heading("The second call", 2)
    for said in ("It came at night.", "It was noted."):
        whole.add_paragraph(said, style="List Bullet")
    table = whole.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Season", "What", "Autumn", "A call"), strict=True):
        cell.text = text
    whole.add_heading("What we recommend", 1)
    whole.add_paragraph("Ring back within a day.")
    if change is not None:
        change(whole)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr(name, content)
    return out.getvalue()


def with_xml(old: str, new: str) -> bytes:
    """The report with something put into the XML of its text."""
    before, out = io.BytesIO(made()), io.BytesIO()
    with zipfile.ZipFile(before) as parts, zipfile.ZipFile(out, "w") as written:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            written.writestr(name, data)
    return out.getvalue()


def refused(data: bytes) -> Refused:
    found = read_finished(data)
    assert isinstance(found, Refused)
    return found


def test_headings_words_lists_and_tables_are_read_in_their_order() -> None:
    found = read_finished(made())
    assert not isinstance(found, Refused)
    assert [(one["number"], one["title"]) for one in found] == [
        ("1", "About this report"), ("2", "What happened"), ("3", "What we recommend"),
    ]  # fmt: skip
    assert [one["kind"] for one in found[1]["blocks"]] == ["para", "heading", "list", "table"]
    assert found[1]["blocks"][2]["items"] == ["It came at night.", "It was noted."]
    table = found[1]["blocks"][3]
    assert (table["head"], table["rows"]) == (["Season", "What"], [["Autumn", "A call"]])


def test_notes_stand_at_the_end_with_their_number() -> None:
    data = with_part(
        with_xml(
            "Nobody rang back.</w:t></w:r>",
            'Nobody rang back.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>',
        ),
        "word/footnotes.xml",
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2"><w:p>'
        "<w:r><w:t>By its own rules.</w:t></w:r></w:p></w:footnote></w:footnotes>".encode(),
    )
    found = read_finished(data)
    assert not isinstance(found, Refused)
    assert found[1]["blocks"][0]["text"] == "Nobody rang back. [1]"
    assert found[-1]["title"] == "Notes"
    assert found[-1]["blocks"][0]["items"] == ["[1] By its own rules."]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (with_xml("<w:t>Nobody", "<w:ins/><w:t>Nobody"), "changes that are still tracked"),
        (with_xml("<w:t>Nobody", '<w:commentReference w:id="1"/><w:t>Nobody'), "comments"),
        (with_xml("<w:t>Nobody", "<w:drawing/><w:t>Nobody"), "a picture or a drawing"),
        (with_xml("<w:t>Nobody", "<w:object/><w:t>Nobody"), "another file inside it"),
        (with_xml("<w:t>Nobody", "<w:txbxContent/><w:t>Nobody"), "a box of text"),
        (with_xml("<w:r><w:t>Nobody", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Nobody"), "hidden text"),
        (with_part(made(), "word/embeddings/one.bin"), "another file inside it"),
        (with_part(made(), "word/vbaProject.bin"), "macros"),
    ],
)
def test_what_a_finished_report_may_not_hold_is_named_with_what_to_do(data: bytes, sentence: str) -> None:
    found = refused(data)
    assert found.code == "not_finished"
    assert sentence in found.sentence
    assert found.mend.endswith("then give us the file again.")


def test_hidden_text_that_is_switched_off_is_not_hidden() -> None:
    shown = with_xml("<w:r><w:t>Nobody", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Nobody')
    assert not isinstance(read_finished(shown), Refused)


def test_a_report_without_headings_is_refused() -> None:
    bare = docx.Document()
    bare.add_paragraph("Words and no heading.")
    out = io.BytesIO()
    bare.save(out)
    assert refused(out.getvalue()).code == "no_headings"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", made()[:2_000]])
def test_a_broken_file_is_refused_and_nothing_else_breaks(data: bytes) -> None:
    assert refused(data).code == "word_unreadable"


def test_a_document_type_is_refused() -> None:
    data = with_xml("<w:document ", '<!DOCTYPE x [<!ENTITY a "b">]><w:document ')
    assert refused(data).code == "word_unreadable"
