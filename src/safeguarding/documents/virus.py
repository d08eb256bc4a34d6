"""Asking ClamAV about a file, over its own socket (the INSTREAM command of clamd).

Pure: the address is given.
"""

from __future__ import annotations

import socket
import struct
from pathlib import Path

from safeguarding.statute.answer import Allowed, Answer, Refused

PIECE = 64 * 1024
PATIENCE = 60.0


def scan(data: bytes, address: str) -> Answer:
    """Allowed when ClamAV finds nothing. Anything else, also no answer at all, keeps the file out."""
    try:
        reply = _ask(data, address)
    except OSError:
        reply = ""
    if reply.endswith("FOUND"):
        return Refused(
            "file_virus",
            "The virus scanner found something harmful in this file, so we did not keep it.",
            "Tell your IT help desk. Upload a clean copy from another source, or ring us.",
        )
    if reply.endswith("OK"):
        return Allowed()
    return Refused(
        "file_not_scanned",
        "The virus scanner does not answer, so we did not keep this file. Nothing else is lost.",
        "Try again in a few minutes. If that does not help, ring the number at the foot of the page.",
    )


def _ask(data: bytes, address: str) -> str:
    with _connected(address) as wire:
        wire.settimeout(PATIENCE)
        wire.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            wire.sendall(struct.pack(">I", len(piece)) + piece)
        wire.sendall(struct.pack(">I", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < 4096:
            more = wire.recv(4096)
            if not more:
                break
            reply += more
    return reply.rstrip(b"\0\r\n ").decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    """A path of a local socket, or tcp://host:port."""
    if address.startswith("tcp://"):
        host, _, port = address.removeprefix("tcp://").rpartition(":")
        return socket.create_connection((host, int(port)), timeout=PATIENCE)
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    wire.settimeout(PATIENCE)
    try:
        wire.connect(str(Path(address)))
    except OSError:
        wire.close()
        raise
    return wire
