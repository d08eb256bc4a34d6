"""A Word file with a canary in each place where words survive."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from tests.leakcheck.case import CANARY

FIRST, LAST = CANARY.split()
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str = "", parts: Mapping[str, str | bytes] = {}) -> bytes:
    """A small Word file with this body and these other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", links("word/document.xml", "Internal").replace("x/hyperlink", _OFFICE))
        packed.writestr("word/document.xml", part("document", f"<w:body>{p('The family.')}{body}</w:body>"))
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def part(tag: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {_SPACES}>{inside}</w:{tag}>'


def p(text: str, style: str = "") -> str:
    return f"<w:p>{r(text, style)}</w:p>"


def r(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def links(target: str, mode: str = "External") -> str:
    return (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId9" Type="x/hyperlink" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    )


def png(chunk: bytes, body: bytes) -> bytes:
    def made(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = made(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = made(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + made(chunk, body) + pixels + made(b"IEND", b"")


def jpg(segment: int, body: bytes) -> bytes:
    return (
        b"\xff\xd8\xff" + bytes([segment]) + struct.pack(">H", len(body) + 2) + body
        + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
    )  # fmt: skip


def xlsx(
    shared: str = "", cell: str = "1", *, kept: bool = False, parts: Mapping[str, str | bytes] = {}
) -> bytes:
    """A small workbook."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES.replace("word/document", "xl/workbook").replace(
            "wordprocessingml.document.main", "spreadsheetml.sheet.main"))  # fmt: skip
        packed.writestr(
            "xl/workbook.xml", f'<workbook {space}><sheets><sheet name="One"/></sheets></workbook>'
        )
        packed.writestr("xl/sharedStrings.xml", f"<sst {space}><si><r><t>{shared}</t></r></si></sst>")
        kind, value = ("s", "0") if shared and not kept else ("n", cell)
        one = f'<worksheet {space}><c r="A1" t="{kind}"><v>{value}</v></c></worksheet>'
        packed.writestr("xl/worksheets/sheet1.xml", one)
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


_DELETED = f'<w:p><w:del w:id="1"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del></w:p>'
_HALF = (
    f'<w:p>{r("Za")}<w:ins w:id="2">{r("x ray")}</w:ins><w:del w:id="1"><w:r><w:delText>chary Marrable'
    "</w:delText></w:r></w:del></w:p>"
)
_MOVED = f'<w:p><w:moveFrom w:id="3">{r(CANARY)}</w:moveFrom></w:p>'
_FIELD = f'<w:p><w:r><w:instrText>QUOTE "Zach</w:instrText></w:r><w:r><w:instrText>ary {LAST}"</w:instrText></w:r></w:p>'
_ALT = f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{CANARY} at home"/></wp:inline></w:drawing></w:r></w:p>'
_BOX = f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(CANARY)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
_CONTROL = (
    f'<w:sdt><w:sdtPr><w:alias w:val="{CANARY}"/></w:sdtPr><w:sdtContent>{p("x")}</w:sdtContent></w:sdt>'
)
_DRAWN = f"<w:p><w:r><a:p><a:r><a:t>Zach</a:t></a:r><a:r><a:t>ary {LAST}</a:t></a:r></a:p></w:r></w:p>"
_INSERTED = f'<w:p><w:ins w:id="4" w:author="{CANARY}" w:date="2026-01-01T00:00:00Z">{r("x")}</w:ins></w:p>'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{CANARY}</dc:title></cp:coreProperties>'
)
_CUSTOM = (
    '<Properties xmlns:vt="urn:vt"><property name="Client"><vt:lpwstr>'
    + CANARY
    + "</vt:lpwstr></property></Properties>"
)
WORD = "word/"
PLACES: dict[str, tuple[str, bytes]] = {
    "the text": ("the text, paragraph 2", docx(p(CANARY))),
    "runs that divide a name": ("the text", docx(f"<w:p>{r('Zac')}{r('ha')}{r('ry Mar')}{r('rable')}</w:p>")),
    "a table": ("a table in the text", docx(f"<w:tbl><w:tr><w:tc>{p(CANARY)}</w:tc></w:tr></w:tbl>")),
    "a text box": ("a text box in the text", docx(_BOX)),
    "a drawing": ("the text", docx(_DRAWN)),
    "hidden words": ("hidden words", docx(p(CANARY, "<w:vanish/>"))),
    "white words": ("white words", docx(p(CANARY, '<w:color w:val="FFFFFF"/>'))),
    "a black bar": ("under a black bar", docx(p(CANARY, '<w:highlight w:val="black"/>'))),
    "black shading": ("under a black bar", docx(p(CANARY, '<w:shd w:val="clear" w:fill="000000"/>'))),
    "a tracked deletion": ("tracked deletion", docx(_DELETED)),
    "half a tracked deletion": ("tracked deletion", docx(_HALF)),
    "words that were moved": ("tracked deletion", docx(_MOVED)),
    "who changed it": ("the name of who wrote, commented or changed", docx(_INSERTED)),
    "a field code": ("a field code", docx(_FIELD)),
    "a simple field": ("a field code", docx(f'<w:p><w:fldSimple w:instr="AUTHOR {CANARY}"/></w:p>')),
    "alt text": ("alt text", docx(_ALT)),
    "a bookmark": ("a bookmark’s name", docx(f'<w:bookmarkStart w:id="1" w:name="{FIRST}{LAST}"/>')),
    "a content control": ("a content control’s name", docx(_CONTROL)),
    "a remark in the XML": ("a remark in the text", docx(f"<!-- {CANARY} -->")),
    "the header": ("the header", docx("", {"word/header1.xml": part("hdr", p(CANARY))})),
    "the footer": ("the footer", docx("", {"word/footer2.xml": part("ftr", p(CANARY))})),
    "a footnote": ("a footnote", docx("", {"word/footnotes.xml": part("footnotes", p(CANARY))})),
    "an endnote": ("an endnote", docx("", {"word/endnotes.xml": part("endnotes", p(CANARY))})),
    "a comment": ("a comment", docx("", {"word/comments.xml": part("comments", p(CANARY))})),
    "who commented": ("the name of who wrote, commented or changed", docx("", {
        "word/comments.xml": part("comments", f'<w:comment w:author="{CANARY}" w:initials="ZM"/>')})),
    "people": ("the list of people who commented", docx("", {
        "word/people.xml": part("people", f'<w:person w:author="{CANARY}"/>')})),
    "a building block": ("a building block", docx("", {
        "word/glossary/document.xml": part("glossaryDocument", p(CANARY))})),
    "the settings": ("the document settings", docx("", {
        "word/settings.xml": part("settings", f'<w:docVar w:name="client" w:val="{CANARY}"/>')})),
    "a style’s name": ("a style", docx("", {
        "word/styles.xml": part("styles", f'<w:style><w:name w:val="{CANARY}"/></w:style>')})),
    "the properties": ("the document properties", docx("", {"docProps/core.xml": _CORE})),
    "the company": ("the document properties", docx("", {"docProps/app.xml": f"<P><Company>{CANARY}</Company></P>"})),
    "custom properties": ("the custom properties", docx("", {"docProps/custom.xml": _CUSTOM})),
    "custom XML": ("custom XML", docx("", {"customXml/item1.xml": f"<a><b>{FIRST}</b><b c='{LAST}'/></a>"})),
    "custom XML in UTF-16": ("custom XML", docx("", {
        "customXml/item1.xml": f"<a>{CANARY}</a>".encode("utf-16")})),
    "a chart": ("a chart", docx("", {"word/charts/chart1.xml": part("x", f"<c:pt><c:v>{CANARY}</c:v></c:pt>")})),
    "a link": ("a link target", docx("", {
        "word/_rels/document.xml.rels": links("https://x.example/?q=Zachary%20Marrable")})),
    "an e-mail link": ("a link target", docx("", {
        "word/_rels/document.xml.rels": links("mailto:zachary.marrable@x.example")})),
    "an attached template": ("a link target", docx("", {
        "word/_rels/settings.xml.rels": links("file:///C:/Users/ZacharyMarrable/Normal.dotm")})),
    "the name of a part": ("the name of a part", docx("", {f"word/media/{FIRST}_{LAST}.bin": b""})),
    "picture text": ("image metadata (image1.png)", docx("", {
        "word/media/image1.png": png(b"tEXt", b"Author\0" + CANARY.encode())})),
    "packed picture text": ("image metadata", docx("", {
        "word/media/image1.png": png(b"zTXt", b"Title\0\0" + zlib.compress(CANARY.encode()))})),
    "international picture text": ("image metadata", docx("", {
        "word/media/image1.png": png(b"iTXt", b"T\0\1\0en\0\0" + zlib.compress(CANARY.encode()))})),
    "a photograph’s comment": ("image metadata", docx("", {"word/media/image2.jpeg": jpg(0xFE, CANARY.encode())})),
    "a photograph’s EXIF": ("image metadata", docx("", {
        "word/media/image2.jpg": jpg(0xE1, b"Exif\0\0II*\0" + CANARY.encode("utf-16-le"))})),
    "a photograph’s XMP": ("image metadata", docx("", {
        "word/media/image2.jpg": jpg(0xE1, f"<x:xmpmeta><t>{FIRST}</t> <t>{LAST}</t></x:xmpmeta>".encode())})),
    "an embedded Word file": ("an embedded file (one.docx) › the text", docx("", {
        "word/embeddings/one.docx": docx(p(CANARY))})),
    "an embedded workbook": ("an embedded file (one.xlsx) › cell A1 of sheet 1", docx("", {
        "word/embeddings/one.xlsx": xlsx(CANARY)})),
    "an embedded object": ("an embedded file", docx("", {
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9 + CANARY.encode("utf-16-le")})),
    "a file in an object": ("an embedded file", docx("", {
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + docx(p(CANARY))})),
    "an alternative part": ("an embedded file (afchunk.html)", docx("", {
        "word/afchunk.html": f"<html><p>{CANARY}</p></html>"})),
    "a workbook’s comment": ("a comment", xlsx(parts={"xl/comments1.xml": f"<c><text><r><t>{CANARY}</t></r></text></c>"})),
    "a cell": ("cell A1 of sheet 1", xlsx(CANARY)),
    "a text of no cell": ("a text of the workbook that no cell shows", xlsx(CANARY, kept=True)),
    "a sheet’s name": ("the workbook’s names", xlsx(parts={
        "xl/workbook2.xml": f'<workbook><sheet name="{CANARY}"/></workbook>'})),
    "a date in a cell": ("cell A1 of sheet 1", xlsx(cell="43292")),
}  # fmt: skip
