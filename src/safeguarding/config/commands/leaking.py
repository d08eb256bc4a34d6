"""The command that looks for names in finished files, without a database."""

from __future__ import annotations

import argparse
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
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    """0: every file is clean; 1: something was found; 2: a file could not be read whole."""
    from safeguarding.anonymity.leaks import Listed
    from safeguarding.reports.leaks import check

    people = _read(given.people)
    try:
        Listed.from_json(people)
    except ValueError as problem:
        raise Refusal(f"{given.people}: {problem}") from problem
    answers = check([(path.name, _read(path)) for path in given.files], people, _progress(len(given.files)))
    for path, answer in zip(given.files, answers, strict=True):
        answer["file"] = str(path)
        sys.stdout.write(_said(answer))
    if given.json:
        try:
            given.json.write_text(
                json.dumps({"files": answers}, ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
        except OSError as problem:
            raise Refusal(f"{given.json} could not be written: {problem.strerror}.") from problem
    if any(answer["problems"] for answer in answers):
        return 2
    return int(any(answer["findings"] for answer in answers))


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
