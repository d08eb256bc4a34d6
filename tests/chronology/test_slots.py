"""No more files are read at once than the machine can bear, whoever asks and however a reader ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from safeguarding.chronology.reading import apart, slots
from safeguarding.chronology.reading.slots import busy, slot
from safeguarding.chronology.reading.table import Unreadable


def test_places_run_out_and_come_back(tmp_path: Path) -> None:
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(slot(tmp_path, at_once=3, patience=0))
        with (
            pytest.raises(Unreadable, match="Other files are being read"),
            slot(tmp_path, at_once=3, patience=0),
        ):
            pass
    with slot(tmp_path, at_once=3, patience=0):
        pass


def test_somebody_who_waits_gets_the_next_place(tmp_path: Path) -> None:
    got: list[float] = []

    def wait() -> None:
        with slot(tmp_path, at_once=1, patience=20):
            got.append(monotonic())

    with slot(tmp_path, at_once=1):
        waiting = Thread(target=wait)
        waiting.start()
        waiting.join(0.2)
        assert not got
    waiting.join(20)
    assert got


def test_a_reader_that_is_killed_leaves_its_place(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from safeguarding.chronology.reading.slots import slot\n"
        "with slot(Path(sys.argv[1]), at_once=1):\n    print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Unreadable), slot(tmp_path, at_once=1, patience=0):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with slot(tmp_path, at_once=1, patience=5):
        pass


def test_a_place_is_given_back_when_reading_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), slot(tmp_path, at_once=1):
        raise ZeroDivisionError
    with slot(tmp_path, at_once=1, patience=0):
        pass


def test_another_users_folder_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(slots.tempfile, "gettempdir", lambda: str(tmp_path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"safeguarding-reading-{slots.os.getuid()}").symlink_to(elsewhere)
    with pytest.raises(PermissionError), slot():
        pass


def test_a_file_is_read_in_a_place_and_a_busy_machine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_free() -> object:
        raise busy()

    monkeypatch.setattr(apart, "slot", none_free)
    with apart.Apart() as place, pytest.raises(Unreadable) as no:
        place.read("events.csv", b"Date,Event\n1 May 2026,Seen\n", date(2026, 6, 1))
    assert no.value.code == "busy"
    assert "send it again" in no.value.mend
