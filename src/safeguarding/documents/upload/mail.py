"""Saved e-mails. They are kept as they are and only ever downloaded, never opened here."""

from __future__ import annotations

import re

from safeguarding.documents.upload.refusal import Unfit

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|return-path|mime-version|message-id|x-[\w-]+):[ \t]?"
)
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DOCUMENTS = tuple(
    word.encode("utf-16-le") for word in ("WordDocument", "Workbook", "PowerPoint Document", "_VBA_PROJECT")
)


def kind_of_ole(data: bytes) -> str:
    """An Outlook message, or an old or locked Office file: they share a container ([MS-OFFCRYPTO] 1.3)."""
    if _LOCKED in data:
        return "locked"
    if _OUTLOOK in data and not any(word in data for word in _DOCUMENTS[:1]):
        return "msg"
    return "doc" if any(word in data for word in _DOCUMENTS) else "unknown"


def has_headers(data: bytes) -> bool:
    """Whether it begins as an e-mail does: at least two header lines before the first empty line."""
    head = re.split(rb"\r?\n\r?\n", data[:65536], maxsplit=1)[0]
    return len({match.group().lower() for match in _HEADER.finditer(head)}) >= 2


def examine(data: bytes) -> None:
    """An e-mail is opaque to us; one with a program attached in the open is still refused."""
    if re.search(
        rb'(?i)filename="?[^"\r\n]{1,200}\.(?:exe|js|vbs|scr|bat|cmd|ps1|hta|iso|lnk|jar|msi)\b', data
    ):
        raise Unfit(
            "program",
            "a program is attached to the message.",
            "Save the message without that attachment, or print it to PDF, then upload that.",
        )
