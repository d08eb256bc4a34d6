"""What a Word file says: its lines as a person counts them, its headings, and what in it nobody could read
or should carry on. Pure.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from safeguarding.documents.braces import Line
from safeguarding.documents.shape import is_letter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
_PARTS = re.compile(r"word/(document|header|footer|footnotes)\d*\.xml$")
_NAMES = {"document": "text", "header": "header", "footer": "footer", "footnotes": "footnotes"}
_ROOMS = {f"{W}{name}" for name in ("body", "tc", "txbxContent", "sdtContent", "hdr", "ftr", "footnote")}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parts(data: bytes) -> dict[str, Any]:
    """The parts of a Word file that hold words, each by what a person calls it."""
    found: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = sorted(n for n in packed.namelist() if _PARTS.match(n))
        for name in names:
            called = _NAMES[_PARTS.match(name)[1]]  # type: ignore[index]  # only matching names are here
            again = sum(one.startswith(called) for one in found)
            found[f"{called} {again + 1}" if again else called] = etree.fromstring(packed.read(name), _PARSER)
    return dict(sorted(found.items(), key=lambda part: part[0] != "text"))


def _paragraphs(root: Any) -> Iterator[Any]:
    return (p for p in root.iter(f"{W}p") if not any(up.tag == _FALLBACK for up in p.iterancestors()))


def _words(paragraph: Any) -> str:
    """The words of a paragraph, without those of a shape that stands in it."""
    said = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        stop = node.tag == f"{W}tab" and node.getparent().tag != f"{W}r"  # where a tab stops, not a tab
        if not stop and next(node.iterancestors(f"{W}p")) is paragraph:
            said.append((node.text or "") if node.tag == f"{W}t" else " ")
    return "".join(said).replace("\n", " ")


def lines(data: bytes) -> list[Line]:
    """Every line of every part, counted from 1 in each."""
    return [
        Line(part, number, _words(paragraph))
        for part, root in parts(data).items()
        for number, paragraph in enumerate(_paragraphs(root), 1)
    ]


def said(data: bytes) -> list[str]:
    """What each line says, with the part where it is not the text."""
    return [line.text if line.part == "text" else f"{line.part}: {line.text}" for line in lines(data)]


def headings(data: bytes) -> list[tuple[int, str]]:
    """The headings of the text, each with its level; the title has level 0."""
    levels = {"Title": 0, **{f"Heading{level}": level for level in range(1, 7)}}
    found = []
    for paragraph in _paragraphs(parts(data)["text"]):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = levels.get(style.get(f"{W}val")) if style is not None else None
        if level is not None and _words(paragraph).strip():
            found.append((level, _words(paragraph).strip()))
    return found


def unfit(data: bytes) -> list[str]:
    """What no template may hold, whatever its braces say: tracked changes, remarks, pictures that nobody
    hears.
    """
    found = []
    for part, root in parts(data).items():
        if next(root.iter(*_TRACKED), None) is not None:
            found.append(
                f"The {part} holds tracked changes or comments, with the names of those who made them: "
                "accept the changes and delete the comments in Word."
            )
        for number, paragraph in enumerate(_paragraphs(root), 1):
            if any(not _described(one) for one in paragraph.iter(_PICTURE, _SHAPE)):
                where = Line(part, number, _words(paragraph).strip() or "a picture")
                found.append(
                    f"The picture in {where} has no description: right-click it in Word, choose “Alt text”."
                )
    return found


def _described(picture: Any) -> bool:
    hidden = any(one.get("val") == "1" for one in picture.iter(_DECORATIVE))
    return hidden or bool((picture.get("descr") or picture.get("alt") or "").strip())


def opens(data: bytes) -> bool:
    """Whether Word would open what was filled in: words stand in runs, tables and lines where they may."""
    for root in parts(data).values():
        for node in root.iter(f"{W}tbl", f"{W}t", f"{W}p"):
            above = node.getparent()
            if node.tag == f"{W}t" and above.tag != f"{W}r":
                return False
            if node.tag != f"{W}t" and above.tag not in _ROOMS:
                return False
            if any((one.tail or "").strip() for one in node) and node.tag != f"{W}t":
                return False
        if any(len(cell) == 0 or cell[-1].tag != f"{W}p" for cell in root.iter(f"{W}tc")):
            return False
    return not any((one.tail or "").strip() for one in parts(data)["text"][0])


def lost(kind: str, paper: Mapping[str, Any], data: bytes) -> list[str]:
    """Which of a paper's words are not in what was made from it, each by the field that holds them."""
    there = _squeezed("".join(line.text for line in lines(data)))
    return list(dict.fromkeys(name for name, text in _content(kind, paper) if _squeezed(text) not in there))


def _squeezed(text: str) -> str:
    """Without spaces, and without the marks by which braces that somebody typed are kept from being run."""
    for kept, shown in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        text = text.replace(kept, shown)
    return "".join(text.split())


def _content(kind: str, paper: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """All that a paper says, by field."""
    own = ["title", "reference", "marking", "organisation"]
    of_line = ["name", "capacity"]
    if is_letter(kind):
        own += ["salutation", "closing", "day_in_words"]
        yield from (("address", line) for line in paper["address"])
    else:
        of_line += ["position", "comment", "signed_at"]
    yield from ((name, paper[name]) for name in own)
    yield from (("glance", cell) for row in paper["summary"] for cell in row)
    for section in paper["sections"]:
        yield "section.title", section["title"]
        for block in section["blocks"]:
            yield from _of_block(block)
    yield from ((f"line.{name}", line[name]) for line in paper["signatures"] for name in of_line)


def _of_block(block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    called = f"a block of the kind “{block['kind']}”"
    for text in (block.get("text", ""), block.get("caption", ""), *block.get("items", ())):
        yield from ((called, piece) for piece in text.split("\n\n"))
    cells = [*block.get("head", ()), *(cell for row in block.get("rows", ()) for cell in row)]
    yield from ((called, cell) for cell in cells)
