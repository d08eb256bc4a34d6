"""Reads one finished Word document, alone in a process with limits: a hostile file ends only this.

It takes the file on its standard input and prints, as JSON, its headings, paragraphs, lists, tables and notes
in their order, and what stands in it that a finished report may not have. It is run by its path and imports
nothing of ours, so that it knows no Django and no secret (ECMA-376 part 1, 17).
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

MEMORY = 1024**3
SECONDS = 30
MOST_LETTERS = 1_000_000
MOST_BLOCKS = 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
UNFIT = {
    "ins": "tracked", "del": "tracked", "moveFrom": "tracked", "moveTo": "tracked", "rPrChange": "tracked",
    "pPrChange": "tracked", "commentReference": "comments", "commentRangeStart": "comments",
    "drawing": "picture", "pict": "picture", "object": "embedded", "txbxContent": "box", "vanish": "hidden",
    "altChunk": "embedded",
}  # fmt: skip
PARTS = {"comments": "comments", "vbaProject": "macros", "embeddings/": "embedded"}
OFF = {"0", "false", "off"}


def main() -> None:
    """Read and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(data: bytes) -> dict[str, Any]:
    """The blocks of the document in their order, its notes, and what is unfit in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        body = _xml(parts, "word/document.xml").find(f"{W}body")
        levels = _levels(_xml(parts, "word/styles.xml")) if "word/styles.xml" in names else {}
        notes = _notes(parts, names)
        unfit = {code for mark, code in PARTS.items() if any(f"word/{mark}" in name for name in names)}
    unfit |= set(_unfit(body))
    reader = _Reader(levels)
    reader.blocks(body)
    told = [notes[key] for key in reader.noted if key in notes]
    return {"blocks": reader.found, "notes": told, "unfit": sorted(unfit)}


def _xml(parts: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    tree = etree.fromstring(parts.read(name), parser)
    if etree.ElementTree(tree).docinfo.internalDTD is not None:
        raise ValueError("a document type")
    return tree


def _levels(styles: Any) -> dict[str, int]:
    """The level of heading that each style is; the title of the document is 0."""
    found = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        called = name.get(f"{W}val", "") if name is not None else ""
        match = HEADING.match(called)
        if match:
            found[style.get(f"{W}styleId", "")] = int(match[1])
        elif called.lower() == "title":
            found[style.get(f"{W}styleId", "")] = 0
    return found


def _notes(parts: zipfile.ZipFile, names: set[str]) -> dict[tuple[str, str], str]:
    """The words of footnotes and endnotes by their kind and number."""
    found = {}
    for kind in ("footnote", "endnote"):
        if f"word/{kind}s.xml" in names:
            for note in _xml(parts, f"word/{kind}s.xml").iter(f"{W}{kind}"):
                if note.get(f"{W}type") is None:
                    found[kind, note.get(f"{W}id", "")] = " ".join(
                        filter(None, (_text(one).strip() for one in note.iter(f"{W}p")))
                    )
    return found


def _unfit(body: Any) -> Iterator[str]:
    for one in body.iter():
        name = str(one.tag).removeprefix(W)
        if name in UNFIT and one.get(f"{W}val", "").lower() not in OFF:
            yield UNFIT[name]


def _text(paragraph: Any, noted: list[tuple[str, str]] | None = None) -> str:
    """The words of a paragraph, a number in square brackets where a note is referred to."""
    out = []
    for one in paragraph.iter(
        f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}footnoteReference",
        f"{W}endnoteReference",
    ):  # fmt: skip
        name = str(one.tag).removeprefix(W)
        if name == "t":
            out.append(one.text or "")
        elif name.endswith("Reference"):
            if noted is not None:
                noted.append((name.removesuffix("Reference"), one.get(f"{W}id", "")))
                out.append(f" [{len(noted)}]")
        else:
            out.append("-" if name == "noBreakHyphen" else " ")
    return re.sub(r"\s+", " ", "".join(out)).strip()


class _Reader:
    """What has been read so far."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.levels = levels
        self.found: list[dict[str, Any]] = []
        self.noted: list[tuple[str, str]] = []
        self.letters = 0

    def blocks(self, holder: Any) -> None:
        """The paragraphs and tables in the body or a control."""
        for one in holder:
            if one.tag == f"{W}p":
                self.paragraph(one)
            elif one.tag == f"{W}tbl":
                self.add({"kind": "table", "rows": self.table(one)})
            elif one.tag == f"{W}sdt":
                content = one.find(f"{W}sdtContent")
                if content is not None:
                    self.blocks(content)

    def paragraph(self, one: Any) -> None:
        """A heading, an item of a list, or words."""
        text = self.said(one)
        if not text:
            return
        style = one.find(f"{W}pPr/{W}pStyle")
        level = self.levels.get(style.get(f"{W}val", "")) if style is not None else None
        listed = one.find(f"{W}pPr/{W}numPr") is not None or (
            style is not None and style.get(f"{W}val", "").lower().startswith("list")
        )
        if level is not None:
            self.add({"kind": "heading", "level": level, "text": text})
        elif listed and self.found and self.found[-1]["kind"] == "list":
            self.found[-1]["items"].append(text)
        elif listed:
            self.add({"kind": "list", "items": [text]})
        else:
            self.add({"kind": "para", "text": text})

    def table(self, one: Any) -> list[list[str]]:
        """Its rows, cell by cell; a cell that goes over several columns is followed by empty ones."""
        rows = []
        for line in one.iterchildren(f"{W}tr"):
            cells: list[str] = []
            for cell in line.iterchildren(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                words = " ".join(filter(None, (self.said(each) for each in cell.iter(f"{W}p"))))
                cells += [words] + [""] * (int(span.get(f"{W}val", "1")) - 1 if span is not None else 0)
            rows.append(cells)
        return rows

    def said(self, paragraph: Any) -> str:
        text = _text(paragraph, self.noted)
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise ValueError("too long")
        return text

    def add(self, block: dict[str, Any]) -> None:
        if len(self.found) >= MOST_BLOCKS:
            raise ValueError("too many blocks")
        self.found.append(block)


if __name__ == "__main__":
    main()
