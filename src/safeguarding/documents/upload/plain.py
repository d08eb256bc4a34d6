"""Plain text and CSV."""

from __future__ import annotations

import re

from safeguarding.documents.upload.refusal import Unfit

LONGEST_LINE = 1_000_000
_WEB_PAGE = re.compile(
    r"\A[\s\ufeff]*(?:<\?xml|<!doctype|<!--|<html|<head|<body|<script|<svg|<iframe)", re.IGNORECASE
)
_WEB_ARCHIVE = re.compile(r"(?im)^(?:snapshot-content-location:|content-type:\s*multipart/related)")


def text_of(data: bytes) -> str | None:
    """The text, read as the encodings that Excel and Windows write; None when it is not text."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(ord(c) < 32 and c not in "\t\n\r\f\v\x1a" for c in set(text)) else text
    return None


def is_text(data: bytes) -> bool:
    return text_of(data) is not None


def is_web_page(data: bytes) -> bool:
    """Whether a browser that guesses would take it for a page that can run scripts."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = data[:4096].decode(encoding, errors="ignore")
    return bool(_WEB_PAGE.match(text) or _WEB_ARCHIVE.search(text))


def examine(data: bytes) -> None:
    """Refuse a text that would stop the programs that read it."""
    text = text_of(data) or ""
    if max((len(line) for line in text.splitlines()), default=0) > LONGEST_LINE:
        raise Unfit(
            "long_line",
            "one of its lines is over a million letters long.",
            "Save it again from Excel as CSV.",
        )
