"""The command that reads what mail servers send back about letters that did not arrive."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from safeguarding.config.commands.refusal import Refusal, open_record

Adder = Any
TRY_LATER = os.EX_TEMPFAIL
"""By this a mail server knows that it has to hand the message over again."""


def add(under: Adder) -> None:
    bounces = under.add_parser(
        "bounces", help="read what mail servers send back about letters that did not arrive"
    )
    bounces.add_argument(
        "where", metavar="MAILDIR", help="a mailbox folder (Maildir), or - for one message on standard input"
    )
    bounces.set_defaults(run=_bounces)


def _bounces(given: argparse.Namespace) -> int:
    """Each message once: one of the folder's new messages is marked as read only when it has been noted."""
    folder = None if given.where == "-" else Path(given.where)
    if folder and not (folder / "new").is_dir():
        raise Refusal(f"{folder} is not a mailbox folder: it has no folder “new”.")
    open_record()
    from django.db import DatabaseError

    noted = others = 0
    try:
        for message in _new(folder):
            if _note(message):
                noted += 1
            else:
                others += 1
    except DatabaseError as problem:
        sys.stderr.write(f"The database did not take it ({type(problem).__name__}). Hand it over again.\n")
        return TRY_LATER
    sys.stdout.write(
        f"{noted} report{'s' if noted != 1 else ''} of letters noted; "
        f"{others} other message{'s' if others != 1 else ''}.\n"
    )
    return 0


def _note(message: bytes) -> bool:
    from safeguarding.correspondence import bounces
    from safeguarding.correspondence.actions import take_back

    report = bounces.read(message)
    return report is not None and take_back(report=report)


def _new(folder: Path | None) -> Iterator[bytes]:
    """The messages that nobody has read yet; no more of any than a report can have."""
    from safeguarding.correspondence.bounces import LARGEST

    if folder is None:
        yield sys.stdin.buffer.read(LARGEST + 1)
        return
    read = folder / "cur"
    read.mkdir(exist_ok=True)
    for path in sorted(folder.joinpath("new").iterdir()):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as message:
                yield message.read(LARGEST + 1)
            path.rename(read / f"{path.name.partition(':')[0]}:2,S")
