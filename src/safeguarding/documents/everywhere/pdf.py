"""PDF: the words of the pages wherever they stand, everything that its objects say, and every earlier version
that an incremental save left in it.
"""

from __future__ import annotations

import html
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name, Pdf

from safeguarding.documents.everywhere import pages, pictures
from safeguarding.documents.everywhere.piece import Notes, Piece, runs
from safeguarding.documents.upload.refusal import Unfit

MOST_VERSIONS = 50
MOST_PARTS = 200
MOST_STREAM = 40_000_000
PRINT_IT = "Open it and print it to PDF, then try again."
_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\r\n]{0,2}")
_LONE = re.compile(rb"\(|(?<!<)<[0-9A-Fa-f\s]+>")
_TOKEN = re.compile(
    rb"<<|>>|\[|\]|\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>|/[^\s/()<>\[\]{}%]*|[^\s/()<>\[\]{}%]+", re.DOTALL
)
_NAME = re.compile(rb"/([^\s/()<>\[\]{}%]{3,})")
_TAG = re.compile(r"<[^>]*>")
_SHOWN = re.compile(rb"/(ActualText|Alt|E)\s*(\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_INSTEAD = re.compile(rb"/ActualText\b")
_DRAWS = re.compile(rb"/([^\s/()<>\[\]{}%]+)\s+Do\b")
_NO_WORDS = frozenset({"ID", "Panose", "CharSet", "Ordering", "Registry", "DOCChecksum", "Lang"})
_FIELD = "a form field or the name of who wrote an annotation"
_KEYS = {
    "Contents": "an annotation",
    "RC": "an annotation",
    "Subj": "an annotation",
    "T": _FIELD,
    "TU": "a form field",
    "TM": "a form field",
    "V": "a form field",
    "DV": "a form field",
    "Opt": "a form field",
    "URI": "a link target",
    "F": "a link target or the name of a file",
    "UF": "the name of an embedded file",
    "Desc": "the name of an embedded file",
    "Title": "the document properties or a bookmark (outline)",
    "Author": "the document properties",
    "Subject": "the document properties",
    "Keywords": "the document properties",
    "Creator": "the document properties",
    "Producer": "the document properties",
    "Alt": "alt text",
    "ActualText": "alt text (actual text)",
    "E": "alt text (expansion)",
    "P": "a page label",
    "JS": "a script",
    "Names": "the name of a destination",
    "D": "the name of a destination",
    "Limits": "the name of a destination",
    "CA": "a button",
}


def read(within: str, data: bytes, notes: Notes) -> Iterator[Piece | tuple[str, bytes]]:
    """The file as it stands, then each earlier version as its own file, and what lies outside them all."""
    yield from _version(within, data, notes)
    ends = [found.end() for found in _END.finditer(data)]
    earlier = [end for end in ends if data[end:].strip()]
    if len(earlier) > MOST_VERSIONS:
        notes.problem(within, "it was saved over itself too often to look at every version.")
    if b"/Linearized" in data[:2048]:
        earlier = earlier[1:]
    for number, end in enumerate(earlier[-MOST_VERSIONS:], start=1):
        before = f"{within}an earlier version still in the file (incremental save {number}) › "
        yield from _version(before, data[:end], notes, earlier=True)
    start = data.find(b"%PDF-")
    yield from runs(f"{within}bytes before the PDF begins", data[:start])
    if ends:
        yield from runs(f"{within}bytes after the PDF ends", data[ends[-1] :])


def salvage(place: str, data: bytes) -> Iterator[Piece]:
    """The words in the packed parts of a file whose list of objects cannot be read."""
    for found in list(re.finditer(rb"stream\r?\n", data))[:MOST_PARTS]:
        try:
            unpacked = zlib.decompressobj().decompress(data[found.end() :], MOST_STREAM // 10)
        except zlib.error:
            continue
        yield from runs(place, unpacked)


def _version(
    within: str, data: bytes, notes: Notes, *, earlier: bool = False
) -> Iterator[Piece | tuple[str, bytes]]:
    try:
        with Pdf.open(io.BytesIO(data)) as opened:
            if opened.get_warnings() and not earlier:
                notes.problem(within, "it is damaged, and could be read only in part.")
            held = _Objects(within, opened)
            yield from held.all()
            unshown = held.without_instead()
            lost = held.lost_pages()
        yield from pages.read(within, data, notes)
        if unshown:
            yield from pages.read(f"{within}behind actual text: ", unshown, Notes(share=notes.share))
        if lost:
            yield from pages.read(f"{within}an object that no page shows: ", lost, Notes(share=notes.share))
    except pikepdf.PasswordError as problem:
        raise Unfit("locked", "it is protected by a password.", PRINT_IT) from problem
    except (pikepdf.PdfError, RecursionError, ValueError, RuntimeError) as problem:
        if not earlier:
            raise Unfit("broken", "it is damaged and cannot be read whole.", PRINT_IT) from problem
        notes.problem(within, "this earlier version cannot be read.")
        yield from runs(f"{within}bytes", data)


class _Objects:
    """Everything in the file’s list of objects, whether or not a page leads to it."""

    def __init__(self, within: str, opened: Pdf) -> None:
        self.within, self.pdf = within, opened
        self.instead = self.seen = 0
        self.drawn: list[pikepdf.Object] = []
        self.orphans: list[pikepdf.Object] = []
        self.forms: list[pikepdf.Stream] = []
        self.shown = {page.obj.objgen for page in opened.pages}

    def all(self) -> Iterator[Piece | tuple[str, bytes]]:
        strings: dict[str, set[bytes]] = {}
        names: set[bytes] = set()
        for one in [*self.pdf.objects, self.pdf.trailer]:
            if not isinstance(one, pikepdf.Object):
                continue  # a number that stands alone
            stream = isinstance(one, pikepdf.Stream)
            said = one.stream_dict.unparse() if stream else one.unparse(resolved=True)
            if not stream and not said.startswith((b"<", b"[", b"(")):
                continue
            _collect(said, strings, names)
            if (
                isinstance(one, pikepdf.Dictionary)
                and one.get("/Type") == Name.Page
                and one.objgen not in self.shown
            ):
                self.orphans.append(one)
            if isinstance(one, pikepdf.Stream):
                yield from self._stream(one, strings)
        for key, found in strings.items():
            texts = sorted(text for token in found if len(text := _decoded(token).strip()) > 1)
            place = _KEYS.get(key, f"an unseen entry ({key})")
            yield Piece(f"{self.within}{place}", _TAG.sub(" ", "\n".join(texts)), token=True)
        said_names = "\n".join(html.unescape(_plain_name(name)) for name in sorted(names))
        yield Piece(f"{self.within}an internal name", said_names, token=True, sure=True)

    def _stream(
        self, one: pikepdf.Stream, strings: dict[str, set[bytes]]
    ) -> Iterator[Piece | tuple[str, bytes]]:
        kind, sort = str(one.get("/Type", "")), str(one.get("/Subtype", ""))
        if sort == "/Image":
            yield from self._picture(one)
            return
        if (
            kind in ("/XRef", "/ObjStm")
            or sort in ("/Type1C", "/CIDFontType0C", "/OpenType")
            or "/Length1" in one
        ):
            return
        content = bytes(one.read_bytes())
        self.seen += len(content)
        if len(content) > MOST_STREAM or self.seen > 5 * MOST_STREAM:
            raise Unfit("bomb", "unpacked, it would be far larger than any report.", PRINT_IT)
        if kind == "/EmbeddedFile" or content.startswith((b"PK\x03\x04", b"%PDF-")):
            yield "embedded", content
        elif kind == "/Metadata" or content[:200].lstrip().startswith((b"<?xpacket", b"<?xml", b"<x:xmp")):
            text = content.decode("utf-8", "replace")
            yield Piece(f"{self.within}the metadata (XMP)", html.unescape(_TAG.sub(" ", text)), token=True)
            yield Piece(f"{self.within}the metadata (XMP)", html.unescape(text), sure=True)
        elif re.search(rb"\b(?:Tj|TJ|BT|BDC|cm|re|beginbfchar|beginbfrange|def)\b", content):
            for key, token in _SHOWN.findall(content):
                strings.setdefault(key.decode(), set()).add(token)
            if sort == "/Form":
                self.forms.append(one)
            if _INSTEAD.search(content):
                self.instead += 1
                self.drawn.append(one)
        else:
            yield from runs(f"{self.within}a script or other stream", content)
            text = content.decode(
                "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace"
            )
            if text.isprintable() or text.count("\ufffd") < len(text) // 50:
                yield Piece(
                    f"{self.within}a script or other stream", text[:1_000_000], token=len(text) < 1000
                )

    def _picture(self, one: pikepdf.Stream) -> Iterator[Piece]:
        filters = one.get("/Filter", "")
        last = str(filters[-1]) if isinstance(filters, pikepdf.Array) and len(filters) else str(filters)
        if last in ("/DCTDecode", "/JPXDecode"):
            yield from pictures.read(f"{self.within}image metadata", bytes(one.read_raw_bytes()))

    def without_instead(self) -> bytes:
        """The file with its glyphs as they are, where it says that other words stand for them."""
        if not self.instead:
            return b""
        for one in self.drawn:
            one.write(_INSTEAD.sub(b"/NotTheText", bytes(one.read_bytes())))
        return self._saved(self.pdf)

    def lost_pages(self) -> bytes:
        """Pages that are in no list of pages, and drawings that no page draws (the look of an annotation
        too), each as a page.
        """
        unseen = [one for one in self.forms if one.objgen not in self._drawn()] if self.forms else []
        if not self.orphans and not unseen:
            return b""
        made = Pdf.new()
        for one in self.orphans:
            page = {key: one[key] for key in ("/Resources", "/Contents") if key in one}
            self._add(made, pikepdf.Dictionary(page))
        for form in unseen:
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
            self._add(made, pikepdf.Dictionary(Resources=resources, Contents=self.pdf.make_stream(b"/X Do")))
        return self._saved(made)

    def _add(self, made: Pdf, page: pikepdf.Dictionary) -> None:
        page.Type, page.MediaBox = Name.Page, pikepdf.Array([0, 0, 5000, 5000])
        made.pages.append(pikepdf.Page(made.copy_foreign(self.pdf.make_indirect(page))))

    def _drawn(self) -> set[tuple[int, int]]:
        """The drawings that a page, or a drawing, draws."""
        found: set[tuple[int, int]] = set()
        sources = [(page.get("/Resources"), _content(page.obj)) for page in self.pdf.pages]
        sources += [(form.get("/Resources"), bytes(form.read_bytes())) for form in self.forms]
        for resources, content in sources:
            named: Any = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
            for name in set(_DRAWS.findall(content)) if isinstance(named, pikepdf.Dictionary) else ():
                if (one := named.get(f"/{_plain_name(name)}")) is not None:
                    found.add(one.objgen)
        return found

    @staticmethod
    def _saved(made: Pdf) -> bytes:
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def _content(page: pikepdf.Object) -> bytes:
    held = page.get("/Contents", pikepdf.Array([]))
    streams: list[Any] = [held] if isinstance(held, pikepdf.Stream) else list(held)
    return b"\n".join(bytes(one.read_bytes()) for one in streams if isinstance(one, pikepdf.Stream))


def _collect(said: bytes, strings: dict[str, set[bytes]], names: set[bytes]) -> None:
    """Every string of an object by the entry it stands in, and every name."""
    names.update(_NAME.findall(said))
    if not _LONE.search(said):
        return
    within, key, wanted = [""], "", False  # the entries that we are in; and whether a key comes next
    for token in _TOKEN.findall(said):
        first = token[:1]
        if token in (b"<<", b"["):
            within.append(key)
            wanted = token == b"<<"
        elif token in (b">>", b"]"):
            key, wanted = within.pop() if len(within) > 1 else "", True
        elif first == b"/" and wanted:
            key, wanted = token[1:].decode("latin-1"), False
        else:
            if first in b"(<" and key not in _NO_WORDS:
                strings.setdefault(key, set()).add(token)
            wanted = True


def _decoded(token: bytes) -> str:
    try:
        return str(pikepdf.Object.parse(token))
    except (pikepdf.PdfError, UnicodeDecodeError, ValueError):
        return token.decode("latin-1")


def _plain_name(name: bytes) -> str:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)
    return plain.decode("utf-8", "replace")
