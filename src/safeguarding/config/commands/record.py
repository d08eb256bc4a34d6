"""Commands about the record: is it whole, take it outside, sign and seal it."""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from safeguarding.config.commands.refusal import Refusal, open_record

Adder = Any


def add(under: Adder) -> None:
    verify = under.add_parser(
        "verify", help="check that the record is whole; names the first broken row if it is not"
    )
    verify.add_argument(
        "--document", metavar="FILE", help="say whether this file is a paper that was made here"
    )
    verify.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="FILE",
        help="a daily anchor kept outside; may be given again",
    )
    verify.set_defaults(run=_verify)
    export = under.add_parser("export-record", help="print a chain as JSON lines, for the outside verifier")
    export.add_argument("case", nargs="?", metavar="CASE", help="a case’s reference, such as K7P-3XQ")
    export.add_argument(
        "--partnership", metavar="NAME", help="a partnership’s own chain, by its short web name"
    )
    export.add_argument(
        "--with-content", action="store_true", help="print what was kept beside each event as well"
    )
    export.set_defaults(run=_export)
    anchor = under.add_parser("anchor", help="sign today’s heads of all chains and post them outside")
    anchor.set_defaults(run=_anchor)
    seal = under.add_parser("seal-looks", help="seal the finished days of who looked")
    seal.set_defaults(run=_seal)


def _verify(given: argparse.Namespace) -> int:
    anchors = [_read(path) for path in given.anchor]
    paper = _read(given.document) if given.document else None
    open_record()
    if paper is not None:
        return _verify_document(Path(given.document).name, paper)
    from safeguarding.cases.facts import differences
    from safeguarding.cases.models import Case
    from safeguarding.record.rows import guards_missing
    from safeguarding.record.verify import verify_all

    report = verify_all(anchors)
    if not report.ok:
        sys.stderr.write(f"The record is broken. {report.first_broken}\n")
        return 1
    for table in guards_missing():
        sys.stderr.write(f"The database no longer guards the table {table}.\n")
        return 1
    cases = (
        Case.objects.select_related("partnership").prefetch_related("deadlines", "restamps").order_by("pk")
    )
    for wrong in differences(list(cases)):
        sys.stderr.write(f"{wrong}\n")
        return 1
    sys.stdout.write(
        f"The record is whole: {report.events} events in {report.streams} chains follow from one another, "
        f"and the stages and deadlines of {cases.count()} cases are what their facts give.\n"
    )
    return 0


def _verify_document(name: str, data: bytes) -> int:
    from safeguarding.documents.queries import kept, ours, versions
    from safeguarding.statute.terms import DocumentKind

    paper = ours(data)
    if paper is None and (file := kept(data)):
        sys.stdout.write(f"{name} was kept here on {file.kept_at:%d %B %Y}, unchanged since.\n")
        return 0
    if paper is None:
        sys.stderr.write(f"{name} is not a paper that was made here, or it was changed since.\n")
        return 1
    state = "sealed" if paper.is_sealed else "a draft"
    same = versions(paper.stream, DocumentKind(paper.kind), paper.about)
    newer = same.filter(version__gt=paper.version).exists()
    also = " There is a newer version." if newer else ""
    sys.stdout.write(f"{name} was made here: version {paper.version}, {state}, unchanged since.{also}\n")
    return 0


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as reason:
        raise Refusal(f"{path} cannot be read: {(reason.strerror or 'unknown reason').lower()}.") from reason


def _export(given: argparse.Namespace) -> int:
    if bool(given.case) == bool(given.partnership):
        raise Refusal("Say which chain: a case’s reference, or --partnership NAME.")
    open_record()
    from safeguarding.cases.models import Case
    from safeguarding.people.models import Partnership
    from safeguarding.record.export import export

    found = (
        Case.objects.filter(reference=given.case.upper()).select_related("stream").first()
        if given.case
        else Partnership.objects.filter(slug=given.partnership).select_related("stream").first()
    )
    if found is None or found.stream is None:
        what = f"case {given.case}" if given.case else f"partnership called “{given.partnership}”"
        raise Refusal(f"There is no {what} here.")
    for line in export(found.stream, with_content=given.with_content):
        sys.stdout.write(line + "\n")
    return 0


def _anchor(given: argparse.Namespace) -> int:
    open_record()
    from safeguarding.config import schedule

    day: date = schedule.today()
    schedule.anchor(day)
    sys.stdout.write(
        f"The heads of all chains are signed for {day:%-d %B %Y} and posted to each partnership.\n"
    )
    return 0


def _seal(given: argparse.Namespace) -> int:
    open_record()
    from safeguarding.config import schedule

    sealed = schedule.seal_looks(schedule.today() - timedelta(days=1))
    sys.stdout.write(f"{sealed} day{'' if sealed == 1 else 's'} of looks sealed.\n")
    return 0
