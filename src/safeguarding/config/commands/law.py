"""Commands that ask the law's library only: no Django, no database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from safeguarding.config.commands.refusal import Refusal

Adder = Any  # argparse keeps the type of its subparsers to itself
PRINTED = ("kind", "due_on", "unit", "from_fact", "cite", "force", "provisional")
"""What the JSON says of each deadline: other programs read it, so it does not grow by itself."""


def add(under: Adder) -> None:
    deadlines = under.add_parser("deadlines", help="work out what is due from dated facts")
    deadlines.add_argument("--edition", required=True, metavar="CODE", help="WT2018, WT2023 or WT2026")
    deadlines.add_argument("--profile", required=True, metavar="NAME", help="barnet, devon, …")
    deadlines.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="NAME=DATE",
        help="la_aware=2026-12-18; may be given again",
    )
    deadlines.add_argument("--json", action="store_true", help="print JSON")
    deadlines.set_defaults(run=_deadlines)
    process = under.add_parser("process", help="print the lawful steps as a page (docs/process.md)")
    process.set_defaults(run=_process)


def _facts(given: list[str]) -> dict[str, date]:
    facts: dict[str, date] = {}
    for text in given:
        name, equals, day = text.partition("=")
        if not equals or not name:
            raise Refusal(f"“{text}” is not a fact. Write it as a name and a date: la_aware=2026-12-18.")
        if name in facts:
            raise Refusal(f"The fact “{name}” is given twice. Give each fact once.")
        try:
            facts[name] = date.fromisoformat(day) if len(day) == 10 else _no_date(day)
        except ValueError:
            _no_date(day)
    if not facts:
        raise Refusal("Give at least one fact, such as --fact la_aware=2026-12-18.")
    return facts


def _no_date(day: str) -> date:
    raise Refusal(f"“{day}” is not a date. Write it as year-month-day: 2026-12-18.")


def _deadlines(given: argparse.Namespace) -> int:
    from safeguarding.statute.say import deadlines_json

    try:
        answer = deadlines_json(given.edition, given.profile, _facts(given.fact))
    except ValueError as reason:
        raise Refusal(str(reason)) from reason
    if given.json:
        listed = [{key: line[key] for key in PRINTED} for line in answer["deadlines"]]
        sys.stdout.write(json.dumps({"deadlines": listed}, ensure_ascii=False, indent=2) + "\n")
        return 0
    for line in answer["deadlines"]:
        day = date.fromisoformat(line["due_on"])
        doubt = (
            " (provisional: the bank holidays of that year are not published yet)"
            if line["provisional"]
            else ""
        )
        sys.stdout.write(f"{day:%a} {day.day:>2} {day:%b %Y}  {line['title']}  [{line['cite']}]{doubt}\n")
    return 0


def _process(given: argparse.Namespace) -> int:
    from safeguarding.statute.process import print_process

    sys.stdout.write(print_process())
    return 0
