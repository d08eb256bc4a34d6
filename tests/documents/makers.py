"""Files made for the tests: real ones, and ones that try something."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import docx
import pikepdf

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(text: str = "A child was hurt.") -> bytes:
    paper = docx.Document()
    paper.add_paragraph(text)
    paper.add_table(rows=2, cols=2)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def word_with(extra: dict[str, bytes | str] | None = None, *, body: str = "", document: str = "") -> bytes:
    """A Word document with parts added or replaced, or with XML put at the end of its body."""
    parts = parts_of(word())
    main = document or parts["word/document.xml"].decode()  # type: ignore[union-attr]
    parts["word/document.xml"] = main.replace("<w:sectPr", f"{body}<w:sectPr", 1)
    parts.update(extra or {})
    return zipped(parts)


def relation(
    kind: str, target: str, mode: str = "External", where: str = "word/_rels/document.xml.rels"
) -> bytes:
    parts = parts_of(word())
    old = parts.get(where, f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"></Relationships>')
    text = old.decode() if isinstance(old, bytes) else old
    mode = f' TargetMode="{mode}"' if mode else ""
    added = f'<Relationship Id="rIdX" Type="{RELS}/{kind}" Target="{target}"{mode}/>'
    parts[where] = text.replace("</Relationships>", f"{added}</Relationships>")
    return zipped(parts)


def workbook(
    sheet: str = '<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c></row>', **extra: str
) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{RELS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}"><sheets/></workbook>',
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
            ),
            **extra,
        }
    )


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **how: Any) -> bytes:
    """A PDF as pikepdf writes it, with its objects packed in lists (which hides them from a search of the
    bytes).
    """
    paper = pikepdf.new()
    paper.add_blank_page()
    if change:
        change(paper)
    out = io.BytesIO()
    paper.save(out, **({"object_stream_mode": pikepdf.ObjectStreamMode.generate} | how))
    return out.getvalue()


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\xff\0\0" * 2 for _ in range(2)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpg() -> bytes:
    frame = b"\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + frame
        + (b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" * 20 + b"\xff\xd9")
    )
