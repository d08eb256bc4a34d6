"""Opening a ZIP container without being harmed by it: everything is counted before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from safeguarding.documents.upload.refusal import Unfit

MOST_ENTRIES = 3_000
MOST_UNPACKED = 150_000_000
MOST_ENTRY = 80_000_000
MOST_RATIO = 200
RATIO_COUNTS_FROM = 1_000_000
_END = b"PK\x05\x06"
_SAVE_AGAIN = "Open it in Word or Excel, save it under a new name, then upload that."


def opened(data: bytes) -> zipfile.ZipFile:
    """The container, when its own list of contents is harmless; nothing has been unpacked yet."""
    if not data.startswith(b"PK\x03\x04"):
        raise Unfit("broken", "the file is damaged.", _SAVE_AGAIN)
    end = data.rfind(_END)
    if end < 0 or end + 22 > len(data):
        raise Unfit("broken", "the file is not whole.", _SAVE_AGAIN)
    entries, listed, starts, comment = struct.unpack("<HIIH", data[end + 10 : end + 22])
    if end + 22 + comment != len(data) or comment:
        raise Unfit("hidden", "something else is hidden behind the file's end.", _SAVE_AGAIN)
    if entries > MOST_ENTRIES or entries == 0xFFFF or listed == 0xFFFFFFFF:
        raise Unfit("bomb", f"it holds more than {MOST_ENTRIES:,} parts.", _SAVE_AGAIN)
    if starts + listed != end:
        raise Unfit("hidden", "something is hidden between its parts.", _SAVE_AGAIN)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error) as problem:
        raise Unfit("broken", "the file is damaged.", _SAVE_AGAIN) from problem
    _count(container.infolist(), entries, starts)
    return container


def part(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One part, unpacked; never more than it said it would be."""
    try:
        with container.open(entry) as stream:
            unpacked = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as problem:
        raise Unfit("broken", "one of its parts is damaged.", _SAVE_AGAIN) from problem
    if len(unpacked) != entry.file_size:
        raise Unfit("bomb", "one of its parts is not as large as it says.", _SAVE_AGAIN)
    return unpacked


def _count(entries: list[zipfile.ZipInfo], said: int, listed_at: int) -> None:
    if len(entries) != said:
        raise Unfit("hidden", "its list of parts does not agree with itself.", _SAVE_AGAIN)
    names: set[str] = set()
    total, reached = 0, 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or "\x00" in name:
            raise Unfit("path", "one of its parts points outside the file.", _SAVE_AGAIN)
        if name.lower() in names:
            raise Unfit("hidden", "two of its parts have the same name.", _SAVE_AGAIN)
        names.add(name.lower())
        if entry.flag_bits & 0x1:
            raise Unfit(
                "locked",
                "it is protected by a password.",
                "Save a copy without the password, then upload that.",
            )
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unfit("unusual", "it is packed in an unusual way.", _SAVE_AGAIN)
        if entry.header_offset < reached:
            raise Unfit("bomb", "its parts lie on top of one another.", _SAVE_AGAIN)
        reached = (
            entry.header_offset + 30 + len(name.encode("utf-8", "surrogateescape")) + entry.compress_size
        )
        total += entry.file_size
        too_dense = entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MOST_RATIO * max(
            entry.compress_size, 1
        )
        if entry.file_size > MOST_ENTRY or total > MOST_UNPACKED or too_dense:
            raise Unfit("bomb", "unpacked, it would be far larger than any report.", _SAVE_AGAIN)
    if reached > listed_at:
        raise Unfit("bomb", "its parts lie on top of one another.", _SAVE_AGAIN)
