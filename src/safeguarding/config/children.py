"""The web server and the worker under one command: two children, and when one ends, both end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic, sleep
from types import FrameType
from typing import NoReturn

WORKER = ["-m", "safeguarding.config.command", "work"]


def server(binds: Sequence[str], *, workers: int = 2) -> list[str]:
    """The arguments of the web server."""
    return [
        "-m", "gunicorn", "safeguarding.config.wsgi", f"--workers={workers}", "--worker-class=sync",
        *(f"--bind={bind}" for bind in binds), "--log-level=warning", "--timeout=60", "--no-control-socket",
    ]  # fmt: skip


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve(commands: Sequence[Sequence[str]], *, host: str, port: int, up: Callable[[], None]) -> int:
    """Run these until Ctrl-C or SIGTERM; `up` is called once the port answers. 1 when one stops by itself."""
    from django.db import connections

    connections.close_all()

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    children = list[subprocess.Popen[bytes]]()
    try:
        for command in commands:
            children.append(subprocess.Popen([sys.executable, *command], start_new_session=True))
        _wait_until_up(host, port, children)
        up()
        while all(child.poll() is None for child in children):
            sleep(0.5)
        sys.stderr.write("The server or its worker stopped by itself. The lines above say why.\n")
        return 1
    except KeyboardInterrupt:
        say("\nStopping. Everything is kept.")
        return 0
    finally:
        _stop(children)


def _wait_until_up(host: str, port: int, children: list[subprocess.Popen[bytes]]) -> None:
    deadline = monotonic() + 60
    while monotonic() < deadline and all(child.poll() is None for child in children):
        with suppress(OSError):
            socket.create_connection((host, port), timeout=1).close()
            return
        sleep(0.1)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
