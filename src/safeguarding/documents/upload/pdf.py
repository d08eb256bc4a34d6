"""PDF (ISO 32000): nothing that acts, fetches, or carries another file.

The names that make a PDF act are looked for in the file's own bytes and in its packed lists of objects, after
undoing the ways in which a name can be disguised. What cannot be looked into (a password, an unusual packing)
is refused.
"""

from __future__ import annotations

import re
import zlib

from safeguarding.documents.upload.refusal import Unfit

MOST_OBJECTS = 40_000_000
MOST_STREAMS = 200_000
PRINT_IT = (
    "Open it and print it to PDF (“Save as PDF” or “Microsoft Print to PDF”), then upload the new file."
)
_UNSEEN = "it is packed in an unusual way, so we cannot see what is in it."
_ENDS = rb"(?=[\s/<>\[\]()%{}]|\Z)"
_ACTS = (
    (re.compile(rb"/JavaScript" + _ENDS), "script", "it holds a script."),
    (re.compile(rb"/Launch" + _ENDS), "program", "it starts a program when it is opened."),
    (
        re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)" + _ENDS),
        "embedded",
        "another file is embedded in it.",
    ),
    (
        re.compile(rb"/(?:RichMedia|Rendition)" + _ENDS),
        "media",
        "it holds a film, sound or other active part.",
    ),
    (re.compile(rb"/(?:SubmitForm|ImportData)" + _ENDS), "form", "it is a form that sends or fetches data."),
    (re.compile(rb"/Encrypt" + _ENDS), "locked", "it is protected by a password or against copying."),
)
# Too short to be looked for among the bytes of pictures, where they turn up by chance.
_ACTS_BRIEFLY = (
    (re.compile(rb"/JS" + _ENDS), "script", "it holds a script."),
    (re.compile(rb"/Collection" + _ENDS), "embedded", "another file is embedded in it."),
    (re.compile(rb"/(?:Movie|Sound|3D)" + _ENDS), "media", "it holds a film, sound or other active part."),
    (re.compile(rb"/XFA" + _ENDS), "form", "it is a form that sends or fetches data."),
    (re.compile(rb"/GoTo[RE]" + _ENDS), "fetches", "it opens another file."),
)
_STREAM = re.compile(rb"\bstream\r?\n")
_DISGUISED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_LIST = re.compile(rb"\A[\x00-\x04]?\s*(?:%[^\r\n]*[\r\n]\s*)*\d{1,10}\s+\d{1,10}\s")


def examine(data: bytes) -> None:
    """Refuse a PDF that could do more than be read."""
    if b"%%EOF" not in data[-2048:]:
        raise Unfit("broken", "the file is not whole.", PRINT_IT)
    if b"PK\x05\x06" in data[-66_000:] and data.rfind(b"PK\x05\x06") > data.rfind(b"%%EOF"):
        raise Unfit("hidden", "something else is hidden behind the file's end.", PRINT_IT)
    # First the whole file, streams and all: a stream that only we take for one could hide an object from us.
    _look_at(data, _ACTS)
    seen = outside = 0
    pieces: list[bytes] = []
    for number, match in enumerate(_STREAM.finditer(data)):
        if number > MOST_STREAMS:
            raise Unfit("bomb", "it holds far more parts than any report.", PRINT_IT)
        start = match.end()
        if start < outside:
            continue
        before = data[outside : match.start()]
        pieces.append(before)
        outside = data.find(b"endstream", start)
        if outside < 0:
            raise Unfit("broken", "one of its parts is not whole.", PRINT_IT)
        listed = _unpacked(data[start:outside], _plain(before))
        seen += len(listed)
        if seen > MOST_OBJECTS:
            raise Unfit("bomb", "unpacked, it would be far larger than any report.", PRINT_IT)
        _look_at(listed, _ACTS + _ACTS_BRIEFLY)
    pieces.append(data[outside:])
    _look_at(b"\n".join(pieces), _ACTS_BRIEFLY)


def _plain(names: bytes) -> bytes:
    """With every #xx in a name written out, as a reader of PDF would see it."""
    return _DISGUISED.sub(lambda m: bytes([int(m[1], 16)]), names)


def _look_at(names: bytes, acts: tuple[tuple[re.Pattern[bytes], str, str], ...]) -> None:
    names = _plain(names)
    for pattern, code, what in acts:
        if pattern.search(names):
            raise Unfit(code, what, PRINT_IT)


def _unpacked(body: bytes, described: bytes) -> bytes:
    """The objects packed in a stream; nothing for a picture, a font or a page's drawing."""
    said_to_be_objects = re.search(rb"/ObjStm" + _ENDS, described) is not None
    if said_to_be_objects:
        filters = re.findall(rb"/(?:\w+Decode|Fl|LZW|AHx|A85|RL|Crypt)\b", described)
        if len(filters) > 1 or not set(filters) <= {b"/FlateDecode", b"/Fl"}:
            raise Unfit("unusual", _UNSEEN, PRINT_IT)
        if re.search(rb"/Predictor\s+(?!1\b)\d", described):
            raise Unfit("unusual", _UNSEEN, PRINT_IT)
        if not filters:
            return body
    machine = zlib.decompressobj()
    try:
        start = machine.decompress(body[:4096], 256)
        if not said_to_be_objects and not _OBJECT_LIST.match(start):
            return b""
        machine = zlib.decompressobj()
        unpacked = machine.decompress(body, MOST_OBJECTS + 1)
    except zlib.error as problem:
        if said_to_be_objects:
            raise Unfit("unusual", _UNSEEN, PRINT_IT) from problem
        return b""
    if said_to_be_objects:
        if not machine.eof:
            raise Unfit("unusual", _UNSEEN, PRINT_IT)
        return unpacked
    # A page's drawing may begin with numbers too; only a list of objects has dictionaries soon after.
    return unpacked if b"<<" in unpacked[:100_000] else b""
