"""PNG and JPG: whole, not enormous, and with nothing hidden behind the picture."""

from __future__ import annotations

import struct

from safeguarding.documents.upload.refusal import Unfit

PNG = b"\x89PNG\r\n\x1a\n"
JPG = b"\xff\xd8\xff"
MOST_POINTS = 100_000_000
_SAVE_AGAIN = "Open the picture, save it again as PNG or JPG, then upload that."


def examine_png(data: bytes) -> None:
    """Walk the chunks: the first is the header, the last is the end, and nothing follows it."""
    place, first = len(PNG), True
    while place + 12 <= len(data):
        size, name = struct.unpack(">I4s", data[place : place + 8])
        if place + 12 + size > len(data):
            break
        if first:
            if name != b"IHDR" or size != 13:
                raise Unfit("broken", "the picture is damaged.", _SAVE_AGAIN)
            _not_enormous(*struct.unpack(">II", data[place + 8 : place + 16]))
            first = False
        place += 12 + size
        if name == b"IEND":
            if place != len(data):
                raise Unfit("hidden", "something else is hidden behind the picture.", _SAVE_AGAIN)
            return
    raise Unfit("broken", "the picture is not whole.", _SAVE_AGAIN)


def examine_jpg(data: bytes) -> None:
    """Walk the segments up to the picture itself; then look for another file hidden behind it."""
    place, sized = 2, False
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise Unfit("broken", "the picture is damaged.", _SAVE_AGAIN)
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xDA:
            break
        size = struct.unpack(">H", data[place + 2 : place + 4])[0]
        if marker in {0xC0, 0xC1, 0xC2, 0xC3} and size >= 8 and place + 9 <= len(data):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            _not_enormous(width, height)
            sized = True
        place += 2 + size
    end = data.rfind(b"\xff\xd9")
    if not sized or end < place:
        raise Unfit("broken", "the picture is not whole.", _SAVE_AGAIN)
    # Telephones write a little of their own after the picture; a ZIP, a PDF, a program or a script is not
    # that.
    if any(sign in data[place:] for sign in (b"PK\x05\x06", b"%PDF-", b"<script", b"<?php", b"MZ\x90\x00")):
        raise Unfit("hidden", "something else is hidden behind the picture.", _SAVE_AGAIN)


def _not_enormous(width: int, height: int) -> None:
    if not width or not height or width * height > MOST_POINTS:
        raise Unfit(
            "enormous",
            "the picture has too many points to be opened safely.",
            "Save it smaller, then upload that.",
        )
