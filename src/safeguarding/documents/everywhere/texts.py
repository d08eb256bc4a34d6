"""Plain text, CSV, web pages and saved e-mails."""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Callable, Iterator

from safeguarding.documents.everywhere.piece import Notes, Piece

_TAG = re.compile(r"<(?:!--(?P<comment>.*?)--|[^>]*)>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|br|li|tr|td|th|h\d|table|section|title)\b[^>]*>", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """The text of the bytes: UTF-8, UTF-16 where they say so, else as older Windows wrote it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_text(within: str, data: bytes) -> Iterator[Piece]:
    text = decoded(data)
    yield Piece(f"{within}the text", text, where=_line(within, text), standing=True)


def read_page(within: str, data: bytes) -> Iterator[Piece]:
    """A web page: what is shown, its comments, and everything else in its tags."""
    text = decoded(data)
    shown = html.unescape(_TAG.sub("", _BLOCK.sub("\n", text)))
    yield Piece(f"{within}the page", shown, standing=True)
    for tag in _TAG.finditer(text):
        place = "a comment in the page" if tag["comment"] is not None else "a tag of the page"
        yield Piece(f"{within}{place}", html.unescape(tag[0]), token=True)


def read_mail(within: str, data: bytes, notes: Notes) -> Iterator[Piece | tuple[str, bytes]]:
    """A saved e-mail: its head, its words, and each file that came with it, as a name and bytes."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        head = "\n".join(f"{name}: {value}" for name, value in part.items())
        yield Piece(f"{within}the head of the e-mail", head, token=True)
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            notes.problem(within, "a part of the e-mail cannot be read.")
        elif part.get_content_type() == "text/html":
            yield from read_page(within, body)
        elif part.get_content_maintype() == "text" and not part.get_filename():
            yield from read_text(within, body)
        else:
            yield part.get_filename() or "attachment", body


def _line(within: str, text: str) -> Callable[[int, int], str]:
    def where(start: int, end: int) -> str:
        return f"{within}the text, line {text.count(chr(10), 0, start) + 1}"

    return where
