"""What a reader finds in a file: tables of rows of cells, and what somebody must be told about the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

Value = date | datetime | time | float | None
MOST_COLUMNS = 1_000


@dataclass(slots=True)
class Cell:
    """One cell as written. `value` is what a workbook stores behind it; `merged_with` is the cell above that
    speaks for it; `wide` is how many columns it spans. `error`: a formula without a saved value, or an error.
    """

    text: str = ""
    value: Value = None
    merged_with: Cell | None = None
    wide: int = 1
    error: bool = False
    nested: tuple[Table, ...] = ()

    def __bool__(self) -> bool:
        said = self.text
        return (said != "" and not said.isspace()) or self.value is not None or self.error


EMPTY = Cell()


@dataclass(slots=True)
class Row:
    """One row: which cell stands in each column (a cell that spans several stands in each of them)."""

    cells: list[Cell]
    hidden: bool = False

    def at(self, column: int | None) -> Cell:
        """The cell in a column; an empty one where the row is too short."""
        return self.cells[column] if column is not None and column < len(self.cells) else EMPTY

    def own(self) -> list[Cell]:
        """Its cells with something in them, each once."""
        found: list[Cell] = []
        last: Cell | None = None
        for cell in self.cells:
            if cell is not last and cell:
                found.append(cell)
                last = cell
        return found


@dataclass(slots=True)
class Table:
    """A table of a document, a sheet of a workbook, or a whole CSV file."""

    name: str
    rows: list[Row]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool = False


@dataclass(frozen=True)
class Warned:
    """Something that a person must be told about the file: a code, and how often or where."""

    code: str
    words: str


@dataclass(frozen=True)
class Matched:
    """Which column of a table was taken for what: each title with its number and what it is, empty where it
    is kept as it stands.
    """

    name: str
    columns: list[tuple[str, int, str]]


@dataclass
class Paper:
    """A file that was read."""

    tables: list[Table]
    warnings: list[Warned] = field(default_factory=list)
    matched: list[Matched] = field(default_factory=list)


class Unreadable(Exception):
    """Why a file cannot be read, in a sentence, and what to send instead."""

    def __init__(self, code: str, sentence: str, mend: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.mend = code, sentence, mend


def too_wide() -> Unreadable:
    """Why a table that would take all time and memory is not read."""
    return Unreadable(
        "too_much",
        "Its cells are merged over more columns and rows than any chronology has.",
        "Copy the table into a new document, then send that.",
    )
