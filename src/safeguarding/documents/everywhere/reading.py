"""What a file is, by its own bytes, and every piece of words in it and in the files inside it."""

from __future__ import annotations

from collections.abc import Iterator

from safeguarding.documents.everywhere import office, pictures, texts
from safeguarding.documents.everywhere.piece import Notes, Piece, runs
from safeguarding.documents.upload import what_it_is
from safeguarding.documents.upload.refusal import Unfit

DEEPEST = 4
"""Files inside files inside files: further down, nobody has looked."""
_OLD = {"doc": "an old Word or Excel file", "msg": "an Outlook message", "rtf": "a rich text file",
        "heic": "a picture from a telephone", "film": "a film or sound recording"}  # fmt: skip
_MACROS = "it holds macros (small programs), which we cannot read whole."


def read(name: str, data: bytes, notes: Notes, within: str = "", deep: int = 0) -> Iterator[Piece]:
    """All words of a file. What cannot be read is noted, so that nobody takes silence for a clean file."""
    yield Piece(f"{within}the file’s name", name, token=True)
    if deep > DEEPEST:
        notes.problem(within, "there are too many files inside one another.")
        return
    kind = what_it_is(data, name.rpartition(".")[2].lower()) if data else "empty"
    try:
        for one in _of_kind(kind, name, data, notes, within):
            if isinstance(one, Piece):
                yield one
            else:
                inside, held = one
                yield from read(inside, held, notes, f"{within}an embedded file ({inside}) › ", deep + 1)
    except Unfit as problem:
        notes.problem(within, problem.what)
        yield from runs(f"{within}the bytes of the file", data)
        if kind == "pdf":
            from safeguarding.documents.everywhere import pdf

            yield from pdf.salvage(f"{within}what is left of the PDF", data)


def _of_kind(
    kind: str, name: str, data: bytes, notes: Notes, within: str
) -> Iterator[Piece | tuple[str, bytes]]:
    match kind:
        case "empty":
            notes.problem(within, "the file is empty.")
        case "docx" | "xlsx" | "docm" | "xlsm" | "zip":
            if kind in ("docm", "xlsm"):
                notes.problem(within, _MACROS)
            yield from office.read(within, data, notes)
        case "pdf":
            from safeguarding.documents.everywhere import (
                pdf,
            )  # a tenth of a second that Word need not wait for

            yield from pdf.read(within, data, notes)
        case "png" | "jpg":
            notes.problem(within, "it is a picture: we cannot read the words in it.")
            yield from pictures.read(f"{within}image metadata", data)
        case "html":
            yield from texts.read_page(within, data)
        case "eml":
            yield from texts.read_mail(within, data, notes)
        case "txt" | "csv":
            yield from texts.read_text(within, data)
        case _ if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield from texts.read_text(within, data)
        case _ if data[:4] in (b"GIF8", b"RIFF", b"II*\0", b"MM\0*") or data[:2] == b"BM":
            notes.problem(within, "it is a picture: we cannot read the words in it.")
            yield from pictures.read(f"{within}image metadata", data)
        case _:
            what = _OLD.get(kind, "a file that we do not know")
            notes.problem(within, f"it is {what}: we cannot read it whole.")
            yield from runs(f"{within}the bytes of the file", data)
            yield from _packed_inside(name, data)


def _packed_inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A ZIP or a PDF within other bytes, as Office keeps what is embedded."""
    start = data.find(b"PK\x03\x04", 1)
    end = data.rfind(b"PK\x05\x06")
    if 0 < start < end:
        yield name, data[start : end + 22]
    start, end = data.find(b"%PDF-", 1), data.rfind(b"%%EOF")
    if 0 < start < end:
        yield name, data[start : end + 5]
