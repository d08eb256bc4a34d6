"""The command that looks for names in finished files, without a database."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from safeguarding.config.commands.refusal import Refusal

Adder = Any


def add(under: Adder) -> None:
    check = under.add_parser(
        "leakcheck", help="look for names in finished files (Word, PDF, Excel and others)"
    )
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file that is to be published")
    check.add_argument(
        "--people", required=True, type=Path, metavar="FILE", help="whom and what it must not name, as JSON"
    )
    check.add_argument("--json", type=Path, metavar="FILE", help="write everything, for another program")
    check.add_argument(
        "--redact",
        type=Path,
        metavar="FOLDER",
        help="write a copy of each Word file and PDF without what was found",
    )
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    """0: every file is clean; 1: something was found; 2: a file could not be read whole. With `--redact`
    0 says that every copy was made, looked at again and found clean, and 2 that one could not be.
    """
    from safeguarding.anonymity.leaks import Listed
    from safeguarding.reports.leaks import check

    people = _read(given.people)
    try:
        Listed.from_json(people)
    except ValueError as problem:
        raise Refusal(f"{given.people}: {problem}") from problem
    if given.redact:
        return _redact(given, people)
    answers = check([(path.name, _read(path)) for path in given.files], people, _progress(len(given.files)))
    for path, answer in zip(given.files, answers, strict=True):
        answer["file"] = str(path)
        sys.stdout.write(_said(answer))
    if given.json:
        _write_json(given.json, answers)
    if any(answer["problems"] for answer in answers):
        return 2
    return int(any(answer["findings"] for answer in answers))


def _redact(given: argparse.Namespace, people: bytes) -> int:
    """The copies are called by their number: a file's own name may name somebody."""
    from safeguarding.reports.leaks import redacted

    reports, tell = [], _progress(len(given.files))
    try:
        given.redact.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refusal(f"{given.redact} cannot be made: {problem.strerror}.") from problem
    for number, path in enumerate(given.files, start=1):
        report, copy = redacted(path.name, _read(path), people)
        report["file"], report["copy"] = str(path), ""
        if copy:
            into = given.redact / f"redacted-{number}{'.pdf' if copy.startswith(b'%PDF-') else '.docx'}"
            report["copy"], report["sha256"] = str(into), hashlib.sha256(copy).hexdigest()
            _write(into, copy)
        reports.append(report)
        tell(number)
        sys.stdout.write(_told(report))
    nameless = [{key: said for key, said in one.items() if key != "file"} for one in reports]
    _write_json(given.redact / "report.json", nameless)
    if given.json:
        _write_json(given.json, reports)
    return 0 if all(report["redacted"] for report in reports) else 2


def _told(report: dict[str, Any]) -> str:
    if not report["redacted"]:
        lines = [f"no copy was made. {problem}" for problem in report["problems"]]
    else:
        lines = [f"{report['copy']} was made, looked at again, and nothing was found in it."]
    lines += [f"taken out: {one['place']}: {one['kind']}{_of(one)}{_times(one)}" for one in report["removed"]]
    lines += [f"taken out: {one['what']}{_times(one)}" for one in report["also"]]
    return "".join(f"{report['file']}: {line}\n" for line in lines)


def _times(one: dict[str, Any]) -> str:
    return f" ({one['times']} times)" if one["times"] > 1 else ""


def _write_json(path: Path, files: list[dict[str, Any]]) -> None:
    _write(path, (json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n").encode())


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise Refusal(f"{path} could not be written: {problem.strerror}.") from problem


def _said(answer: dict[str, Any]) -> str:
    if answer["clean"]:
        lines = ["nothing found."]
    else:
        lines = [f"cannot be called clean. {problem}" for problem in answer["problems"]]
        lines += [
            f"{one['place']}: “{one['matched']}” ({one['kind']}{_of(one)}): {one['context']}"
            for one in answer["findings"]
        ]
    lines += [
        f"together: {one['place']}: {one['why']} ({'; '.join(one['words'])})" for one in answer["jigsaw"]
    ]
    return "".join(f"{answer['file']}: {line}\n" for line in lines)


def _of(one: dict[str, str]) -> str:
    return f" of {one['identifier']}" if one["identifier"] else ""


def _progress(files: int) -> Any:
    """How many files are done, where somebody watches."""

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done} of {files} files{chr(10) if done == files else ''}")
            sys.stderr.flush()

    return tell


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Refusal(f"{path} cannot be read: {problem.strerror}.") from problem
