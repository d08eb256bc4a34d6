"""The quick way through the rows of a plain worksheet: two patterns in place of a tree.

Plain are rows as Excel and most programs write them: each cell says where it stands and holds one value or
one text. Whatever is written otherwise (a formula, a text of several runs, a space between cells) is read the
careful way, in `excel.py`; on plain rows both read the same, which a test shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import unescape

_BEGINS, _ENDS = b"<sheetData>", b"</sheetData>"
_OTHER = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])|<!|<\?(?!xml )""", re.IGNORECASE)
"""Another encoding, and whatever could hold signs that only look like rows, as a remark does."""
_TEXT = "([^<]*+)"
_ROW = r'<row r="([0-9]++)"((?: [\w:]++="[^"]*+")*+)'
_CELL = (
    r'<c r="([A-Z]++)[0-9]++"(?: s="([0-9]++)")?'
    rf'(?:/>| t="inlineStr"><is><t(?: xml:space="preserve")?>{_TEXT}</t></is></c>'
    rf'|(?: t="(s|n|str|b|d|e)")?><v>{_TEXT}</v></c>)'
)
_PLAIN = re.compile(rf"(?:{_ROW}(?:/>|>(?:{_CELL})*+</row>))*+")
_PIECE = re.compile(rf"{_CELL}|{_ROW}")
_FLAT = re.compile(r' (?:hidden="(?:1|true)"|ht="0(?:\.0)?")')
_SIGNS = {"&quot;": '"', "&apos;": "'"}

Piece = tuple[Any, ...]
"""A cell's letters, style, text, kind and value; where a row begins, these are None, and its number and other
marks follow.
"""


def parted(sheet: bytes) -> tuple[bytes, Iterator[Piece] | None]:
    """A sheet without its rows, and these; or the sheet as it is, where they are not plain."""
    before, begins, rest = sheet.partition(_BEGINS)
    rows, ends, after = rest.partition(_ENDS)
    if not ends or b"<sheetData" in after or _OTHER.search(before):
        return sheet, None
    text = rows.decode()
    if "\r" in text or "&#" in text or not _PLAIN.fullmatch(text):
        return sheet, None
    return before + begins + ends + after, map(re.Match.groups, _PIECE.finditer(text))


def is_flat(marks: str) -> bool:
    """Whether a row's marks say that it is hidden, or has no height."""
    return _FLAT.search(marks) is not None


def meant(text: str) -> str:
    """A text of a sheet as it is meant, with the signs that XML has a name for."""
    return unescape(text, _SIGNS) if "&" in text else text
