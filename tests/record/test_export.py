"""An inquiry or a court checks an exported chain with nothing but Python."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safeguarding.record import outside
from safeguarding.record.export import export
from safeguarding.record.models import Stream
from tests.record.conftest import add, tell_story

VERIFIER = Path(next(iter(outside.__path__))) / "verify_export.py"


def verify(tmp_path: Path, lines: list[str], *anchors: bytes) -> subprocess.CompletedProcess[str]:
    (tmp_path / "export.jsonl").write_text("\n".join(lines) + "\n")
    names = ["export.jsonl"]
    for number, anchor in enumerate(anchors):
        names.append(f"anchor{number}")
        (tmp_path / names[-1]).write_bytes(anchor)
    return subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), *names],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def lines(case: Stream) -> list[str]:
    for number in range(6):
        add(case, grounds="line \u2028 tab \t é", keep={"reason": f"Because {number} \u2028"})
    return list(export(case, with_content=True))


def test_an_honest_export_is_confirmed(tmp_path: Path, lines: list[str]) -> None:
    ran = verify(tmp_path, lines)
    assert (ran.returncode, ran.stdout) == (0, "All 6 events follow from one another.\n")


def test_an_export_holds_no_content_unless_it_was_asked_for(tmp_path: Path, case: Stream) -> None:
    add(case, keep={"name": "Ayesha"})
    bare = list(export(case))
    assert "Ayesha" not in "".join(bare)
    assert "Ayesha" in "".join(export(case, with_content=True))
    assert verify(tmp_path, bare).returncode == 0


def changed(line: str, old: str, new: str) -> str:
    assert old in line
    return line.replace(old, new)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda x: [x[0], changed(x[1], "considered", "notified"), *x[2:]], "Line 2 is wrong: its hash"),
        (lambda x: [*x[:2], *x[3:]], "Line 3 is wrong: it is out of its place."),
        (lambda x: [x[1], x[0], *x[2:]], "Line 1 is wrong: it is out of its place."),
        (lambda x: [x[0], changed(x[1], "Because 1", "Because 9"), *x[2:]], "Line 2 is wrong: its “reason”"),
        (lambda x: [x[0], "not JSON", *x[2:]], "Line 2 cannot be read"),
        (lambda x: [x[0], json.dumps({"event": "{}", "hash": ""})], "Line 2 is wrong"),
    ],
)
def test_a_changed_export_is_refused(
    tmp_path: Path, lines: list[str], tamper: Callable[[list[str]], list[str]], said: str
) -> None:
    ran = verify(tmp_path, tamper(lines))
    assert ran.returncode == 1
    assert said in ran.stderr


def test_an_export_cut_short_is_shown_by_an_anchor_kept_outside(tmp_path: Path, db: None) -> None:
    story = tell_story()
    whole = list(export(story.streams[2]))
    assert verify(tmp_path, whole, *story.anchors).returncode == 0
    assert verify(tmp_path, whole[:-1]).returncode == 0
    ran = verify(tmp_path, whole[:-1], *story.anchors)
    assert ran.returncode == 1
    assert "the chain was cut or rewritten" in ran.stderr


def test_the_verifier_is_short_enough_to_read() -> None:
    assert len(VERIFIER.read_text().splitlines()) <= 60
