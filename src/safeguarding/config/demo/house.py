"""Opening the demonstration: its folder, its made-up partnerships and cases, then the product on them."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from safeguarding.config import children
from safeguarding.config.commands.refusal import MARK, Refusal, open_house, var

DATABASE = "safeguarding.sqlite3"
OURS = (
    DATABASE,
    f"{DATABASE}-wal",
    f"{DATABASE}-shm",
    f"{DATABASE}-journal",
    "keys.json",
    "secret_key",
    "files",
)


def open_demonstration(*, port: int, fresh: bool, serve: bool) -> int:
    """Make what is not there yet, each case in a transaction of its own, then serve until Ctrl-C."""
    if os.environ.get("SAFEGUARDING_MODE") == "production":
        raise Refusal(
            "This installation is for real work (SAFEGUARDING_MODE=production): no demonstration here."
        )
    folder = var()
    if serve:
        _demand_free(port)
    with _alone(folder):
        _demand_ours(folder)
        if fresh:
            _clear(folder)
        (folder / MARK).write_text("The database here holds made-up people only.\n")
        os.environ["SAFEGUARDING_DATABASE"] = str(folder / DATABASE)
        os.environ["SAFEGUARDING_URL"] = f"http://localhost:{port}"
        _build()
        return _serve(port) if serve else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


# The folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One demonstration at a time in one folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as reason:
        raise Refusal(
            f"The folder {folder} cannot be used: {(reason.strerror or 'unknown').lower()}."
        ) from reason
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            raise Refusal(
                f"A demonstration is running from {folder} already. Stop it first with Ctrl-C."
            ) from reason
        yield


def _demand_ours(folder: Path) -> None:
    """Never touch a database that is not a demonstration's."""
    if (folder / DATABASE).exists() and not (folder / MARK).exists():
        raise Refusal(
            f"The database in {folder} was not made by a demonstration, so it is left alone. "
            "Name another folder in SAFEGUARDING_VAR."
        )


def _clear(folder: Path) -> None:
    """Remove what a demonstration made, by name; nothing else, and nothing outside the folder."""
    for name in OURS:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    _say("The last demonstration is forgotten.")


# What is in it


def _build() -> None:
    began = monotonic()
    os.environ["SAFEGUARDING_TASKS"] = "none"  # letters of the stories leave on the stories' own days
    open_house(demonstration=True)
    del os.environ["SAFEGUARDING_TASKS"]
    from django.core.management import call_command

    from safeguarding.config.demo import stories

    _say("Preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    made = stories.build(_say)
    took = f" in {monotonic() - began:.0f} seconds" if made else ""
    _say(f"The two partnerships and their cases are ready{took}.")


# Running it


def _hosts() -> list[str]:
    """The two names of this machine to itself, where it has both."""
    hosts = ["127.0.0.1"]
    with suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        hosts.append("::1")
    return hosts


def _demand_free(port: int) -> None:
    for host in _hosts():
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError as reason:
                raise Refusal(
                    f"Port {port} may not be used here. Choose another: demo --port 8080."
                ) from reason
            except OSError as reason:
                raise Refusal(
                    f"Port {port} is taken by another program. Choose another: demo --port {port + 1}."
                ) from reason


def _serve(port: int) -> int:
    """Server and worker as children; when one ends, or on Ctrl-C, all end."""
    binds = [f"{f'[{host}]' if ':' in host else host}:{port}" for host in _hosts()]
    return children.serve(
        [children.server(binds), children.WORKER],
        host="127.0.0.1",
        port=port,
        up=lambda: _say(
            f"\nOpen http://localhost:{port}/demo/ and choose who to be: everybody there is made up,\n"
            "and one press signs you in. Start as Barnet’s Partnership Manager.\n"
            f"Letters that would have been e-mailed are at http://localhost:{port}/outbox/.\n"
            "Stop with Ctrl-C; run it again to go on where you were."
        ),
    )
