"""Calendar files as RFC 5545 has them: exact bytes, and nothing in them but what the caller gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
LONGEST_LINE = 75
"""Octets of a line, without its end."""


@dataclass(frozen=True)
class Entry:
    """A day, or a time with its end. `uid` stays the same when it moves, and `sequence` rises."""

    uid: str
    summary: str
    starts: date
    ends: datetime | None = None
    link: str = ""
    place: str = ""
    sequence: int = 0


def calendar(entries: Iterable[Entry], *, made: datetime, name: str = "") -> bytes:
    """The whole file. `made` is when its content was put together."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Safeguarding Practice Reviews//Calendar//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{text(name)}"] if name else []
    for entry in entries:
        lines += _event(entry, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(entry: Entry, made: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{text(entry.uid)}", f"DTSTAMP:{_moment(made)}"]
    if isinstance(entry.starts, datetime):
        lines += [f"DTSTART:{_moment(entry.starts)}", f"DTEND:{_moment(entry.ends or entry.starts)}"]
    else:
        after = entry.starts + timedelta(days=1)
        # A day when something is due does not make anybody busy.
        lines += [f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
        lines += ["TRANSP:TRANSPARENT"]
    lines += [f"SEQUENCE:{entry.sequence}", f"SUMMARY:{text(entry.summary)}", "CLASS:PRIVATE"]
    lines += [f"LOCATION:{text(entry.place)}"] if entry.place else []
    lines += [f"DESCRIPTION:{text(entry.link)}", f"URL:{entry.link}"] if entry.link else []
    return [*lines, "END:VEVENT"]


def text(value: str) -> str:
    """A value of the type TEXT: escaped, and with no control character that could begin another line."""
    escaped = re.sub(r"([\\;,])", r"\\\1", re.sub(r"\r\n?", "\n", value)).replace("\n", "\\n")
    return re.sub(r"[\x00-\x1f\x7f]", " ", escaped)


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut within a character."""
    pieces, room = [""], LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(" ")
            room = LONGEST_LINE - 1
        pieces[-1] += character
        room -= size
    return "\r\n".join(pieces)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
