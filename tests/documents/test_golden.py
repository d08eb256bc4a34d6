"""Every kind of paper, made up whole: its headings, tables and pictures can be heard, and it names nobody.

Word by its own parts, PDF by its tags (PDF/UA-1, ISO 14289-1).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from safeguarding.documents.kinds import GROUPS, WITH_TEMPLATE
from safeguarding.documents.outline import headings
from safeguarding.documents.pdf import render_pdf
from safeguarding.documents.samples import SECTIONS, sample
from safeguarding.documents.shape import check_paper, is_letter
from safeguarding.documents.word import render_docx
from safeguarding.statute.terms import DocumentKind

OURS = "Exampleshire Safeguarding Children Partnership"
KINDS = sorted(WITH_TEMPLATE)


def golden(kind: DocumentKind) -> list[tuple[int, str]]:
    """The headings that a paper of a kind has, in order."""
    first, second = SECTIONS[next(name for name, kinds in GROUPS.items() if kind in kinds)]
    if is_letter(kind):
        return [(1, kind.label), (2, first), (2, second), (3, "Who was asked")]
    return [(0, kind.label), (1, f"1  {first}"), (1, f"2  {second}"), (2, "Who was asked"), (1, "Sign-off")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_a_word_paper_can_be_heard_and_names_nobody(kind: DocumentKind, draft: bool) -> None:
    made = render_docx(kind, check_paper(sample(kind), version=2, draft=draft))
    assert headings(made) == golden(kind)
    opened = docx.Document(io.BytesIO(made))
    with_heads = [table for table in opened.tables if table._tbl.findall(".//" + qn("w:tblHeader"))]
    assert [[cell.text for cell in table.rows[0].cells] for table in with_heads] == [["Agency", "State"]]
    assert [t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in with_heads] == ["Answers so far"]
    assert [[cell.text for cell in row.cells] for row in with_heads[0].rows][1:] == [
        ["Family doctor", "Waiting"],
        ["Nursery", "Received"],
    ]
    assert opened.styles["Normal"].element.find(".//" + qn("w:lang")).get(qn("w:val")) == "en-GB"
    core = opened.core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == (
        kind.label,
        OURS,
        OURS,
        "en-GB",
    )
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        about = b"".join(packed.read(name) for name in packed.namelist() if name.startswith("docProps"))
        parts = b"".join(packed.read(name) for name in packed.namelist() if name.startswith("word/"))
    assert b"Robin" not in about
    assert b"A. Person" not in about
    shapes = re.findall(rb"<(?:v:shape |wp:docPr )[^>]*>", parts)
    assert len(shapes) == draft
    assert all(re.search(rb'(?:alt|descr)="[^"]+"', shape) for shape in shapes)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_paper_can_be_heard_and_names_nobody(kind: DocumentKind) -> None:
    made = render_pdf(kind, check_paper(sample(kind), version=2, draft=False))
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_outline() as outline:
            bookmarks = [str(one.title) for one in _all(outline.root)]
        said = [text.split("  ")[-1] for level, text in golden(kind) if text != kind.label]
        assert [text for text in said if not any(text in one for one in bookmarks)] == []
        with opened.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == kind.label
            told = str(about)
        told += " ".join(f"{key} {value}" for key, value in opened.docinfo.items())
        assert "Robin" not in told
        assert "A. Person" not in told
        tags = [str(one.S) for one in _tags(opened.Root.StructTreeRoot) if "/S" in one]
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert tags.count("/TH") == 2
    assert {"/Table", "/TD", "/L", "/LI", "/Caption"} <= set(tags)


def _all(items: Any) -> Iterator[Any]:
    for one in items:
        yield one
        yield from _all(one.children)


def _tags(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Dictionary):
        yield node
        below = node.get("/K")
        for one in list(below) if isinstance(below, pikepdf.Array) else [below]:
            yield from _tags(one)
