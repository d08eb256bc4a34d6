"""How many files are read at once on one machine, whoever asks: each reader may take a gigabyte."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from safeguarding.chronology.reading.table import Unreadable

AT_ONCE = max(2, os.cpu_count() or 1)
PATIENCE = 30
"""Seconds that somebody waits for a place before being asked to come back."""


def busy() -> Unreadable:
    """Why a file is not read now."""
    return Unreadable(
        "busy",
        "Other files are being read just now, as many as the system reads at once.",
        "Wait a minute, then send it again. Nothing that was kept before is touched.",
    )


@contextmanager
def slot(folder: Path | None = None, *, at_once: int = AT_ONCE, patience: float = PATIENCE) -> Iterator[None]:
    """A place to read one file, shared by every process of this user on the machine. Raises Unreadable.

    A place is a lock on a file, so that it is free again when its holder ends, however it ends.
    """
    where = folder or _folder()
    until = monotonic() + patience
    while True:
        for number in range(at_once):
            held = os.open(where / str(number), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(held)
                continue
            try:
                yield
            finally:
                os.close(held)
            return
        if monotonic() >= until:
            raise busy()
        sleep(0.05)


def _folder() -> Path:
    """A folder of this user's own; one that somebody else made there is not used."""
    where = Path(tempfile.gettempdir()) / f"safeguarding-reading-{os.getuid()}"
    where.mkdir(mode=0o700, exist_ok=True)
    seen = where.lstat()
    if seen.st_uid != os.getuid() or not where.is_dir() or where.is_symlink():
        raise PermissionError(f"{where} is not ours.")
    return where
