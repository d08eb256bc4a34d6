"""The `safeguarding` command: one word for each thing that can be asked of it.

Each command imports what it needs when it runs, so that `deadlines`, `process` and `merge`, which ask no
database, start at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from safeguarding.config import commands
from safeguarding.config.commands import (
    checking,
    demonstration,
    founding,
    law,
    leaking,
    letters,
    merging,
    record,
    service,
)
from safeguarding.config.commands.refusal import Refusal


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(2, f"{sentence}. See: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its one line of help."""
    top = Parser(prog="safeguarding", description=commands.__doc__, allow_abbrev=False)
    under = top.add_subparsers(metavar="COMMAND", dest="command", parser_class=Parser)
    for group in (demonstration, checking, law, merging, leaking, record, founding, service, letters):
        group.add(under)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: it looked and found something wrong; 2: it could not be asked that way."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")
    top = parser()
    given = top.parse_args(argv)
    if given.command is None:
        top.print_help()
        return 2
    try:
        return int(given.run(given) or 0)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
