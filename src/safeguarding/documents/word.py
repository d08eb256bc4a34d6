"""Word documents by docxtpl, filled in a sandbox.

Tables are written as XML, a thousand times quicker than cell by cell.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from safeguarding.documents.returned.marks import Mark
from safeguarding.documents.shape import BETWEEN, is_letter, layout

TEMPLATES = Path(__file__).parent / "templates"
WIDTH = 9400  # twentieths of a point: the width of the text on A4 between our margins
WIDE = 14340  # the same with the page on its side
_RULE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
_PACKED = 3
"""How hard a document is packed: 6 takes twice as long, for 40 kilobytes of every thousand rows."""
_TRACES = ("/extended-properties", "/custom-properties", "/thumbnail", "/people")
_SANDBOX = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
# The volumes of a long paper are filled from one template: each of its parts is compiled once.
_SANDBOX.from_string = lru_cache(maxsize=100)(_SANDBOX.from_string)  # type: ignore[method-assign, assignment]


def own_template(kind: str) -> bytes:
    """The product's own template for a kind of paper."""
    return (TEMPLATES / f"{layout(kind)}.docx").read_bytes()


def render_docx(kind: str, data: Mapping[str, Any], template: bytes | None = None) -> bytes:
    """The paper as a Word document, from this template or else from the product's own.

    `data` comes from `shape.check_paper`. The same data make the same bytes. A template that somebody made is
    filled in by `documents.filling`, which runs this in a process with limits.
    """
    shell = DocxTemplate(io.BytesIO(template or own_template(kind)))
    if template:
        _forget_its_author(shell)
    tables = Tables()
    shell.render(_filled(data, tables, letter=is_letter(kind)), jinja_env=_SANDBOX, autoescape=True)
    if data["landscape"]:
        for section in shell.docx.sections:
            if section.page_width < section.page_height:
                section.orientation = 1
                section.page_width, section.page_height = section.page_height, section.page_width
    day = datetime.fromisoformat(data["day"]).replace(tzinfo=UTC)
    core = shell.docx.core_properties
    core.title, core.author, core.language = data["title"][:250], data["organisation"][:250], "en-GB"
    core.created = core.modified = day
    core.last_modified_by, core.revision, core.version = data["organisation"][:250], 1, str(data["version"])
    out = io.BytesIO()
    shell.save(out)
    return same_each_time(out.getvalue(), tables)


def _forget_its_author(shell: DocxTemplate) -> None:
    """A paper tells nothing of whoever made its template, nor of the computer that it was made on."""
    shell.init_docx()
    core = shell.docx.core_properties
    for name in (
        "author",
        "category",
        "comments",
        "content_status",
        "identifier",
        "keywords",
        "language",
        "subject",
    ):
        setattr(core, name, "")
    core.title = ""
    for holder in (shell.docx.part.package, shell.docx.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_TRACES):
                del holder.rels[key]


class Tables:
    """The tables of a document, put in after it has been filled: a long one never passes through that."""

    def __init__(self) -> None:
        self.made: list[Markup] = []

    def keep(self, xml: Markup) -> Markup:
        """The mark that stands where the table will."""
        self.made.append(xml)
        return self._mark(len(self.made) - 1) if xml else Markup("")

    def put_in(self, part: bytes) -> bytes:
        """A part of the document with its tables."""
        for number, xml in enumerate(self.made):
            part = part.replace(self._mark(number).encode(), xml.encode())
        return part

    @staticmethod
    def _mark(number: int) -> Markup:
        return Markup(f"<!--table {number}-->")  # noqa: S704 - a number


def _filled(data: Mapping[str, Any], tables: Tables, *, letter: bool) -> dict[str, Any]:
    glance = [
        ["Reference", data["reference"]],
        ["Prepared on", data["day_in_words"]],
        ["Version", str(data["version"]) + (" (draft, not signed)" if data["draft"] else "")],
        *data["summary"],
    ]
    return dict(data) | {
        "glance": tables.keep(facts_xml(data["summary"] if letter else glance)),
        "sections": [
            dict(section) | {"blocks": [_block(block, tables, data) for block in section["blocks"]]}
            for section in data["sections"]
        ],
    }


