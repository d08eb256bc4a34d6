"""Papers with the habits of real offices, made cell by cell as Word and Excel write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = ("Date", "Time", "Source of information", "Event", "Action/Outcome")


def run(text: str, *, vanish: bool = False) -> str:
    properties = "<w:rPr><w:vanish/></w:rPr>" if vanish else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(text: str = "", *, wide: int = 1, down: str = "", inside: str = "") -> str:
    """`down`: “restart” or “continue” of a cell merged downwards. `inside`: XML in place of the text."""
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(down, "")
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside or para(run(text))}</w:tc>"


def row(*cells: str, change: str = "") -> str:
    """A row of texts or of cells already made. `change`: “ins” or “del” as a tracked change."""
    properties = f'<w:trPr><w:{change} w:id="1" w:author="A"/></w:trPr>' if change else ""
    return f"<w:tr>{properties}{''.join(c if c.startswith('<w:') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(r if isinstance(r, str) else row(*r) for r in rows)}</w:tbl>"


def chronology(*rows: str | Sequence[str]) -> str:
    """A table with the usual header."""
    return table(HEAD, *rows)


RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">'
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)
OFFICE = "application/vnd.openxmlformats-officedocument."
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{OFFICE}{kind}+xml"/>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"/>'


def word(
    *body: str, footnotes: str = "", comments: bool = False, extra: dict[str, str] | None = None
) -> bytes:
    """A whole document."""
    main = _type("/word/document.xml", "wordprocessingml.document.main")
    whole = f"{''.join(body)}<w:sectPr/>"
    parts = {
        "[Content_Types].xml": f"{TYPES}{main}</Types>",
        "_rels/.rels": f"{RELATIONS}{_relation('r1', 'officeDocument', 'word/document.xml')}</Relationships>",
        "word/document.xml": f"<w:document {W} {MC}><w:body>{whole}</w:body></w:document>",
    }
    if footnotes:
        note = f'<w:footnote w:id="2">{footnotes}</w:footnote>'
        parts["word/footnotes.xml"] = f"<w:footnotes {W}>{note}</w:footnotes>"
    if comments:
        said = f"<w:comment>{para(run('Really?'))}</w:comment>"
        parts["word/comments.xml"] = f"<w:comments {W}>{said}</w:comments>"
    return packed(parts | (extra or {}))


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, f"<?xml version='1.0'?>{content}")
    return out.getvalue()


def workbook(*sheets: tuple[str, str], since_1904: bool = False, hidden: Sequence[str] = ()) -> bytes:
    """A workbook of sheets, each a name and the XML of its rows (and `<cols>` before, `<mergeCells>` after).
    Style 1 is a date, style 2 a time.
    """
    types = _type("/xl/workbook.xml", "spreadsheetml.sheet.main")
    listed = relations = ""
    for number, (name, _) in enumerate(sheets, 1):
        state = ' state="hidden"' if name in hidden else ""
        types += _type(f"/xl/worksheets/sheet{number}.xml", "spreadsheetml.worksheet")
        listed += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"{state}/>'
        relations += _relation(f"r{number}", "worksheet", f"worksheets/sheet{number}.xml")
    system = ' date1904="1"' if since_1904 else ""
    formats = '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts>'
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs>'
    relations += _relation("s", "styles", "styles.xml")
    book = f"<workbookPr{system}/><sheets>{listed}</sheets>"
    parts = {
        "[Content_Types].xml": f"{TYPES}{types}</Types>",
        "_rels/.rels": f"{RELATIONS}{_relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{R}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f"{RELATIONS}{relations}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{SHEETS}">{formats}{styles}</styleSheet>',
    }
    for number, (_, rows) in enumerate(sheets, 1):
        before, found, after = rows.partition("</cols>")
        columns, data = (f"{before}</cols>", after) if found else ("", rows)
        data, found, merged = data.partition("<mergeCells")
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{SHEETS}">{columns}<sheetData>{data}</sheetData>{found}{merged}</worksheet>'
        )
    return packed(parts)


def line(number: int, *cells: str | float | tuple[float, int], hidden: bool = False) -> str:
    """A row of a sheet: texts, numbers, and numbers in a style."""
    made = []
    for column, value in enumerate(cells):
        place = f"{chr(65 + column)}{number}"
        if isinstance(value, tuple):
            made.append(f'<c r="{place}" s="{value[1]}"><v>{value[0]}</v></c>')
        elif isinstance(value, str):
            if value.startswith("<"):
                made.append(value.replace("PLACE", place))
            elif value:
                made.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        else:
            made.append(f'<c r="{place}"><v>{value}</v></c>')
    return f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{"".join(made)}</row>'
