"""The tables of a Word document (ECMA-376 part 1, 17.4), read as if every tracked change were accepted.

Text that is hidden, deleted or moved away is left out and reported. Footnotes, text boxes, content controls
and tables inside a cell belong to that cell; comments, headers and footers do not.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from safeguarding.chronology.reading.plain import is_plain, plain_tables, tidy
from safeguarding.chronology.reading.table import MOST_COLUMNS, Cell, Paper, Row, Table, Warned, too_wide

Element = etree._Element
LEFT_OUT = frozenset({
    "del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rPr", "pPr", "tcPr", "trPr",
    "tblPr", "tblGrid", "sectPr", "sdtPr", "sdtEndPr", "commentRangeStart", "commentRangeEnd", "rt",
    "annotationRef",
})  # fmt: skip
OFF = {"0", "false", "off"}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
CHANGES = {"ins", "del", "moveFrom", "moveTo"}
WORDS = {
    "tracked_changes": "It holds tracked changes. They were read as accepted.",
    "comments_present": "It holds comments in the margin. They are not part of any event.",
    "hidden_text": "It holds hidden text, which was left out.",
    "footnotes": "It holds footnotes. Each was put to the event that it stands at.",
    "text_box_outside_table": "Text stands in a box outside any table, and was not read.",
    "no_tables": "There is no table in it.",
}


def parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )


def read_word(data: bytes) -> Paper:
    """Every table of a sound document (`documents.upload` has passed it), in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        names = set(container.namelist())
        place = _document(container)
        folder = place.rpartition("/")[0]
        content = container.read(place)
        body = etree.fromstring(content, parser())
        reader = Reader(
            notes={
                kind: _notes(container.read(f"{folder}/{part}"))
                for kind, part in (
                    ("footnoteReference", "footnotes.xml"),
                    ("endnoteReference", "endnotes.xml"),
                )
                if f"{folder}/{part}" in names
            },
            hidden_styles=_hidden_styles(container.read(f"{folder}/styles.xml"))
            if f"{folder}/styles.xml" in names
            else frozenset(),
        )
        if f"{folder}/comments.xml" in names:
            reader.met["comments_present"] += 1
    tables = plain_tables(body) if is_plain(content) else reader.tables(body)
    if not tables:
        reader.met["no_tables"] += 1
    return Paper(tables, [Warned(code, WORDS[code]) for code in WORDS if reader.met[code]])


