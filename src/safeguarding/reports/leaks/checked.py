"""Each file in a child process with limits, as many at once as the machine has cores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

SECONDS = 180
MOST = 100_000_000


def check(
    files: Sequence[tuple[str, bytes]], people: bytes, told: Callable[[int], None] = lambda done: None
) -> list[dict[str, Any]]:
    """The answer for each file, in the order given. `people` is one that `Listed.from_json` has read."""
    line = json.dumps(json.loads(people)).encode() + b"\n"
    answers = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for done, answer in enumerate(pool.map(lambda one: _one(one[0], one[1], line), files), start=1):
            told(done)
            answers.append(answer)
    return answers


def redacted(name: str, data: bytes, people: bytes) -> tuple[dict[str, Any], bytes]:
    """What was taken out of a file and the copy without it, which has been looked at again; or why there is
    no copy (“problems”), and nothing. `people` is one that `Listed.from_json` has read.
    """
    if len(data) > MOST:
        return refused([f"It is larger than {MOST // 1_000_000} MB."]), b""
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes
            [sys.executable, "-I", "-m", "safeguarding.reports.leaks.redact_child", name],
            input=json.dumps(json.loads(people)).encode() + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
        line, _, copy = done.stdout.partition(b"\n")
        report: dict[str, Any] = json.loads(line)
    except (subprocess.SubprocessError, ValueError):
        return refused(["It could not be cleared within the limits of time and memory."]), b""
    return report, copy


def refused(problems: list[str]) -> dict[str, Any]:
    """The report where no copy was made."""
    return {"redacted": False, "problems": problems, "removed": [], "also": [], "jigsaw": []}


def _one(name: str, data: bytes, people: bytes) -> dict[str, Any]:
    if len(data) > MOST:
        return _unread(name, f"It is larger than {MOST // 1_000_000} MB.")
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes
            [sys.executable, "-I", "-m", "safeguarding.reports.leaks.child", name],
            input=people + data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return _unread(name, "It could not be read whole within the limits of time and memory.")
    return answer


def _unread(name: str, why: str) -> dict[str, Any]:
    return {"file": name, "clean": False, "findings": [], "problems": [why], "jigsaw": []}
