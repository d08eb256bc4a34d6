"""The composite as people take it away. Nothing in it can become a formula."""

from __future__ import annotations

import csv
import io
import multiprocessing
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

import orjson
import xlsxwriter  # type: ignore[import-untyped]  # it has no marker of types

from safeguarding.chronology.merge import Event, Merged
from safeguarding.documents.pdf import render_pdf
from safeguarding.documents.shape import BETWEEN, MOST_ROWS, check_paper, clean, clean_all
from safeguarding.documents.word import render_docx

MARKING = "OFFICIAL-SENSITIVE"
TINTS = (
    "dbe9f4",
    "fbe5d6",
    "e2efda",
    "fff2cc",
    "e7e0f0",
    "d9f0ef",
    "f8dfe6",
    "ece6d8",
    "dfe6ee",
    "e9f3d4",
    "f3e0f2",
    "e3e3e3",
)
"""One pale ground for each agency, behind black words; its name always stands there too."""
FIRST = 2
"""How many rows stand above the events: the marking and the heads of the columns."""
TINTED = 2
LETTERS = "ABCDEFG"
COMPOSITE = "xl/worksheets/sheet1.xml"
QUICK = 1
"""How hard the workbook is packed: 6 takes four times as long, for a sixth less."""
HEAD = ("Date", "As written", "Agency", "Event", "Action or outcome", "Source", "Look at")
WHY = {
    "date_unknown": "The agency says that the date is not known.",
    "date_missing": "No date is given, and no dated row stands above.",
    "date_unclear": "The date cannot be pinned down.",
    "year_missing": "The year is left out; it was taken from the row above.",
    "us_style_date": "Month and day seem to be the other way round.",
    "impossible_date": "There is no such day.",
    "impossible_time": "There is no such time.",
    "weekday_mismatch": "That day was another day of the week.",
    "future_date": "The day is after the agency sent its paper.",
    "bare_serial": "The cell holds a number, read as Excel’s count of days.",
    "formula_error": "The cell holds a formula without a result.",
    "mixed_date_import": "This column was changed by an American import; day and month may be swapped.",
    "hidden_row": "The row was hidden in the agency’s file.",
    "hidden_column": "The column of dates or events was hidden in the agency’s file.",
    "hidden_sheet": "The sheet was hidden in the agency’s file.",
}
_SAMPLES = re.compile(rb'<row r="3".*</row>(?=</sheetData>)', re.DOTALL)
_BY_NUMBER = re.compile(r"(_x[0-9A-Fa-f]{4}_)")