def _block(block: Mapping[str, Any], tables: Tables, data: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(block)
    if "part" in made and data["draft"]:
        mark = Mark(data["reference"], data["version"], made["part"])
        return {"kind": "facts", "table": tables.keep(part_xml(made, mark, len(tables.made)))}
    if "text" in made:
        made["paragraphs"] = made["text"].split("\n\n")
    if made["kind"] == "facts":
        made["table"] = tables.keep(facts_xml(made["rows"]))
    if made["kind"] == "table":
        made["table"] = tables.keep(table_xml(made, WIDE if data["landscape"] else WIDTH))
    return made


def part_xml(block: Mapping[str, Any], mark: Mark, number: int) -> Markup:
    """A text that may be changed in a draft, between the ends of a bookmark by which it is found again."""
    runs = [
        f'<w:r><w:t xml:space="preserve">{_words(words)}</w:t></w:r>' for words in block["text"].split("\n\n")
    ]
    runs[0] = f'<w:bookmarkStart w:id="{number}" w:name="{mark.bookmark}"/>{runs[0]}'
    runs[-1] += f'<w:bookmarkEnd w:id="{number}"/>'
    return Markup("".join(f"<w:p>{run}</w:p>" for run in runs))  # noqa: S704 - every word has been escaped


def facts_xml(rows: Sequence[Sequence[str]]) -> Markup:
    """Two columns: what, and its value."""
    if not rows:
        return Markup("")
    widths = [WIDTH * 32 // 100, WIDTH - WIDTH * 32 // 100]
    body = "".join(
        f"<w:tr>{_cell(row[0], widths[0], bold=True)}{_cell(row[1], widths[1])}</w:tr>" for row in rows
    )
    return _table(widths, body, "")


def table_xml(block: Mapping[str, Any], whole: int = WIDTH) -> Markup:
    """A table whose first row is repeated on each page and read out as the heads of its columns."""
    share = sum(block["widths"])
    widths = [whole * width // share for width in block["widths"]]
    head = "".join(
        _cell(cell, width, bold=True, head=True) for cell, width in zip(block["head"], widths, strict=True)
    )
    tints = block["tints"] or [""] * len(block["rows"])
    made = {
        tint: "".join(
            _cell("%s", width, tint=tint if column == block["tinted"] else "")
            for column, width in enumerate(widths)
        )
        for tint in set(tints)
    }
    cells = _words(BETWEEN.join(chain.from_iterable(block["rows"]))).split(BETWEEN)
    rows = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made[tint]}</w:tr>" for tint in tints)
    rows %= tuple(cells) if tints else ()
    first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    return _table(widths, first + rows, block["caption"])


def _table(widths: Sequence[int], body: str, caption: str) -> Markup:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = f'<w:tblCaption w:val="{_attribute(caption)}"/>' if caption else ""
    # The empty paragraph keeps Word from joining two tables that follow one another.
    return Markup(  # noqa: S704 - every word in it has been escaped
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:firstRow="{1 if caption else 0}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>'
        '<w:p><w:pPr><w:spacing w:before="0" w:after="60"/></w:pPr></w:p>'
    )


def _cell(text: str, width: int, *, bold: bool = False, head: bool = False, tint: str = "") -> str:
    said = f'<w:t xml:space="preserve">{_words(text)}</w:t></w:r></w:p></w:tc>'
    return _opened(width, bold, head, tint) + said


def _words(text: str) -> str:
    return escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')


def _opened(width: int, bold: bool, head: bool, tint: str) -> str:
    rule = _RULE.format(side="bottom", size=8 if head else 4, colour="0B5563" if head else "B1B4B6")
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{rule}</w:tcBorders>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr><w:r>{style}'
    )


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;", "\n": " "})


def same_each_time(made: bytes, tables: Tables | None = None) -> bytes:
    """The document with its tables: its parts in one order, without the time at which they were packed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        names = sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            part = given.read(name)
            if tables and name == "word/document.xml":
                part = tables.put_in(part)
            packed.writestr(entry, part, compresslevel=_PACKED)
    return out.getvalue()
