"""Reads papers, each alone in a process with limits: a hostile file ends its own and nothing else.

This process starts clean, with no Django and no secret. On its standard input it is handed one connection
for each file, and splits off a process that hears the file there, answers, and is gone.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
from contextlib import suppress

from safeguarding.chronology.entries import read_entries
from safeguarding.chronology.reading.answer import answer, answer_with_tables, asked, refusal
from safeguarding.chronology.reading.comma import read_values
from safeguarding.chronology.reading.excel import read_workbook
from safeguarding.chronology.reading.sound import sound
from safeguarding.chronology.reading.table import Unreadable
from safeguarding.chronology.reading.word import read_word

READERS = {"docx": read_word, "xlsx": read_workbook, "csv": read_values, "txt": read_values}
MEMORY = 1024**3
SECONDS = 40
WAIT = 60


def limit() -> None:
    """From now on this process has so much memory and time, also on the clock, and can write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(WAIT)


def main() -> None:
    """Split off a process for each connection, until whoever hands them over is gone."""
    gc.disable()  # each process lives for one file, and its memory is limited
    gc.freeze()
    signal.signal(signal.SIGCHLD, _bury)
    asking = socket.socket(fileno=0)
    while True:
        _, lines, _, _ = socket.recv_fds(asking, 1, 1)
        if not lines:
            return
        if os.fork() == 0:
            asking.close()
            with socket.socket(fileno=lines[0]) as line:
                serve(line)
            os._exit(0)
        os.close(lines[0])


def _bury(*_: object) -> None:
    """Let whoever has ended be gone, and count its time and memory as this process's own."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def serve(line: socket.socket) -> None:
    """One question and its answer. Without memory for an answer there is none."""
    limit()
    try:
        asks = asked(_all(line))
        paper = READERS[sound(asks.name, asks.data)](asks.data)
        said = (
            answer_with_tables(paper)
            if asks.tables
            else answer(read_entries(paper, asks.returned, asks.wishes), paper)
        )
    except Unreadable as problem:
        said = refusal(problem)
    except MemoryError:
        return
    except Exception:  # whatever a damaged file does to a reader, it is damaged
        said = b"null"
    line.sendall(said)


def _all(line: socket.socket) -> bytes:
    said = bytearray()
    while part := line.recv(1 << 20):
        said += part
    return bytes(said)


if __name__ == "__main__":
    main()
