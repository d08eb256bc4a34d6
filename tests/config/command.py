"""Running the product's own command as people do: another process, with an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "safeguarding.config.command"]
OURS = ("SAFEGUARDING_", "PYTEST_", "DJANGO_", "COV_")


def environment(**more: str) -> dict[str, str]:
    """This environment without what the tests have set in it."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    return plain | {"SAFEGUARDING_HOME": str(ROOT)} | more


def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        [*COMMAND, *words], cwd=ROOT, env=environment(**more), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=600, check=False,
    )  # fmt: skip


def run_until(line: str, *words: str, **more: str) -> list[str]:
    """Start the command, kill it outright once it has printed such a line, and give what it said."""
    process = subprocess.Popen(
        [*COMMAND, *words], cwd=ROOT, env=environment(**more), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    seen = []
    with process:
        for said in process.stdout:
            seen.append(said.rstrip("\n"))
            if line in said:
                process.kill()
                break
    return seen


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused command says: exit 2, one line, no traceback."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line
