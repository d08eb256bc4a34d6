"""The sheets of a workbook (ECMA-376 part 1, 18.3): stored values, under the workbook's own date system, and
which rows, columns and sheets are hidden.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from posixpath import join, normpath

from lxml import etree

from safeguarding.chronology.reading.sheet import Piece, is_flat, meant, parted
from safeguarding.chronology.reading.table import (
    EMPTY,
    MOST_COLUMNS,
    Cell,
    Paper,
    Row,
    Table,
    Value,
    Warned,
    too_wide,
)
from safeguarding.chronology.reading.word import _attribute, _child, _local, parser

Element = etree._Element
MOST_ROWS = 200_000
MOST_MERGED = 1_000_000
BUILT_IN_DATES = frozenset(
    {*range(14, 23), 27, 28, 29, 30, 31, 34, 35, 36, *range(45, 48), 50, 51, 52, 53, 54, 57, 58}
)
FROM_1900, FROM_1904 = datetime.fromisoformat("1899-12-30"), datetime.fromisoformat("1904-01-01")
_COLUMN = re.compile(r"([A-Z]+)(\d+)")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_BY_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)


def read_workbook(data: bytes) -> Paper:
    """Every sheet of a sound workbook (`documents.upload` has passed it)."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        book = Book(container)
        tables, warnings = [], []
        for name, place, hidden in book.sheets():
            table, hidden_columns = book.sheet(name, place)
            table.hidden = hidden
            if not any(row.own() for row in table.rows):
                continue
            tables.append(table)
            if hidden:
                warnings.append(
                    Warned("hidden_sheet", f"The sheet “{name}” is hidden. Look at it before it is used.")
                )
            if hidden_columns:
                warnings.append(
                    Warned(
                        "hidden_columns",
                        f"The sheet “{name}” has hidden columns: {', '.join(hidden_columns)}.",
                    )
                )
    if not tables:
        warnings.append(Warned("no_tables", "There is nothing in it."))
    return Paper(tables, warnings)


