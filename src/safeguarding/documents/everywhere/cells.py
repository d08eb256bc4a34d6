"""The cells of a workbook, each with its reference; and texts that the workbook keeps and no cell shows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from lxml import etree

from safeguarding.documents.everywhere.piece import Piece
from safeguarding.documents.upload import zips

_SHARED = "xl/sharedstrings.xml"
_EPOCH = date(1899, 12, 30)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read(within: str, container: zipfile.ZipFile) -> Iterator[Piece]:
    """Every cell with words or with a date. The parts are read as they stand elsewhere too."""
    entries = {entry.filename.lower(): entry for entry in container.infolist()}
    held = _root(container, entries[_SHARED]) if _SHARED in entries else None
    texts = [_words(one) for one in _all(held, "si")]
    shown: set[int] = set()
    for name in sorted(entries):
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        sheet = name.rpartition("/")[2].removesuffix(".xml").removeprefix("sheet")
        for cell in _all(_root(container, entries[name]), "c"):
            text = _words(cell)
            if cell.get("t") == "s" and text.isdigit() and int(text) < len(texts):
                shown.add(int(text))
                text = texts[int(text)]
            if text := _day(text) if cell.get("t", "n") == "n" else text:
                yield Piece(f"{within}cell {cell.get('r', '')} of sheet {sheet}", text, standing=True)
    for number, text in enumerate(texts):
        if number not in shown:
            yield Piece(f"{within}a text of the workbook that no cell shows", text)


def _root(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Any:
    """A damaged part is noted where its bytes are read; here it has no cells."""
    try:
        return etree.fromstring(zips.part(container, entry), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _all(root: Any, name: str) -> Iterator[Any]:
    return iter(()) if root is None else root.iter(f"{{*}}{name}", name)


def _words(element: Any) -> str:
    """What a cell or a kept text says, without the formula that made it and without help for reading it."""
    return "".join(one.text or "" for one in element.iter("{*}v", "{*}t", "v", "t"))


def _day(number: str) -> str:
    """A number that Excel shows as a date, with the date."""
    whole = number.partition(".")[0]
    if len(whole) == 5 and whole.isdigit() and 20_000 <= int(whole) <= 60_000:
        return f"{number} {(_EPOCH + timedelta(days=int(whole))).isoformat()}"
    return number
