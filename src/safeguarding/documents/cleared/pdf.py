"""A PDF cleared: the letters themselves are taken out of what draws a page, and the file is written anew."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from safeguarding.documents.cleared import glyphs
from safeguarding.documents.cleared.pictures import bare
from safeguarding.documents.cleared.spans import Done, Seek
from safeguarding.documents.cleared.spans import cleared as _cleared
from safeguarding.documents.upload.refusal import Unfit

_ROOT = frozenset({
    "/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences", "/PageMode",
    "/PageLayout", "/Outlines", "/PageLabels", "/Dests", "/Names", "/OCProperties", "/Version",
})  # fmt: skip
_PAGE = frozenset({
    "/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox",
    "/ArtBox", "/Rotate", "/StructParents", "/Tabs", "/Annots", "/Group", "/UserUnit",
})  # fmt: skip
_EVERYWHERE = (
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/LastModified",
    "/AF",
    "/AA",
    "/OpenAction",
    "/PMD",
    "/Alternates",
)
_COVERED = re.compile(r"\Atext under a black box on page (\d+)\Z")
_NO_WORDS = frozenset({"/ID", "/Panose", "/CharSet", "/Ordering", "/Registry", "/Lang", "/Length", "/DA"})
_SEEN_WHOLE = frozenset({"/Alt", "/ActualText", "/E", "/Title", "/Contents"})


def cleared(data: bytes, seek: Seek, done: Done, covered: list[dict[str, str]]) -> bytes:
    """A copy without anything that `seek` finds, words that only a box covers, what is laid over the pages,
    forms, scripts, attachments, earlier versions and what the file says of itself. Raises CannotClear, Unfit.
    """
    try:
        with Pdf.open(io.BytesIO(data)) as opened:
            return _File(opened, seek, done).made(covered)
    except pikepdf.PasswordError as problem:
        raise Unfit("locked", "it is protected by a password.", "") from problem
    except (
        pikepdf.PdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as problem:
        raise Unfit("broken", "it is damaged and cannot be cleared.", "") from problem


class _File:
    def __init__(self, opened: Pdf, seek: Seek, done: Done) -> None:
        self.pdf, self.seek, self.done = opened, seek, done
        self.values: dict[str, str] = {}
        self.forms: set[tuple[int, int]] = set()
        self.fonts: dict[tuple[int, int], glyphs.Font] = {}

    def made(self, covered: list[dict[str, str]]) -> bytes:
        if self.pdf.docinfo:
            self.done.add("what the file says of itself (properties)")
            del self.pdf.docinfo
        for key in _keys(self.pdf.Root) - _ROOT:
            del self.pdf.Root[key]
        self._names()
        for number, page in enumerate(self.pdf.pages, start=1):
            self._page(page, number, [one["matched"] for one in covered if _on(one["place"]) == number])
        self._objects()
        out = io.BytesIO()
        self.pdf.remove_unreferenced_resources()
        self.pdf.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()

    def _names(self) -> None:
        names = self.pdf.Root.get("/Names")
        if isinstance(names, Dictionary):
            for key in _keys(names) - {"/Dests"}:
                self.done.add("attachments, scripts and other names")
                del names[key]
        dests = self.pdf.Root.get("/Dests")
        if isinstance(dests, Dictionary) and any(self.seek(key, token=True) for key in _keys(dests)):
            del self.pdf.Root["/Dests"]

    def _page(self, page: pikepdf.Page, number: int, covered: list[str]) -> None:
        obj = page.obj
        if "/Resources" not in obj and isinstance(page.resources, Dictionary):
            obj.Resources = page.resources
        for key in _keys(obj) - _PAGE:
            del obj[key]
        kept = [one for one in obj.get("/Annots", Array([])) if self._stays(one)]
        self.done.add(
            "notes, forms and links laid over the pages", len(obj.get("/Annots", Array([]))) - len(kept)
        )
        if "/Annots" in obj:
            obj.Annots = Array(kept)
        if "/Contents" not in obj:
            return
        page.contents_coalesce()
        resources = obj.get("/Resources", Dictionary())
        obj.Contents = self.pdf.make_stream(self._content(obj, resources, number, covered))

    def _stays(self, one: Any) -> bool:
        if not isinstance(one, Dictionary) or one.get("/Subtype") != Name.Link:
            return False
        for key in ("/AP", "/Contents", "/NM", "/T"):
            if key in one:
                del one[key]
        action = one.get("/A")
        if not isinstance(action, Dictionary):
            return "/Dest" in one
        return action.get("/S") in (Name.URI, Name.GoTo) and not self.seek(
            str(action.get("/URI", "")), token=True
        )

    def _content(self, drawn: Any, resources: Any, number: int, covered: list[str]) -> bytes:
        """What draws a page or a form, without the letters that have to go; so too in what it draws."""
        instructions = list(pikepdf.parse_content_stream(drawn))
        self._drawings(resources, number, covered)
        page = glyphs.Drawn(instructions, resources, self.fonts)
        page.take_out(self.seek, covered, number)
        if page.marked:
            self._font(resources, drawn)
        for operands, _ in page.instructions:
            for one in operands:
                if isinstance(one, Dictionary):
                    self._strings(one)
        return bytes(pikepdf.unparse_content_stream(page.instructions))

    def _font(self, resources: Any, drawn: Any) -> None:
        """The plain letters that marks are written in."""
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font[glyphs.MARK] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                                          Encoding=Name.WinAnsiEncoding)  # fmt: skip
        drawn.Resources = resources

    def _drawings(self, resources: Any, number: int, covered: list[str]) -> None:
        held: Any = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        for key in held.keys() if isinstance(held, Dictionary) else ():
            form = held[key]
            if (
                not isinstance(form, pikepdf.Stream)
                or form.get("/Subtype") != Name.Form
                or form.objgen in self.forms
            ):
                continue
            self.forms.add(form.objgen)
            form.write(self._content(form, form.get("/Resources", resources), number, covered))

    def _objects(self) -> None:
        """Every string, and every picture, that is still reached."""
        for one in self.pdf.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image:
                self._picture(one)
            if isinstance(one, Dictionary | Array | pikepdf.Stream):
                self._strings(one)

    def _picture(self, one: pikepdf.Stream) -> None:
        if one.get("/Filter") == Name.DCTDecode:
            how: Any = one.get("/DecodeParms")
            one.write(bare(bytes(one.read_raw_bytes())), filter=Name.DCTDecode, decode_parms=how)

    def _strings(self, held: Any) -> None:
        if isinstance(held, Array):
            for place, value in enumerate(held):
                if isinstance(value, String):
                    held[place] = self._string("", value)
                elif isinstance(value, Dictionary | Array) and not value.is_indirect:
                    self._strings(value)
            return
        for key in [*held.keys()]:
            if key in _EVERYWHERE:
                del held[key]
                continue
            value = held[key]
            if isinstance(value, String) and key not in _NO_WORDS:
                held[key] = self._string(key, value)
            elif isinstance(value, Dictionary | Array) and not value.is_indirect:
                self._strings(value)

    def _string(self, key: str, value: String) -> String:
        said = str(value)
        if key in _SEEN_WHOLE:
            made = _cleared(said, self.seek, token=True)
        else:
            if said not in self.values:
                self.values[said] = f"x{len(self.values) + 1}" if self.seek(said, token=True) else said
            made = self.values[said]
        return value if made == said else String(made)


def _keys(held: Any) -> set[str]:
    return {str(key) for key in held.keys()}  # noqa: SIM118 - no ordinary dict


def _on(place: str) -> int:
    found = _COVERED.search(place)
    return int(found[1]) if found else 0