def aside(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin to make a paper in a process split off from this one; the answer waits until it is made.

    For a command, which has no threads at this time: a server has, and must not be split.
    """
    several = multiprocessing.get_context("fork")
    gets, gives = several.Pipe(duplex=False)
    maker = several.Process(target=lambda: gives.send_bytes(make()), daemon=True)
    maker.start()
    gives.close()

    def made() -> bytes:
        with gets:
            paper = gets.recv_bytes()
        maker.join()
        return paper

    return made


def as_json(merged: Merged) -> bytes:
    """Everything, for another program."""
    return orjson.dumps(
        {
            "events": [_plain(event) for event in merged.events],
            "refused": [
                {"file": one.name, "agency": one.agency, "code": one.code, "reason": one.reason,
                 "instead": one.mend}
                for one in merged.refused
            ],
            "warnings": {
                name: [{"code": one.code, "words": one.words} for one in told]
                for name, told in merged.warnings.items()
            },
            "duplicates": merged.duplicates,
        },
        option=orjson.OPT_INDENT_2,
    )  # fmt: skip


def _plain(event: Event) -> dict[str, Any]:
    entry, when = event.entry, event.entry.when
    return {
        "agency": event.agency, "file": event.file, "container": entry.container, "row": entry.row,
        "date_text": entry.date_text, "date_carried_from": entry.carried_from or None,
        "edtf": edtf(when.earliest, when.latest, uncertain=when.uncertain),
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "uncertain": when.uncertain, "time": f"{when.time:%H:%M}" if when.time else None,
        "text": entry.text, "people": event.people, "columns": entry.other,
        "needs_person": entry.needs_person, "why": entry.why,
    }  # fmt: skip


def edtf(earliest: date | None, latest: date | None, *, uncertain: bool) -> str:
    """The date in the Extended Date/Time Format (ISO 8601-2): a day, a month, a year or an interval, with a
    mark for doubt; empty where nothing is known.
    """
    if earliest is None or latest is None:
        return ""
    doubt = "?" if uncertain else ""
    if earliest == latest:
        return earliest.isoformat() + doubt
    if earliest.day == 1 and (latest - earliest).days >= 27:
        following = date.fromordinal(latest.toordinal() + 1)
        if following.day == 1 and (following.year, following.month) == (
            earliest.year + earliest.month // 12, earliest.month % 12 + 1,
        ):  # fmt: skip
            return f"{earliest:%Y-%m}{doubt}"
        if following == date(earliest.year + 1, 1, 1) and earliest.month == 1:
            return f"{earliest:%Y}{doubt}"
    return f"{earliest.isoformat()}{doubt}/{latest.isoformat()}{doubt}"


def in_words(earliest: date | None, latest: date | None, at: time | None, *, uncertain: bool) -> str:
    """A date as people read it."""
    if earliest is None or latest is None:
        return "Not known"
    words = _days_in_words(earliest, latest)
    return words + (" (in doubt)" if uncertain else "") + (f"\n{at.hour:02}:{at.minute:02}" if at else "")


def _days_in_words(earliest: date, latest: date) -> str:
    """A day, a whole month or year by its name, or from one day to another."""
    if earliest == latest:
        return _day(earliest)
    whole = edtf(earliest, latest, uncertain=False)
    if "/" in whole:
        return f"{_day(earliest)} to {_day(latest)}"
    return f"{earliest:%B %Y}" if len(whole) == len("2026-03") else whole


@lru_cache(maxsize=10_000)  # a day has many events
def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def rows(merged: Merged) -> Iterable[list[str]]:
    """The composite as a table of texts under `HEAD`."""
    groups = {place: number for number, group in enumerate(merged.duplicates, start=1) for place in group}
    for place, event in enumerate(merged.events):
        entry, when = event.entry, event.entry.when
        look = [*(WHY.get(code, code) for code in entry.why), *event.notes]
        if place in groups:
            look.append(f"Perhaps one event with others marked S{groups[place]}.")
        source = f"{event.file}, {entry.container}, row {entry.row}"
        if said := entry.other.get("source"):
            source = f"{said} · {source}"
        yield [
            in_words(when.earliest, when.latest, when.time, uncertain=when.uncertain),
            entry.date_text, event.agency, entry.text, entry.other.get("action", ""), source, "\n".join(look),
        ]  # fmt: skip


def as_csv(merged: Merged, stamp: str) -> bytes:
    """A list of values that a spreadsheet opens without running anything."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([f"{MARKING}. {stamp}"])
    writer.writerow(HEAD)
    writer.writerows([harmless(value) for value in row] for row in rows(merged))
    return out.getvalue().encode("utf-8-sig")


def harmless(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip()[:1] in {"=", "+", "-", "@"} or value[:1] in {"\t", "\r"} else value


def as_workbook(merged: Merged, stamp: str) -> bytes:
    """A workbook of texts: the composite, what was refused, and what to know about each file.

    xlsxwriter makes the workbook; the many rows of the composite are written into it as XML.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_shell(merged, stamp))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for entry in given.infolist():
            part = given.read(entry)
            made = _filled(part, merged) if entry.filename == COMPOSITE else part
            packed.writestr(entry, made, compresslevel=QUICK)
    return out.getvalue()


def _shell(merged: Merged, stamp: str) -> bytes:
    """The workbook with one sample row for each agency, in the agency's colour, in place of its rows."""
    out = io.BytesIO()
    quiet = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, quiet) as book:
        book.set_properties({"title": "Merged chronology", "comments": f"{MARKING}. {stamp}"})
        wrapped = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 10}
        words, head = book.add_format(wrapped), book.add_format({**wrapped, "bold": True, "bottom": 2})
        sheet = book.add_worksheet("Chronology")
        _sheet(sheet, stamp, HEAD, (18, 16, 24, 70, 40, 34, 34), head)
        for number, tint in enumerate(tints_of(merged).values(), start=FIRST):
            sheet.write_blank(number, 0, None, words)
            sheet.write_blank(number, TINTED, None, book.add_format({**wrapped, "bg_color": f"#{tint}"}))
        sheet.autofilter(1, 0, len(merged.events) + 1, len(HEAD) - 1)
        told = book.add_worksheet("About the files")
        _sheet(told, stamp, ("File", "What to know"), (40, 100), head)
        about = [(one.name, f"Refused. {one.reason} {one.mend}") for one in merged.refused]
        about += [(name, one.words) for name, said in merged.warnings.items() for one in said]
        for number, line in enumerate(about, start=FIRST):
            for column, value in enumerate(line):
                told.write_string(number, column, clean(value), words)
    return out.getvalue()


