"""Making one chronology of 12 agencies × 2,000 entries, beside usual practice, in one run.

    uv run --group benchmarks python -m benchmarks.merging [entries for each agency] [--whole]

Ours: reading every file in a process of its own, with its checks and every doubt, and writing Word and Excel,
as the command does. Usual practice: python-docx cells, openpyxl, dateutil, and writing cell by cell with the
same libraries; it takes minutes, so a tenth of two files is timed and multiplied, which flatters it, unless
`--whole` is asked for. Then each part alone, in this process: reading Word beside parsing the same XML and
nothing else, and beside python-docx; reading Excel beside openpyxl; writing each beside the same libraries.
Medians, and always as a ratio; on the clock, and in seconds of processor time, which other work on the
machine disturbs less.
"""

from __future__ import annotations

import gc
import io
import os
import random
import resource
import statistics
import sys
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter, process_time
from typing import Any

from lxml import etree

from safeguarding.chronology import out
from safeguarding.chronology.entries import read_entries
from safeguarding.chronology.merge import Merged, Sent, merge
from safeguarding.chronology.reading.excel import read_workbook
from safeguarding.chronology.reading.word import read_word

ROUNDS = 5
AGENCIES = 12
VOCABULARY = 3_000


def main() -> None:
    """Time each in turn, and print medians and their ratios."""
    given = [one for one in sys.argv[1:] if one != "--whole"]
    entries, whole = int(given[0]) if given else 2_000, "--whole" in sys.argv
    files = [_paper(number, entries) for number in range(AGENCIES)]
    ours, worked = _median(lambda: _ours(files), ROUNDS)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    small = files if whole else [_paper(n, entries // 10) for n in range(2)]
    factor = 1 if whole else AGENCIES / len(small) * 10
    usual, usual_work = (factor * took for took in _median(lambda: _usual(small), 1))
    how = "all of it timed" if whole else "a tenth of two files timed, and multiplied"
    _say(f"{AGENCIES} × {entries:,} entries into Word and Excel: {ours:.2f} s; usual practice {usual:.0f} s "
         f"({how}); ratio {usual / ours:.1f}")  # fmt: skip
    _say(
        f"Processor time: {worked:.2f} s; usual practice {usual_work:.0f} s; ratio {usual_work / worked:.1f}"
    )
    _parts(files, merge(files[:1]), entries)
    _say(f"Most memory of any process of ours: {most / 1024:.0f} MB")


def _parts(files: list[Sent], merged: Merged, entries: int) -> None:
    """Reading and writing alone, of one file of each kind, in processor time."""
    word = next(one.data for one in files if one.name.endswith(".docx"))
    excel = next(one.data for one in files if one.name.endswith(".xlsx"))
    rows = [tuple(row) for row in out.rows(merged)]

    def took(what: Callable[[], object], rounds: int = 3 * ROUNDS) -> float:
        times = []
        for _ in range(rounds):
            began = process_time()
            what()
            times.append(process_time() - began)
        return statistics.median(times)

    parsing, tables = took(lambda: _parse(word)), took(lambda: read_word(word))
    events, docx = took(lambda: read_entries(read_word(word))), took(lambda: _cells(word), 1)
    _say(f"Reading one Word file of {entries:,}: {tables * 1000:.0f} ms; parsing its XML alone "
         f"{parsing * 1000:.0f} ms, ratio {tables / parsing:.1f}; with every date and doubt "
         f"{events * 1000:.0f} ms, ratio {events / parsing:.1f}; python-docx {docx:.2f} s, "
         f"ratio {docx / tables:.0f}")  # fmt: skip
    ours, theirs = took(lambda: read_workbook(excel)), took(lambda: _values(excel), ROUNDS)
    _say(f"Reading one workbook of {entries:,}: {ours * 1000:.0f} ms; openpyxl {theirs * 1000:.0f} ms, "
         f"ratio {theirs / ours:.1f}")  # fmt: skip
    day = date(2019, 1, 21)
    ours = took(lambda: out.as_word(out.as_papers(merged, "Timed.", day, "Barnet SCP")), ROUNDS)
    theirs = took(lambda: _written_word(rows), 1)
    _say(f"Writing Word of {entries:,} rows: {ours * 1000:.0f} ms; python-docx {theirs:.2f} s, "
         f"ratio {theirs / ours:.0f}")  # fmt: skip
    ours = took(lambda: out.as_workbook(merged, "Timed."), ROUNDS)
    theirs = took(lambda: _written_workbook(rows), ROUNDS)
    _say(f"Writing a workbook of {entries:,} rows: {ours * 1000:.0f} ms; openpyxl {theirs * 1000:.0f} ms, "
         f"ratio {theirs / ours:.1f}")  # fmt: skip


def _cells(data: bytes) -> list[list[str]]:
    from docx import Document

    return [
        [cell.text for cell in row.cells] for table in Document(io.BytesIO(data)).tables for row in table.rows
    ]


def _values(data: bytes) -> list[tuple[Any, ...]]:
    import openpyxl

    return list(openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0].values)


def _written_word(rows: list[tuple[str, ...]]) -> None:
    from docx import Document

    made = Document()
    table = made.add_table(rows=1, cols=len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    made.save(io.BytesIO())


def _written_workbook(rows: list[tuple[str, ...]]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(io.BytesIO())


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _median(what: Callable[[], object], rounds: int) -> tuple[float, float]:
    """On the clock, and of processor time with that of the processes that it started."""
    took, worked = [], []
    for _ in range(rounds):
        began, work = perf_counter(), os.times()
        what()
        took.append(perf_counter() - began)
        worked.append(sum(os.times()[:4]) - sum(work[:4]))
    return statistics.median(took), statistics.median(worked)


def _ours(files: list[Sent]) -> Merged:
    gc.collect()
    gc.disable()
    try:
        merged = merge(files)
        workbook = out.aside(lambda: out.as_workbook(merged, "Timed."))
        out.as_word(out.as_papers(merged, "Timed.", date(2019, 1, 21), "Barnet SCP"))
        workbook()
    finally:
        gc.enable()
    return merged


def _usual(files: list[Sent]) -> None:
    import openpyxl
    from dateutil import parser
    from docx import Document

    rows: list[tuple[Any, str, str]] = []
    for sent in files:
        if sent.name.endswith(".docx"):
            for table in Document(io.BytesIO(sent.data)).tables:
                read: Any = ([cell.text for cell in row.cells] for row in table.rows)
        else:
            read = openpyxl.load_workbook(io.BytesIO(sent.data), data_only=True).worksheets[0].values
        for row in list(read)[1:]:
            day = row[0] if isinstance(row[0], date) else parser.parse(str(row[0]), dayfirst=True)
            rows.append((day, sent.agency, str(row[3])))
    rows.sort(key=lambda row: str(row[0]))
    made = Document()
    table = made.add_table(rows=1, cols=3)
    for row in rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = str(value)
    made.save(io.BytesIO())
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([str(value) for value in row])
    book.save(io.BytesIO())


def _parse(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        etree.fromstring(container.read("word/document.xml"))


def _paper(number: int, entries: int) -> Sent:
    """An invented agency's paper: Word for every other agency, Excel for the rest."""
    from tests.chronology.papers import chronology, line, word, workbook

    start = date(2010, 1, 1) + timedelta(days=number)
    days = [start + timedelta(days=3 * entry // 2) for entry in range(entries)]
    chance = random.Random(number)  # noqa: S311 - invented words, the same in every run
    words = [f"w{min(int(chance.paretovariate(0.6)), VOCABULARY)}" for _ in range(entries * 18)]
    said = [f"{' '.join(words[entry * 18 : entry * 18 + 18])} {entry}." for entry in range(entries)]
    if number % 2:
        head = line(1, "Date", "Time", "Source of information", "Event", "Action/Outcome")
        rows = [
            line(n, (float(day.toordinal() - 693594), 1), "", "RiO", text, "Noted.")
            for n, (day, text) in enumerate(zip(days, said, strict=True), 2)
        ]
        return Sent(f"{number}.xlsx", f"Agency {number}", workbook(("Chronology", head + "".join(rows))))
    table = [
        (f"{day:%d/%m/%Y}", "14:30", "RiO", text, "Noted.") for day, text in zip(days, said, strict=True)
    ]
    return Sent(f"{number}.docx", f"Agency {number}", word(chronology(*table)))


if __name__ == "__main__":
    main()
