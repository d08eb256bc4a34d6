"""The papers of the sample case as plain text, with what is true of their names."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from python_calamine import CalamineWorkbook

OPEN = Path(__file__).resolve().parents[1] / "samples" / "open"
TRUE: dict[str, Any] = json.loads((OPEN / "anonymisation.json").read_text())
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KIN = ("Mum", "Mummy")
"""Recorded, and not hidden: the truth says that a kinship word identifies nobody by itself."""


def everybody() -> Iterator[tuple[str, str, list[str], dict[str, dict[str, int]]]]:
    """Pseudonym, full name, every recorded spelling, and how often each stands in which file."""
    for one in [*TRUE["people"], *TRUE["professionals"]]:
        name = one.get("full_name") or one["name"]
        spellings = [name, *one["aliases"], *one.get("initials", ())]
        yield one.get("pseudonym") or one["replace_with"], name, spellings, one["mentions"]


@cache
def texts() -> dict[str, str]:
    """Every file that can be read."""
    read = {path.name: "\n".join(_lines(path)) for path in sorted((OPEN / "incoming").iterdir())}
    return {name: text for name, text in read.items() if text}


def standing(written: str, text: str) -> list[re.Match[str]]:
    """Where a spelling stands as whole words, exactly as it is written."""
    return list(re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text))


def _lines(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    if path.suffix == ".csv":
        for row in csv.reader(io.StringIO(data.decode("cp1252")), delimiter=";"):
            yield from filter(None, row)
    elif path.suffix == ".xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            yield from (
                str(cell) for row in book.get_sheet_by_name(sheet).to_python() for cell in row if cell
            )
    elif path.suffix == ".docx" and data.startswith(b"PK"):
        yield from _paragraphs(data)


def _paragraphs(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        for part in document.namelist():
            if re.match(r"word/(document|header|footer|footnotes)\d*\.xml", part):
                for paragraph in etree.fromstring(document.read(part)).iter(f"{WORD}p"):
                    yield "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
