"""The command that runs beside the server: background work and the schedule, in one process."""

from __future__ import annotations

import argparse
from typing import Any

from safeguarding.config.commands.refusal import open_record

Adder = Any


def add(under: Adder) -> None:
    work = under.add_parser("work", help="send letters, seal, anchor and remind, until stopped")
    work.set_defaults(run=_work)


def _work(given: argparse.Namespace) -> int:
    open_record()
    import threading

    from django.core.management import call_command

    from safeguarding.config import schedule

    stop = threading.Event()
    beside = threading.Thread(target=schedule.run, args=[stop], name="schedule")
    beside.start()
    try:
        call_command("db_worker", queue_name="*", interval=2, verbosity=0)
    finally:
        stop.set()
        beside.join(timeout=30)
    return 0
