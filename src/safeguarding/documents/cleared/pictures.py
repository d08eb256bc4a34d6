"""A picture without what it says about itself."""

from __future__ import annotations

import struct

from safeguarding.documents.upload.pictures import JPG, PNG

_PIXELS = frozenset({b"IDAT", b"IHDR", b"IEND", b"PLTE", b"pHYs", b"gAMA", b"sRGB", b"tRNS", b"cHRM"})


def bare(data: bytes) -> bytes:
    """A PNG or JPEG with nothing but its picture; another kind as it is."""
    if data.startswith(PNG):
        return _png(data)
    return _jpg(data) if data.startswith(JPG) else data


def _png(data: bytes) -> bytes:
    place, kept = len(PNG), [PNG]
    while place + 12 <= len(data):
        size, name = struct.unpack(">I4s", data[place : place + 8])
        if name in _PIXELS:
            kept.append(data[place : place + 12 + size])
        place += 12 + size
        if name == b"IEND":
            break
    return b"".join(kept)


def _jpg(data: bytes) -> bytes:
    """Without comments, EXIF, thumbnails and colour profiles; what says how to read the colours stays."""
    place, kept = 2, [data[:2]]
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        kind, size = data[place + 1], max(struct.unpack(">H", data[place + 2 : place + 4])[0], 2)
        if kind == 0xEE or not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            kept.append(data[place : place + 2 + size])
        place += 2 + size
    end = data.rfind(b"\xff\xd9")
    return b"".join([*kept, data[place : end + 2] if end > place else data[place:]])
