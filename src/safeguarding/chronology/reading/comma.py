"""A list of values between commas, semicolons, tabs or bars: which, and in which encoding, is found out."""

from __future__ import annotations

import csv
import io
from collections import Counter

from safeguarding.chronology.reading.table import Cell, Paper, Row, Table, Warned

SEPARATORS = ",;\t|"


def read_values(data: bytes) -> Paper:
    """The one table of a list of values."""
    text = decoded(data)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, separator = rest, first.strip()[4]
    else:
        separator = max(SEPARATORS, key=lambda one: _fits(text[:200_000], one))
    rows = [
        Row([Cell(value.strip()) for value in values]) for values in _rows(text, separator) if any(values)
    ]
    return Paper([Table("csv", rows)], [] if rows else [Warned("no_tables", "There is nothing in it.")])


def decoded(data: bytes) -> str:
    """UTF-8 where it is that, by its mark or by its bytes; else what Windows writes in England."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _fits(text: str, separator: str) -> tuple[int, int]:
    """How many rows have the commonest number of columns, and how many columns that is."""
    try:
        counted = Counter(len(row) for row in _rows(text, separator) if any(row))
    except csv.Error:
        return (0, 0)
    wide = {columns: rows for columns, rows in counted.items() if columns > 1}
    if not wide:
        return (0, 0)
    columns, rows = max(wide.items(), key=lambda one: one[1])
    return (rows, columns)