def _filled(sheet: bytes, merged: Merged) -> bytes:
    """The sheet with every event in place of the samples, each cell a text (ECMA-376 part 1, 18.3.1.53)."""
    found = _SAMPLES.search(sheet)
    if found is None:  # no agency, no event
        return sheet
    samples = re.findall(rb' s="(\d+)"', found[0])
    styles = dict(zip(tints_of(merged), (int(style) for style in samples[1::2]), strict=True))
    used = f'<dimension ref="A1:{LETTERS[-1]}{len(merged.events) + FIRST}"/>'
    above = re.sub(rb'<dimension ref="[^"]*"/>', used.encode(), sheet[: found.start()], count=1)
    body = "".join(_lines(merged, int(samples[0]), styles))
    return b"".join([above, body.encode(), sheet[found.end() :]])


def _lines(merged: Merged, words: int, styles: Mapping[str, int]) -> Iterator[str]:
    opened = {
        agency: [
            f'" s="{tinted if column == TINTED else words}" t="inlineStr"><is><t xml:space="preserve">'
            for column in range(len(LETTERS))
        ]
        for agency, tinted in styles.items()
    }
    every = list(rows(merged))
    values = iter(_escaped(list(chain.from_iterable(every))))
    for number, row in enumerate(every, start=FIRST + 1):
        cells = [
            f'<c r="{letter}{number}{begins}{value}</t></is></c>'
            for letter, begins, value in zip(LETTERS, opened[row[TINTED]], values, strict=False)
            if value
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _escaped(values: Sequence[str]) -> list[str]:
    """Texts as a sheet holds them, where “_x0041_” would otherwise be read as a letter by its number."""
    text = escape(BETWEEN.join([value[:32_000] for value in clean_all(values)]))
    return (_BY_NUMBER.sub(r"_x005F\1", text) if "_x" in text else text).split(BETWEEN)


def _sheet(sheet: Any, stamp: str, titles: Sequence[str], widths: Sequence[int], head: Any) -> None:
    sheet.write_string(0, 0, f"{MARKING}. {stamp}")
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, title, head)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(1)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C{MARKING}")
    sheet.set_footer("&CPage &P of &N")


def tints_of(merged: Merged) -> Mapping[str, str]:
    """A colour for each agency, in the order of their names."""
    agencies = sorted({event.agency for event in merged.events})
    return {agency: TINTS[number % len(TINTS)] for number, agency in enumerate(agencies)}


def as_papers(merged: Merged, stamp: str, day: date, organisation: str) -> list[dict[str, Any]]:
    """The composite as a paper on its side, in volumes of at most 2,000 events."""
    tints = tints_of(merged)
    lines = list(rows(merged))
    volumes = [lines[start : start + MOST_ROWS] for start in range(0, len(lines), MOST_ROWS)] or [[]]
    refused = [[one.name, f"{one.reason} {one.mend}"] for one in merged.refused]
    looked = sum(event.entry.needs_person for event in merged.events)
    papers = []
    for number, volume in enumerate(volumes, start=1):
        part = f", volume {number} of {len(volumes)}" if len(volumes) > 1 else ""
        table = {
            "kind": "table", "caption": "Every event, by its first possible day",
            "head": list(HEAD), "rows": volume,
            "widths": [10, 9, 13, 34, 17, 15, 14],
            "tinted": TINTED, "tints": [tints[line[TINTED]] for line in volume],
        }  # fmt: skip
        sections = [{"title": f"Events{part}", "blocks": [table]}]
        if refused and number == len(volumes):
            sections.append(
                {"title": "Files that could not be read", "blocks": [{"kind": "facts", "rows": refused}]}
            )
        papers.append(
            check_paper(
                {
                    "title": f"Merged chronology{part}", "subtitle": stamp, "reference": "Merged chronology",
                    "marking": MARKING, "prepared_on": day.isoformat(), "organisation": organisation,
                    "landscape": True, "sections": sections,
                    "summary": [["Agencies", ", ".join(tints)], ["Events", f"{len(merged.events):,}"],
                                ["To be looked at", f"{looked:,}"]],
                },
                version=1, draft=False,
            )
        )  # fmt: skip
    return papers


def as_word(papers: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """Each volume as a Word document."""
    return [render_docx("chronology_merged", paper) for paper in papers]


def as_zip(made: Sequence[bytes], ending: str) -> bytes:
    """Several volumes in one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as volumes:
        for number, data in enumerate(made, start=1):
            volumes.writestr(f"volume {number}.{ending}", data)
    return out.getvalue()


def as_pdf(papers: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """Each volume as a tagged PDF."""
    return [render_pdf("chronology_merged", paper) for paper in papers]
