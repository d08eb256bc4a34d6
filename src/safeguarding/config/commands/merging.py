"""The command that makes one chronology of agencies' papers, on files, without a database."""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from pathlib import Path
from typing import Any

from safeguarding.config.commands.refusal import Refusal

Adder = Any


def add(under: Adder) -> None:
    merge = under.add_parser("merge", help="make one chronology of agencies’ papers (Word, Excel or CSV)")
    merge.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a paper that an agency sent")
    merge.add_argument(
        "--agency",
        action="append",
        default=[],
        metavar="FILE=NAME",
        help="whose paper a file is; may be given again",
    )
    merge.add_argument("--people", type=Path, metavar="FILE", help="who is who in the case, as JSON")
    merge.add_argument(
        "--returned",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day the papers came: a later date in them is put before a person",
    )
    for ending, what in (
        ("json", "everything, for another program"), ("csv", "a list of values"), ("docx", "a Word document"),
        ("xlsx", "an Excel workbook"), ("pdf", "a tagged PDF"),
    ):  # fmt: skip
        merge.add_argument(f"--{ending}", type=Path, metavar="FILE", help=f"write {what}")
    merge.set_defaults(run=_merge)


def _merge(given: argparse.Namespace) -> int:
    gc.disable()  # all that it makes stays until the end: there is nothing to collect
    try:
        return _made(given)
    finally:
        gc.enable()


def _made(given: argparse.Namespace) -> int:
    from safeguarding.anonymity.names import People
    from safeguarding.chronology.merge import Sent, merge

    agencies = _agencies(given.agency)
    unknown = agencies.keys() - {path.name for path in given.files} - {str(path) for path in given.files}
    if unknown:
        raise Refusal(f"--agency names {', '.join(sorted(unknown))}, which is not among the files.")
    files = []
    for path in given.files:
        if not path.is_file():
            raise Refusal(f"There is no file {path}.")
        agency = agencies.get(str(path)) or agencies.get(path.name) or path.stem
        files.append(Sent(path.name, agency, path.read_bytes()))
    try:
        people = People.from_json(_read(given.people)) if given.people else People()
    except ValueError as problem:
        raise Refusal(str(problem)) from problem
    returned = given.returned or date.today()  # noqa: DTZ011 - nothing can have happened after today
    merged = merge(files, returned, people, _progress(len(files)))
    _write(given, merged)
    looked = sum(event.entry.needs_person for event in merged.events)
    sys.stderr.write(
        f"{len(merged.events):,} events of {len(files) - len(merged.refused)} files; "
        f"{looked:,} to be looked at; {len(merged.duplicates):,} times perhaps one event told twice.\n"
    )
    for one in merged.refused:
        sys.stderr.write(f"Refused: {one.reason} {one.mend}\n")
    return 0


def _write(given: argparse.Namespace, merged: Any) -> None:
    from safeguarding.chronology import out

    today = date.today()  # noqa: DTZ011 - the day on the paper is the day where it is made
    stamp = (
        f"Made from agencies’ papers on {today.day} {today:%B %Y}. Names stand as the agencies wrote them."
    )
    made: list[tuple[Path, bytes]] = []
    workbook = out.aside(lambda: out.as_workbook(merged, stamp)) if given.xlsx else None
    if given.json:
        made.append((given.json, out.as_json(merged)))
    if given.csv:
        made.append((given.csv, out.as_csv(merged, stamp)))
    if given.docx or given.pdf:
        papers = out.as_papers(merged, stamp, today, "Chronology")
        if given.docx:
            made += _volumes(given.docx, out.as_word(papers))
        if given.pdf:
            made += _volumes(given.pdf, out.as_pdf(papers))
    if workbook:
        made.append((given.xlsx, workbook()))
    for path, data in made:
        try:
            path.write_bytes(data)
        except OSError as problem:
            raise Refusal(f"{path} could not be written: {problem.strerror}.") from problem


def _volumes(path: Path, made: list[bytes]) -> list[tuple[Path, bytes]]:
    if len(made) == 1:
        return [(path, made[0])]
    return [(path.with_stem(f"{path.stem} volume {n}"), data) for n, data in enumerate(made, start=1)]


def _agencies(given: list[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        name, equals, agency = pair.rpartition("=")
        if not equals or not name or not agency.strip():
            raise Refusal(f"“--agency {pair}” has to be FILE=NAME.")
        found[name] = agency.strip()
    return found


def _progress(files: int) -> Any:
    """A line that grows, where somebody watches."""

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            share = 30 * done // files
            ends = "\n" if done == files else ""
            sys.stderr.write(f"\r[{'#' * share}{' ' * (30 - share)}] {done} of {files} files{ends}")
            sys.stderr.flush()

    return tell


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date such as 2019-01-10") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Refusal(f"{path} cannot be read: {problem.strerror}.") from problem
