"""One command serves a small host: web and worker together, and nothing is left behind when it stops."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.config.command import COMMAND, ROOT, environment, run

pytestmark = pytest.mark.skipif(
    os.environ.get("SAFEGUARDING_DATABASE", "").startswith("postgres"),
    reason="Serving is the same on both databases; it runs with the tests on SQLite.",
)


def until(true: Callable[[], bool], *, within: float = 40) -> bool:
    end = monotonic() + within
    while monotonic() < end:
        if true():
            return True
        sleep(0.2)
    return False


def children_of(process: int) -> dict[str, int]:
    """The two children by what they are."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    named = {}
    for child in found:
        said = Path(f"/proc/{child}/cmdline").read_text()
        named["web" if "gunicorn" in said else "worker"] = int(child)
    return named


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PRODUCTION = {
    "SAFEGUARDING_MODE": "production", "SAFEGUARDING_SECRET_KEY": "x" * 60,
    "SAFEGUARDING_HOSTS": "reviews.example", "SAFEGUARDING_URL": "https://reviews.example",
    "SAFEGUARDING_BEHIND_PROXY": "yes",
    "SAFEGUARDING_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}  # fmt: skip


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new installation, with its manager's invitation waiting to be sent."""
    folder = tmp_path_factory.mktemp("founded")
    for words in (
        ("keys", "new"),
        ("migrate",),
        ("found", "--name", "Barnet SCP", "--profile", "barnet", "--manager-email", "m@barnet.example"),
    ):
        done = run(*words, SAFEGUARDING_VAR=str(folder), **PRODUCTION)
        assert done.returncode == 0, done.stderr
    return folder


class House:
    """An installation that serves."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port), "--workers", "1"],
            cwd=ROOT, env=environment(SAFEGUARDING_VAR=str(folder), **PRODUCTION),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def answers(self) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as web:
            web.request("GET", "/sign-in/", headers={"Host": "reviews.example", "X-Forwarded-Proto": "https"})
            return web.getresponse().status

    def letter(self) -> str:
        (database,) = self.folder.glob("*.sqlite3")
        with closing(sqlite3.connect(database)) as data:
            (state,) = data.execute("SELECT state FROM correspondence_letter").fetchone()
        return str(state)


@pytest.fixture
def house(founded: Path, tmp_path: Path) -> Iterator[House]:
    made = House(Path(shutil.copytree(founded, tmp_path / "var")))
    try:
        assert made.process.stdout is not None
        assert f"http://127.0.0.1:{made.port}" in made.process.stdout.readline()
        yield made
    finally:
        left = children_of(made.process.pid) if made.process.poll() is None else {}
        for process in left.values():
            os.killpg(process, signal.SIGKILL)
        made.process.kill()
        made.process.communicate()


def test_it_serves_sends_what_waits_and_stops_with_both_its_children(house: House) -> None:
    assert house.answers() == 200
    assert until(lambda: house.letter() == "sent"), "the worker did not send the letter"
    children = children_of(house.process.pid)
    assert set(children) == {"web", "worker"}
    house.process.terminate()
    said, wrong = house.process.communicate(timeout=30)
    assert house.process.returncode == 0, wrong
    assert "Everything is kept" in said
    assert not [one for one in children.values() if alive(one)]


def test_when_the_worker_dies_the_whole_ends_and_says_so(house: House) -> None:
    """So that whatever keeps the service running starts both anew."""
    children = children_of(house.process.pid)
    os.kill(children["worker"], signal.SIGKILL)
    _, wrong = house.process.communicate(timeout=30)
    assert house.process.returncode == 1
    assert "stopped by itself" in wrong
    assert not alive(children["web"])
