"""A demonstration, built once for all the tests that look at one."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.config.command import run


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a whole demonstration, shared by workers that run side by side. Copy it to change it."""
    top = tmp_path_factory.getbasetemp()
    folder = (top if worker_id == "master" else top.parent) / "demonstration"
    with (folder.parent / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            done = run("demo", "--no-serve", SAFEGUARDING_VAR=str(folder))
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def copied(demonstration: Path, tmp_path: Path) -> Path:
    """A demonstration of one's own."""
    return Path(shutil.copytree(demonstration, tmp_path / "var"))
