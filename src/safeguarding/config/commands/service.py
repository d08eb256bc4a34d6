"""The commands that serve: background work with the schedule in one process, or web and worker together."""

from __future__ import annotations

import argparse
from typing import Any

from safeguarding.config.commands.refusal import Refusal, open_record

Adder = Any


def add(under: Adder) -> None:
    work = under.add_parser("work", help="send letters, seal, anchor and remind, until stopped")
    work.set_defaults(run=_work)
    serve = under.add_parser("serve", help="run the web server and the worker together, for a small host")
    serve.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1")
    serve.add_argument("--port", type=int, default=8000, metavar="PORT", help="default: 8000")
    serve.add_argument("--workers", type=int, default=2, metavar="N", help="web processes; default: 2")
    serve.set_defaults(run=_serve)


def _serve(given: argparse.Namespace) -> int:
    open_record()
    from safeguarding.config import children

    shown = f"[{given.bind}]" if ":" in given.bind else given.bind
    if not 0 < given.port < 65536 or given.workers < 1:
        raise Refusal("The port is a number from 1 to 65535, and there is at least one web process.")
    return children.serve(
        [children.server([f"{shown}:{given.port}"], workers=given.workers), children.WORKER],
        host=given.bind,
        port=given.port,
        up=lambda: children.say(
            f"Serving on http://{shown}:{given.port}, with its worker. Stop with Ctrl-C."
        ),
    )


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
