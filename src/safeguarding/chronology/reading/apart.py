"""Reading files apart from this process: each in a process of its own, with limits and without secrets.

To start Python takes longer than to read most papers. So one clean process is started, which never sees a
file; for each file another is split off from it, which hears that file's question and nothing else.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar

from safeguarding.chronology.entries import NO_WISHES, Wishes
from safeguarding.chronology.reading.answer import Heard, Question, heard, heard_tables, question
from safeguarding.chronology.reading.slots import slot
from safeguarding.chronology.reading.table import Unreadable

T = TypeVar("T")
SECONDS = 90
"""Longer than a reader gives itself."""
LONGEST_ANSWER = 64 * 1024**2
"""Far more than twenty thousand events of a few hundred words."""


class Apart:
    """A place where files are read, one or several at a time, until it is left."""

    def __enter__(self) -> Self:
        self.asking, theirs = socket.socketpair()
        self.lock = Lock()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-m", "safeguarding.chronology.reading.child"],
                stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={},
                start_new_session=True,
            )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self.process.wait()
        self.asking.close()

    def read(self, name: str, data: bytes, returned: date | None, wishes: Wishes = NO_WISHES) -> Heard:
        """A file's events and warnings. Raises Unreadable."""
        return self._heard(Question(name, data, returned, wishes=wishes), heard)

    def tables(self, name: str, data: bytes) -> list[list[list[str]]]:
        """The words of every table of a file, row by row. Raises Unreadable."""
        return self._heard(Question(name, data, tables=True), heard_tables)

    def _heard(self, asks: Question, hear: Callable[[bytes], T]) -> T:
        with slot():
            said = self._ask(question(asks))
        if not said:
            raise Unreadable(
                "too_much",
                f"“{asks.name}” is too big: reading it took more time or memory than such a file needs.",
                "Split it, or copy its table into a new document, then send that.",
            )  # fmt: skip
        try:
            return hear(said)
        except ValueError:
            raise Unreadable(
                "broken", f"“{asks.name}” is damaged or corrupt: its tables cannot be read.",
                "Open it, save it under a new name, then send that.",
            ) from None  # fmt: skip

    def _ask(self, said: bytes) -> bytes:
        """The answer, or nothing where whoever should give it ran out of time or memory."""
        ours, theirs = socket.socketpair()
        with ours:
            until = monotonic() + SECONDS
            got = bytearray()
            try:
                with theirs, self.lock:
                    socket.send_fds(self.asking, [b"?"], [theirs.fileno()])
                ours.settimeout(SECONDS)
                ours.sendall(said)
                ours.shutdown(socket.SHUT_WR)
                while part := ours.recv(1 << 20):
                    got += part
                    ours.settimeout(max(0.001, until - monotonic()))
                    if len(got) > LONGEST_ANSWER:
                        return b""
            except TimeoutError:
                self._end()  # it limits its own time, so whoever is still there does as it likes
                return b""
            except ConnectionError:
                return b""
        return bytes(got)

    def _end(self) -> None:
        if self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGKILL)
