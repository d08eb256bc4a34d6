"""The words of a PDF’s pages, and whether a reader sees them: under a box, white, unseen, off the page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safeguarding.documents.everywhere.piece import Notes, Piece
from safeguarding.documents.upload.refusal import Unfit

MOST_PAGES = 5_000
MOST_SHAPES = 20_000
_DARK, _LIGHT = 90, 245
_SMALLEST = 4.0
_MOST_SIDES = 12
Box = tuple[float, float, float, float]


def read(within: str, data: bytes, notes: Notes) -> Iterator[Piece]:
    """One piece for each page, and one for each box that only hides what is under it."""
    try:
        opened = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise Unfit("broken", "its pages cannot be read.", "") from problem
    try:
        if len(opened) > MOST_PAGES:
            raise Unfit("bomb", f"it has more than {MOST_PAGES:,} pages.", "")
        share, shares = notes.share
        for number in range(share, len(opened), shares):
            try:
                page = opened[number]
                words = page.get_textpage()
            except pdfium.PdfiumError:
                notes.problem(within, f"page {number + 1} cannot be read.")
                continue
            yield from _page(f"{within}page {number + 1}", page, words, notes, within, number + 1)
            words.close()
            page.close()
    finally:
        opened.close()


def _page(place: str, page: Any, words: Any, notes: Notes, within: str, number: int) -> Iterator[Piece]:
    text = words.get_text_range() if words.count_chars() else ""
    shapes = _Shapes(page)
    if not text.strip() and shapes.pictures:
        notes.problem(within, f"page {number} is a picture: we cannot read the words in it.")
    for box in shapes.boxes:
        if under := words.get_text_bounded(*box).strip():
            notes.covered.append((f"{within}text under a black box on page {number}", under))
    yield Piece(place, text, where=_where(place, page, words, shapes), standing=True, own=True)


class _Shapes:
    """What was drawn over words: dark boxes, and pictures, which may be anything."""

    def __init__(self, page: Any) -> None:
        self.boxes: list[Box] = []
        self.over: list[Box] = []
        self.pictures = 0
        drawn: list[Box] = []
        many = min(raw.FPDFPage_CountObjects(page), MOST_SHAPES)
        for place in range(many):
            one = raw.FPDFPage_GetObject(page, place)
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                drawn.append(_box(one))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures += 1
                self._covers(self.over, _box(one), drawn)
            elif kind == raw.FPDF_PAGEOBJ_PATH and _dark(one):
                self._covers(self.boxes, _box(one), drawn)
        for place in range(raw.FPDFPage_GetAnnotCount(page)):
            if (box := _dark_annotation(page, place)) is not None:
                self._covers(self.boxes, box, drawn)

    @staticmethod
    def _covers(kept: list[Box], box: Box, drawn: list[Box]) -> None:
        left, bottom, right, top = box
        if right - left < _SMALLEST or top - bottom < _SMALLEST:
            return
        if any(x < right and wide > left and y < top and high > bottom for x, y, wide, high in drawn):
            kept.append(box)


def _box(one: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _colour(one: Any) -> tuple[int, int, int, int]:
    red, green, blue, solid = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(one, red, green, blue, solid)
    return red.value, green.value, blue.value, solid.value


def _dark(one: Any) -> bool:
    if raw.FPDFPath_CountSegments(one) > _MOST_SIDES:  # a drawing, whose outline says little about its ground
        return False
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, filled, stroked)
    red, green, blue, solid = _colour(one)
    return bool(filled.value) and solid > 128 and max(red, green, blue) <= _DARK


def _dark_annotation(page: Any, place: int) -> Box | None:
    """A black square laid over the page, or a redaction that was marked and never carried out."""
    one = raw.FPDFPage_GetAnnot(page, place)
    if not one:
        return None
    try:
        kind = raw.FPDFAnnot_GetSubtype(one)
        square = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(one, square)
        red, green, blue, solid = (ctypes.c_uint() for _ in range(4))
        known = raw.FPDFAnnot_GetColor(one, raw.FPDFANNOT_COLORTYPE_InteriorColor, red, green, blue, solid)
        dark = known and max(red.value, green.value, blue.value) <= _DARK
        if kind == raw.FPDF_ANNOT_REDACT or (kind == raw.FPDF_ANNOT_SQUARE and dark):
            return square.left, square.bottom, square.right, square.top
        return None
    finally:
        raw.FPDFPage_CloseAnnot(one)


def _where(place: str, page: Any, words: Any, shapes: _Shapes) -> Callable[[int, int], str]:
    def where(start: int, end: int) -> str:
        for index in range(start, min(end, words.count_chars())):
            left, bottom, right, top = words.get_charbox(index)
            if right <= left or top <= bottom:
                continue
            across, up = (left + right) / 2, (bottom + top) / 2
            if _inside(across, up, shapes.boxes):
                return _said(place, "text under a black box on")
            if _inside(across, up, shapes.over):
                return _said(place, "text under a picture on")
            wide, high = page.get_size()
            if not (-1 <= across <= wide + 1 and -1 <= up <= high + 1):
                return _said(place, "text off the edge of")
            if state := _state(words, index):
                return _said(place, state)
            break
        return place

    return where


def _inside(across: float, up: float, boxes: list[Box]) -> bool:
    return any(left <= across <= right and bottom <= up <= top for left, bottom, right, top in boxes)


def _state(words: Any, index: int) -> str:
    one = raw.FPDFText_GetTextObject(words, index)
    if not one:
        return ""
    if raw.FPDFTextObj_GetTextRenderMode(one) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return "invisible text on"
    if min(_colour(one)[:3]) >= _LIGHT:
        return "white text on"
    return ""


def _said(place: str, what: str) -> str:
    before, _, page = place.rpartition("page ")
    return f"{before}{what} page {page}"
