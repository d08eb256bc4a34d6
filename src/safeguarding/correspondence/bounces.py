"""What a mail server says of a letter that it could not deliver: reports of RFC 3464, read in limits.

Whatever comes is a stranger's: only a code is taken from it (RFC 3463), and only for a letter whose
Message-ID it gives back with the mark that we made for it, so that nobody can say of a letter that they never
had that it did not arrive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, message_from_string
from email.message import Message
from itertools import islice

from django.utils.crypto import constant_time_compare, salted_hmac

LARGEST = 512 * 1024
MOST_PARTS = 40
MOST_LEVELS = 20
_OURS = re.compile(r"<letter-(\d{1,18})-(\d{1,12})-([0-9a-f]{24})@[^<>\s]{1,255}>")
_EMPTY_LINE = re.compile(r"\r?\n\r?\n")
_STATUS = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")


@dataclass(frozen=True)
class Report:
    """Of one letter of ours: that it will not arrive (final), or is late; and the code of the reason."""

    letter: int
    queued: int
    final: bool
    status: str


def message_id(letter: int, queued_at: datetime, host: str) -> str:
    """The id under which a letter travels: the same at every try, and nobody's to guess."""
    queued = int(queued_at.timestamp())
    return f"<letter-{letter}-{queued}-{_mark(letter, queued)}@{host}>"


def read(data: bytes) -> Report | None:
    """What is reported of which letter; None for anything else, such as somebody’s answer."""
    if len(data) > LARGEST or data.count(b"boundary=") > MOST_LEVELS:
        return None
    try:
        report = message_from_bytes(data)
        if report.get_content_type() != "multipart/report":
            return None
        parts = list(islice(report.walk(), MOST_PARTS))
        said = _said(parts)
        ours = _letter(report, parts)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        # What the standard library makes of a broken message differs; none of it is a report to us.
        return None
    return Report(*ours, *said) if said and ours else None


def in_words(status: str) -> str:
    """Why a letter did not arrive, by its code (RFC 3463, sections 3.2 to 3.8)."""
    subject, _, detail = status.partition(".")[2].partition(".")
    if subject == "1" or status == "5.0.0":
        return "The address does not accept mail."
    if (subject, detail) == ("2", "2"):
        return "The mailbox is full."
    if subject == "2":
        return "The mailbox does not accept mail."
    if subject == "7":
        return "The other mail server refuses our mail; the system administrator can ask why."
    if subject == "4":
        return "The other mail server could not be reached."
    return "The other mail server did not take the letter."


def address_is_bad(status: str) -> bool:
    """Whether it is the address (or its mailbox) that will not take the next letter either."""
    return status.startswith(("5.1.", "5.2.1", "5.0.0"))


def _mark(letter: int, queued: int) -> str:
    return salted_hmac("safeguarding.letter", f"{letter}:{queued}", algorithm="sha256").hexdigest()[:24]


def _said(parts: list[Message]) -> tuple[bool, str] | None:
    """What the report says of the letter; where of several addresses, that it did not arrive outweighs."""
    late = None
    for block in _blocks(parts):
        action = str(block.get("Action", "")).strip().lower()
        found = _STATUS.match(str(block.get("Status", "")))
        if found is None or action not in {"failed", "delayed"}:
            continue
        status = ".".join(found.groups())
        if action == "failed":
            return True, status
        late = (False, status)
    return late


def _blocks(parts: list[Message]) -> Iterator[Message]:
    for part in parts:
        if part.get_content_type() not in {"message/delivery-status", "message/global-delivery-status"}:
            continue
        for block in list(part.get_payload())[:MOST_PARTS]:
            if isinstance(block, Message):
                yield block
                rest = block.get_payload()
                if isinstance(rest, str):  # of the second kind, the standard library takes off the first only
                    yield from map(message_from_string, _EMPTY_LINE.split(rest, maxsplit=MOST_PARTS))


def _letter(report: Message, parts: list[Message]) -> tuple[int, int] | None:
    """Whose id comes back: in the returned headers, or in those by which the report answers the letter."""
    for part in parts:
        headers = [part.get("Message-ID")] if part is not report else []
        if part.get_content_type() in {"text/rfc822-headers", "message/global-headers"}:
            text = part.get_payload(decode=True)
            if isinstance(text, bytes):
                headers.append(message_from_bytes(text).get("Message-ID"))
        found = _ours(headers)
        if found:
            return found
    return _ours([report.get("In-Reply-To"), report.get("References")])


def _ours(headers: Sequence[object]) -> tuple[int, int] | None:
    for header in headers:
        for letter, queued, mark in _OURS.findall(str(header or "")[:2000]):
            if constant_time_compare(mark, _mark(int(letter), int(queued))):
                return int(letter), int(queued)
    return None
