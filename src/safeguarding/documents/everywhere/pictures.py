"""What a picture says about itself: comments, titles, authors. The words in it need a person’s eyes."""

from __future__ import annotations

import html
import re
import struct
import zlib
from collections.abc import Iterator

from safeguarding.documents.everywhere.piece import Piece, runs
from safeguarding.documents.upload.pictures import JPG, PNG

MOST = 5_000_000
_PIXELS = frozenset(
    {b"IDAT", b"IHDR", b"IEND", b"PLTE", b"fdAT", b"pHYs", b"gAMA", b"sRGB", b"tRNS", b"cHRM"}
)
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>|<rdf:RDF.*?</rdf:RDF>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read(place: str, data: bytes) -> Iterator[Piece]:
    """The words of a picture’s metadata; those of a kind we do not know, from its bytes."""
    if data.startswith(PNG):
        parts = _png(data)
    elif data.startswith(JPG):
        parts = _jpg(data)
    else:
        parts = [data]
    for part in parts:
        for packet in _XMP.findall(part):
            text = packet.decode("utf-8", "replace")
            yield Piece(place, html.unescape(_TAG.sub(" ", text)), token=True)
            yield Piece(place, html.unescape(text), sure=True)
        yield from runs(place, part)


def _png(data: bytes) -> list[bytes]:
    """Every chunk that is not the picture, unpacked, and whatever follows its end."""
    place, found = len(PNG), []
    while place + 12 <= len(data):
        size, name = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + size]
        place += 12 + size
        if name in (b"zTXt", b"iTXt", b"iCCP"):
            found.append(_unpacked(name, body))
        elif name not in _PIXELS:
            found.append(body)
        if name == b"IEND":
            break
    return [*found, data[place:]]


def _unpacked(name: bytes, body: bytes) -> bytes:
    word, _, rest = body.partition(b"\0")
    if name == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        language, _, rest = rest.partition(b"\0")
        titled, _, rest = rest.partition(b"\0")
        word += b"\n" + language + b"\n" + titled
    else:
        packed, rest = True, rest[1:]
    if packed:
        try:
            rest = zlib.decompressobj().decompress(rest, MOST)
        except zlib.error:
            return body
    return word + b"\n" + rest


def _jpg(data: bytes) -> list[bytes]:
    """Every segment before the picture, and what follows its end."""
    place, found = 2, []
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        size = struct.unpack(">H", data[place + 2 : place + 4])[0]
        if 0xE0 <= data[place + 1] <= 0xEF or data[place + 1] == 0xFE:
            found.append(data[place + 4 : place + 2 + size])
        place += 2 + max(size, 2)
    return [*found, data[data.rfind(b"\xff\xd9") + 2 :]]