class Book:
    """The parts of a workbook that all sheets share."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self.container = container
        self.names = {name.lower(): name for name in container.namelist()}
        self.place = self._target("", "officeDocument") or "xl/workbook.xml"
        self.root = self._part(self.place)
        properties = _child(self.root, "workbookPr")
        self.since_1904 = properties is not None and _attribute(properties, "date1904") in {"1", "true"}
        self.texts = self._shared()
        self.is_date = self._formats()

    def sheets(self) -> list[tuple[str, str, bool]]:
        """The name, the place and whether it is hidden, of each sheet in its order."""
        targets = {
            relation.get("Id"): self._resolve(relation.get("Target") or "")
            for relation in self._relations(self.place)
        }
        listed = _child(self.root, "sheets")
        found = []
        for sheet in listed if listed is not None else ():
            place = targets.get(_attribute(sheet, "id"))
            if place and place.lower() in self.names and "worksheets" in place.lower():
                hidden = _attribute(sheet, "state") in {"hidden", "veryHidden"}
                found.append((_attribute(sheet, "name"), place, hidden))
        return found

    def sheet(self, name: str, place: str) -> tuple[Table, list[str]]:
        """One sheet's rows, and the letters of its hidden columns."""
        content, pieces = parted(self._content(place))
        root = etree.fromstring(content, parser())
        hidden_columns: list[str] = []
        columns = _child(root, "cols")
        for column in columns if columns is not None else ():
            if _attribute(column, "hidden") in {"1", "true"} or _attribute(column, "width") in {"0", "0.0"}:
                first, last = int(_attribute(column, "min")), int(_attribute(column, "max"))
                hidden_columns += [_letters(number) for number in range(first, min(last, first + 25) + 1)]
        data = _child(root, "sheetData")
        rows = self._plain_rows(pieces) if data is not None and pieces else self._rows(data)
        self._merge(root, rows)
        ordered = [rows[number] for number in sorted(rows)]
        used = {letter for letter in hidden_columns if any(row.at(_index(letter)) for row in ordered)}
        places = frozenset(_index(letter) for letter in hidden_columns)
        table = Table(name, ordered, hidden_columns=places, since_1904=self.since_1904)
        return table, [letter for letter in hidden_columns if letter in used]

    def _plain_rows(self, pieces: Iterable[Piece]) -> dict[int, Row]:
        rows: dict[int, Row] = {}
        cells: list[Cell] = []
        for letters, style, text, kind, value, number, marks in pieces:
            if letters is None:
                if int(number) > MOST_ROWS:
                    break
                rows[int(number)] = Row(cells := [], bool(marks) and is_flat(marks))
                continue
            if value:
                cell = self._valued(kind, meant(value), style)
            elif text:
                cell = Cell(_lettered(meant(text)) if "&" in text or "_x" in text else text)
            else:
                cell = EMPTY
            if (column := _index(letters)) == len(cells) < MOST_COLUMNS:  # nearly always
                cells.append(cell)
            else:
                _put(cells, column, cell)
        return rows

    def _rows(self, data: Element | None) -> dict[int, Row]:
        rows: dict[int, Row] = {}
        number = 0
        for row in data if data is not None else ():
            number = int(row.get("r") or number + 1)
            if number > MOST_ROWS:
                break
            cells: list[Cell] = []
            for element in row:
                found = _COLUMN.match(element.get("r") or "")
                _put(cells, _index(found[1]) if found else len(cells), self._cell(element))
            flat = row.get("hidden") in {"1", "true"} or row.get("ht") in {"0", "0.0"}
            rows[number] = Row(cells, hidden=flat)
        return rows

    def _cell(self, element: Element) -> Cell:
        kind = element.get("t") or "n"
        if kind == "inlineStr":
            inline = _child(element, "is")
            return Cell(_rich(inline) if inline is not None else "")
        value = _child(element, "v")
        said = (value.text or "") if value is not None else ""
        if not said:
            return Cell("", error=True) if _child(element, "f") is not None else EMPTY
        return self._valued(kind, said, element.get("s"))

    def _valued(self, kind: str, said: str, style: str | None) -> Cell:
        """A cell with a stored value."""
        if kind == "s":
            return Cell(self.texts[int(said)]) if int(said) < len(self.texts) else EMPTY
        if kind == "e":
            return Cell(said, error=True)
        if kind == "str":
            return Cell(said)
        if kind == "b":
            return Cell("Yes" if said == "1" else "No")
        if kind == "d":
            moment = datetime.fromisoformat(said.replace("Z", ""))
            return Cell(_written(moment), moment)
        number, shown = float(said), int(style or 0)
        if shown < len(self.is_date) and self.is_date[shown]:
            moment_or_time = from_serial(number, since_1904=self.since_1904)
            if moment_or_time is not None:
                return Cell(_written(moment_or_time), moment_or_time)
        return Cell(f"{number:.15g}", number)

    def _merge(self, root: Element, rows: dict[int, Row]) -> None:
        listed = _child(root, "mergeCells")
        looked_at = 0
        for merged in listed if listed is not None else ():
            corners = [_COLUMN.match(corner) for corner in (merged.get("ref") or "").split(":")]
            if len(corners) != 2 or not corners[0] or not corners[1]:
                continue
            left, top = _index(corners[0][1]), int(corners[0][2])
            right, bottom = min(_index(corners[1][1]), MOST_COLUMNS), int(corners[1][2])
            speaks = rows[top].at(left) if top in rows else EMPTY
            if not speaks:
                continue
            speaks.wide = right - left + 1
            last = min(bottom, MOST_ROWS, top + 5_000)
            looked_at += max(0, last - top + 1) * max(1, speaks.wide)
            if looked_at > MOST_MERGED:
                raise too_wide()
            for number in range(top, last + 1):
                row = rows.get(number)
                if row is None:
                    continue
                row.cells += [EMPTY] * (right + 1 - len(row.cells))
                stands = speaks if number == top else Cell(merged_with=speaks, wide=speaks.wide)
                for column in range(left, right + 1):
                    row.cells[column] = stands

    def _shared(self) -> list[str]:
        place = self._target(self.place, "sharedStrings")
        return [_rich(one) for one in self._part(place)] if place and place.lower() in self.names else []

    def _formats(self) -> list[bool]:
        place = self._target(self.place, "styles")
        if not place or place.lower() not in self.names:
            return []
        root = self._part(place)
        listed = _child(root, "numFmts")
        own = {
            int(_attribute(one, "numFmtId")): _attribute(one, "formatCode")
            for one in (listed if listed is not None else ())
        }
        listed = _child(root, "cellXfs")
        return [
            _shows_a_date(int(_attribute(one, "numFmtId") or 0), own)
            for one in (listed if listed is not None else ())
        ]

    def _target(self, place: str, kind: str) -> str | None:
        for relation in self._relations(place):
            if (relation.get("Type") or "").endswith("/" + kind):
                target = relation.get("Target") or ""
                return self._resolve(target) if place else target.lstrip("/")
        return None

    def _relations(self, place: str) -> list[Element]:
        folder, _, name = place.rpartition("/")
        found = self.names.get(join(folder, "_rels", f"{name}.rels").lower())
        return list(etree.fromstring(self.container.read(found), parser())) if found else []

    def _resolve(self, target: str) -> str:
        if target.startswith("/"):
            return target.lstrip("/")
        return normpath(join(self.place.rpartition("/")[0], target))

    def _part(self, place: str) -> Element:
        return etree.fromstring(self._content(place), parser())

    def _content(self, place: str) -> bytes:
        return self.container.read(self.names.get(place.lower(), place))


def _put(cells: list[Cell], column: int, cell: Cell) -> None:
    """Write a cell into its column of a row."""
    if column < MOST_COLUMNS:
        cells += [EMPTY] * (column + 1 - len(cells))
        cells[column] = cell


def from_serial(number: float, *, since_1904: bool = False) -> Value:
    """The moment of a serial number; below one, the time of day. None where there is no such day."""
    if not 0 <= number < 2_958_465:
        return None
    whole, part = divmod(number, 1)
    seconds = round(part * 86_400)
    if whole == 0:
        seconds = min(seconds, 86_399)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    # 1900 was not a leap year, but Excel counts one more day from 1 March 1900 on.
    start = FROM_1904 if since_1904 else FROM_1900 if whole > 60 else FROM_1900 + timedelta(1)
    return start + timedelta(int(whole), seconds)


def _shows_a_date(number: int, own: dict[int, str]) -> bool:
    if number in own:
        return bool(_DATE.search(_LITERAL.sub("", own[number].partition(";")[0]).replace("General", "")))
    return number in BUILT_IN_DATES


def _written(value: date | datetime | time | float | None) -> str:
    if isinstance(value, datetime):
        day = "%02d/%02d/%d" % (value.day, value.month, value.year)  # noqa: UP031 - by far the quickest
        return f"{day} {value:%H:%M}" if value.hour or value.minute else day
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _rich(element: Element) -> str:
    """A text and its runs, without the pronunciation that some keyboards add."""
    said = []
    for child in element:
        name = _local(child)
        if name == "t":
            said.append(child.text or "")
        elif name == "r":
            said += [one.text or "" for one in child if _local(one) == "t"]
    return _lettered("".join(said))


def _lettered(text: str) -> str:
    """A text with the letters that it holds by their numbers."""
    if "_x" in text:
        text = _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r", "")


@cache
def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