@dataclass
class Reader:
    """Walks a document once."""

    notes: dict[str, dict[str, Element]]
    hidden_styles: frozenset[str]
    met: Counter[str] = field(default_factory=Counter)

    def tables(self, within: Element) -> list[Table]:
        """The tables at the top, numbered from 1; nested ones hang in their cells."""
        found: list[Table] = []
        self._find(within, found)
        return found

    def _find(self, within: Element, found: list[Table]) -> None:
        for child in within:
            name = _local(child)
            if name == "tbl":
                found.append(self._table(child, f"table {len(found) + 1}", Counter()))
            elif name == "txbxContent":
                if _says(child):
                    self.met["text_box_outside_table"] += 1
            elif name in CHANGES:
                self.met["tracked_changes"] += 1
                if name in {"ins", "moveTo"}:
                    self._find(child, found)
            elif name not in LEFT_OUT and name != "t":
                self._find(child, found)

    def _table(self, table: Element, name: str, inner: Counter[str]) -> Table:
        rows: list[Row] = []
        above: dict[int, Cell] = {}
        top = name.partition(".")[0]
        for row in _rows(table):
            properties = _child(row, "trPr")
            before = 0
            if properties is not None:
                if _child(properties, "del") is not None:
                    self.met["tracked_changes"] += 1
                    continue
                if _child(properties, "ins") is not None:
                    self.met["tracked_changes"] += 1
                hidden = _child(properties, "hidden")
                if hidden is not None and _value(hidden) not in OFF:
                    self.met["hidden_text"] += 1
                    continue
                before = _number(_child(properties, "gridBefore"))
            cells = [Cell() for _ in range(before)]
            for element in _cells(row):
                properties = _child(element, "tcPr")
                wide = max(1, _number(_child(properties, "gridSpan"))) if properties is not None else 1
                cell = self._cell(element, top, inner)
                cell.wide = wide
                column = len(cells)
                going = _child(properties, "vMerge") if properties is not None else None
                if going is not None and _value(going) != "restart" and column in above:
                    cell.merged_with = above[column]
                elif going is not None:
                    above[column] = cell
                else:
                    above.pop(column, None)
                cells += [cell] * wide
                if len(cells) > MOST_COLUMNS:
                    raise too_wide()
            rows.append(Row(cells))
        return Table(name, rows)

    def _cell(self, element: Element, top: str, inner: Counter[str]) -> Cell:
        said: list[str] = []
        nested: list[Table] = []
        self._say(element, said, nested, top, inner)
        return Cell(tidy(said), nested=tuple(nested))

    def _say(
        self, element: Element, said: list[str], nested: list[Table], top: str, inner: Counter[str]
    ) -> None:
        for child in element:
            name = _local(child)
            if name == "t":
                said.append(child.text or "")
            elif name == "r":
                if self._hidden(child):
                    if _says(child):
                        self.met["hidden_text"] += 1
                else:
                    self._say(child, said, nested, top, inner)
            elif name == "p":
                if said and said[-1] not in {"\n", " ["}:
                    said.append("\n")
                self._say(child, said, nested, top, inner)
            elif name in SIGNS:
                said.append(SIGNS[name])
            elif name == "tbl":
                inner[top] += 1
                table = self._table(child, f"{top}.{inner[top]}", inner)
                nested.append(table)
                said += ["\n", _flat(table)]
            elif name in self.notes:
                note = self.notes[name].get(_attribute(child, "id"))
                if note is not None:
                    self.met["footnotes"] += 1
                    said.append(" [")
                    self._say(note, said, nested, top, inner)
                    said.append("]")
            elif name in CHANGES:
                self.met["tracked_changes"] += 1
                if name in {"ins", "moveTo"}:
                    self._say(child, said, nested, top, inner)
            elif name == "txbxContent":
                said.append("\n")
                self._say(child, said, nested, top, inner)
            elif name not in LEFT_OUT and len(child):
                self._say(child, said, nested, top, inner)

    def _hidden(self, run: Element) -> bool:
        properties = _child(run, "rPr")
        if properties is None:
            return False
        vanish = _child(properties, "vanish")
        if vanish is not None:
            return _value(vanish) not in OFF
        style = _child(properties, "rStyle")
        return style is not None and _value(style) in self.hidden_styles


def _rows(table: Element) -> list[Element]:
    return _through(table, "tr")


def _cells(row: Element) -> list[Element]:
    return _through(row, "tc")


def _through(element: Element, wanted: str) -> list[Element]:
    """The children of a kind, also those in content controls and in what was put in or moved in."""
    found: list[Element] = []
    for child in element:
        name = _local(child)
        if name == wanted:
            found.append(child)
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            found += _through(child, wanted)
    return found


def _document(container: zipfile.ZipFile) -> str:
    for relation in etree.fromstring(container.read("_rels/.rels"), parser()):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _notes(data: bytes) -> dict[str, Element]:
    return {
        _attribute(note, "id"): note
        for note in etree.fromstring(data, parser())
        if _attribute(note, "type") in {"", "normal"}
    }


def _hidden_styles(data: bytes) -> frozenset[str]:
    found = set()
    for style in etree.fromstring(data, parser()):
        properties = _child(style, "rPr") if _local(style) == "style" else None
        vanish = _child(properties, "vanish") if properties is not None else None
        if vanish is not None and _value(vanish) not in OFF:
            found.add(_attribute(style, "styleId"))
    return frozenset(found)


def _flat(table: Table) -> str:
    """A table inside a cell as lines of text."""
    lines = [" | ".join(cell.text.replace("\n", " ") for cell in row.own()) for row in table.rows]
    return "\n".join(line for line in lines if line)


def _says(element: Element) -> bool:
    return any(_local(one) == "t" and (one.text or "").strip() for one in element.iter())


def _local(element: Element) -> str:
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@cache
def _short(tag: str) -> str:
    return tag.rpartition("}")[2]


def _child(element: Element | None, name: str) -> Element | None:
    if element is not None:
        for child in element:
            if _local(child) == name:
                return child
    return None


def _attribute(element: Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _value(element: Element) -> str:
    return _attribute(element, "val")


def _number(element: Element | None) -> int:
    said = _value(element) if element is not None else ""
    return min(int(said), 1000) if said.isdigit() else 0
