"""The quick way through a plain Word document: one walk over the few elements that matter.

Plain is a document of paragraphs and tables that stand by themselves, as most are: no tracked changes,
content controls, notes, boxes, hidden text or nested tables. Whatever holds one of those is read the careful
way, in `word.py`; on a plain document both read the same, which a test shows.
"""

from __future__ import annotations

import re

from lxml import etree

from safeguarding.chronology.reading.table import MOST_COLUMNS, Cell, Row, Table, too_wide

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T, P, TBL, TR, TC = (f"{W}{name}" for name in ("t", "p", "tbl", "tr", "tc"))
SPAN, DOWN, VALUE = f"{W}gridSpan", f"{W}vMerge", f"{W}val"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DECLARED = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPECIAL = re.compile(
    rb"<w:(?:del|ins|move|vanish|hidden|sdt|customXml|smartTag|txbxContent|footnoteReference|endnoteReference"
    rb"|gridBefore|ruby|rStyle|ptab|hyperlink|fldSimple|pict|object|drawing)"
)


def is_plain(content: bytes) -> bool:
    """Whether the quick way reads this document as the careful way would."""
    if _DECLARED not in content or b"AlternateContent" in content or b"<m:" in content:
        return False
    return not _SPECIAL.search(content) and not _nested(content)


def _nested(content: bytes) -> bool:
    """Whether a table begins before the one before it has ended."""
    place = 0
    while (begins := content.find(b"<w:tbl>", place)) >= 0:
        ends, following = content.find(b"</w:tbl>", begins), content.find(b"<w:tbl>", begins + 7)
        if ends < 0 or -1 < following < ends:
            return True
        place = ends
    return False


def plain_tables(body: Element) -> list[Table]:
    """The tables of a plain document, numbered from 1."""
    tables: list[Table] = []
    row, cell = Row([]), Cell()
    said: list[str] = []
    above: dict[int, Cell] = {}
    spoken_for: Cell | None = None
    within: Element | None = None
    inside = False
    for element in body.iter(T, P, TBL, TR, TC, SPAN, DOWN, *SIGNS):
        tag = element.tag
        if tag == T:
            if inside:
                said.append(element.text or "")
        elif tag == P:
            inside = within is not None and element.getparent() is within
            if inside:
                said.append("\n")
        elif tag == TC:
            cell.text = tidy(said)
            said, cell, within = [], Cell(), element
            spoken_for = above.pop(len(row.cells), None)
            row.cells.append(cell)
        elif tag == TR:
            row = Row([])
            tables[-1].rows.append(row)
        elif tag == TBL:
            above = {}
            tables.append(Table(f"table {len(tables) + 1}", []))
        elif tag == SPAN:
            cell.wide = max(1, min(int(element.get(VALUE) or 1), 1000))
            row.cells += [cell] * (cell.wide - 1)
            if len(row.cells) > MOST_COLUMNS:
                raise too_wide()
        elif tag == DOWN:
            column = len(row.cells) - cell.wide
            goes_on = element.get(VALUE) != "restart" and spoken_for is not None
            cell.merged_with = spoken_for if goes_on else None
            above[column] = cell.merged_with if cell.merged_with is not None else cell
        elif inside:
            said.append(SIGNS[tag])
    cell.text = tidy(said)
    return tables


def tidy(said: list[str]) -> str:
    """A cell's text: each line without space around it or doubled in it, and no empty line."""
    if len(said) == 2 and said[0] == "\n":  # one paragraph of one piece, as most are
        return " ".join(said[1].replace("\xad", "").split()) if "\n" not in said[1] else tidy([said[1]])
    lines = [" ".join(line.split()) for line in "".join(said).replace("\xad", "").split("\n")]
    return "\n".join(line for line in lines if line)
