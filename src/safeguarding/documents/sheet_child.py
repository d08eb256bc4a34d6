"""Reads one workbook or CSV file, alone in a process with limits: a hostile file ends this and nothing else.

It takes the file on its standard input and its kind as its argument, and prints the tables as JSON: every
cell as text, dates as YYYY-MM-DD, and which cells were merged. It knows no Django and no secret.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 1024**3
SECONDS = 30
MOST_CELLS = 2_000_000


def main() -> None:
    """Read and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    tables = _csv(data) if sys.argv[1] == "csv" else _workbook(data)
    sys.stdout.write(json.dumps(tables))


def _workbook(data: bytes) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise ValueError("too many cells")
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        merged = [[*start, *end] for start, end in (sheet.merged_cell_ranges or [])]
        found.append({"name": name, "rows": rows, "merged": merged})
    return found


def _csv(data: bytes) -> list[dict[str, Any]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    return [{"name": "", "rows": [list(row) for row in csv.reader(io.StringIO(text), dialect)], "merged": []}]


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return str(cell).strip()


if __name__ == "__main__":
    main()
