"""Reads one paper, alone in a process with limits: a hostile file ends this and nothing else.

It takes the file on its standard input, its kind and the day it was sent as arguments, and prints the
events as JSON. It knows no Django and no secret.
"""

from __future__ import annotations

import gc
import resource
import sys
from datetime import date

import orjson

from safeguarding.chronology.entries import read_entries
from safeguarding.chronology.reading.comma import read_values
from safeguarding.chronology.reading.excel import read_workbook
from safeguarding.chronology.reading.word import read_word

READERS = {"docx": read_word, "xlsx": read_workbook, "csv": read_values, "txt": read_values}
MEMORY = 1024**3
SECONDS = 40


def limit() -> None:
    """From now on this process has so much memory and time, and can write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read and print."""
    limit()
    gc.disable()  # it lives for one file, and its memory is limited
    kind, returned = sys.argv[1], sys.argv[2]
    paper = READERS[kind](sys.stdin.buffer.read())
    entries = read_entries(paper, date.fromisoformat(returned) if returned else None)
    sys.stdout.buffer.write(orjson.dumps({"entries": entries, "warnings": paper.warnings}))


if __name__ == "__main__":
    main()
