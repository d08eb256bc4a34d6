"""The bytes of the record (version 1), without a database: what is hashed, in which order, and how.

Final from the first release: an event written today must verify in thirty years with nothing but this
description. BS 10008 (evidential weight of electronic information) asks for authenticity and integrity over
the whole life of a record; a SHA-256 chain gives both to anyone who can read JSON.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

VERSION = 1
GENESIS = "0" * 64
NONCE_LENGTH = 32


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def moment(at: datetime) -> str:
    """A time in UTC with microseconds and a Z, always 27 characters."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def new_nonce() -> bytes:
    """Thirty-two random bytes, so that a commitment cannot be guessed from a list of likely names."""
    return secrets.token_bytes(NONCE_LENGTH)


def commitment(nonce: bytes, content: str) -> str:
    """SHA-256 of the nonce followed by the content."""
    return digest(nonce + content.encode())


@dataclass(frozen=True)
class Commit:
    """That content called `what` was kept beside an event, without saying what it was."""

    what: str
    sha256: str


def event_bytes(
    *,
    stream: str,
    seq: int,
    at: datetime,
    act: str,
    person: str,
    seat: str,
    capacity: str,
    on: Mapping[str, str],
    grounds: str,
    editions: Mapping[str, str],
    commits: Iterable[Commit],
    prev: str,
) -> bytes:
    """The exact bytes of one event, which are stored as they are and hashed."""
    return canonical(
        {
            "v": VERSION,
            "stream": stream,
            "seq": seq,
            "at": moment(at),
            "act": act,
            "person": person,
            "seat": seat,
            "capacity": capacity,
            "on": dict(on),
            "grounds": grounds,
            "editions": dict(editions),
            "commits": [
                {"what": c.what, "sha256": c.sha256}
                for c in sorted(commits, key=lambda c: (c.what, c.sha256))
            ],
            "prev": prev,
        }
    )


def look_bytes(
    *,
    row: int,
    stream: str,
    partnership: str,
    person: str,
    seat: str,
    capacity: str,
    kind: str,
    what: str,
    at: datetime,
    day: str,
) -> bytes:
    """The exact bytes of one look, as they go into its day's root."""
    return canonical(
        {
            "v": VERSION,
            "row": row,
            "stream": stream,
            "partnership": partnership,
            "person": person,
            "seat": seat,
            "capacity": capacity,
            "kind": kind,
            "what": what,
            "at": moment(at),
            "day": day,
        }
    )


class Root:
    """SHA-256 over the SHA-256 of each row, in order, and how many rows there were."""

    def __init__(self) -> None:
        self.count = 0
        self._whole = hashlib.sha256()

    def add(self, row: bytes) -> None:
        self._whole.update(hashlib.sha256(row).digest())
        self.count += 1

    def hexdigest(self) -> str:
        return self._whole.hexdigest()
