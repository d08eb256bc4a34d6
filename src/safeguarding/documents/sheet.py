"""Reading the tables of a workbook or CSV file that somebody gave us, in a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from safeguarding.statute.answer import NotAllowed, Refused

SECONDS = 60


@dataclass(frozen=True)
class Table:
    """One sheet: its rows of texts, and which rectangles of cells were merged (top, left, bottom, right)."""

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def tables(kind: str, data: bytes) -> list[Table]:
    """The tables of a sound file (`documents.upload.check_upload` has passed it), the empty ones left out.

    Raises NotAllowed when it cannot be read within the limits of memory and time.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes, never as an argument
            [
                sys.executable,
                "-I",
                "-m",
                "safeguarding.documents.sheet_child",
                "csv" if kind == "csv" else "xlsx",
            ],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as problem:
        raise NotAllowed(
            Refused(
                "table_unreadable",
                "We could not read a table in this file.",
                "Open it in Excel, copy the table into a new workbook, save that as .xlsx, and try again.",
            )
        ) from problem
    return [
        Table(one["name"], one["rows"], [tuple(area) for area in one["merged"]])
        for one in found
        if any(any(row) for row in one["rows"])
    ]
