"""A PDF with a canary in each place where words survive."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.leakcheck.case import CANARY
from tests.leakcheck.word import docx, jpg, p

FIRST, LAST = CANARY.split()
Change = Callable[[Pdf], None]


def drawn(words: str, before: str = "", after: str = "", at: str = "72 700") -> bytes:
    return f"{before} BT /F1 12 Tf {at} Td {words} Tj ET {after}".encode()


def shown(text: str) -> str:
    return f"({text})"


def pdf(*contents: bytes, change: Change | None = None, **saved: bool) -> bytes:
    """A PDF of a page for each of these contents."""
    made = Pdf.new()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for content in contents or (drawn(shown("The family.")),):
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = made.make_stream(content)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **saved)
    return out.getvalue()


def changed(change: Change) -> bytes:
    return pdf(change=change)


def annotation(**entries: pikepdf.Object | str) -> bytes:
    def change(made: Pdf) -> None:
        one = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 20, 20])
        for key, value in entries.items():
            one[f"/{key}"] = value
        made.pages[0].obj.Annots = Array([made.make_indirect(one)])

    return changed(change)


def root(**entries: object) -> bytes:
    def change(made: Pdf) -> None:
        for key, value in entries.items():
            made.Root[f"/{key}"] = value(made) if callable(value) else value

    return changed(change)


def incremental(before: bytes, after: bytes) -> bytes:
    """The page’s content replaced in an incremental save, as an editor does: the old one stays in the file."""
    with Pdf.open(io.BytesIO(before)) as opened:
        number, size = opened.pages[0].obj.Contents.objgen[0], int(opened.trailer.Size)
        start, rooted = before.rindex(b"startxref"), opened.Root.objgen[0]
    last = int(before[start:].split()[1])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(after), after)
    at = len(before) + len(body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(before))
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return before + body + table + trailer % (size, rooted, last, at)


def _attached(made: Pdf) -> None:
    made.attachments["notes.docx"] = pikepdf.AttachedFileSpec(made, docx(p(CANARY)), filename="notes.docx")


def _nameless(made: Pdf) -> None:
    made.attachments["x.txt"] = pikepdf.AttachedFileSpec(made, b"x", filename=f"{CANARY}.txt")


def _info(made: Pdf) -> None:
    made.docinfo["/Author"] = String(CANARY)


def _xmp(made: Pdf) -> None:
    with made.open_metadata() as metadata:
        metadata["dc:title"] = CANARY


def _image(made: Pdf) -> None:
    picture = Stream(made, jpg(0xFE, CANARY.encode()))
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8,
                       "ColorSpace": Name.DeviceGray, "Filter": Name.DCTDecode}.items():  # fmt: skip
        picture[f"/{key}"] = value
    made.pages[0].obj.Resources.XObject = Dictionary(I=picture)


def _number(made: Pdf) -> None:
    made.Root.Number = made.make_indirect(7)
    made.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Text, Contents=String(CANARY))])


def _outline(made: Pdf) -> None:
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(CANARY, 0))


def _lost_page(made: Pdf) -> None:
    contents = made.make_stream(drawn(shown(CANARY)))
    lost = Dictionary(Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=contents)
    lost.Resources = made.pages[0].obj.Resources
    made.Root.Lost = made.make_indirect(lost)


def _form(made: Pdf) -> None:
    form = Stream(made, drawn(shown(CANARY)))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = made.pages[0].obj.Resources
    made.pages[0].obj.Resources.XObject = Dictionary(X=made.make_indirect(form))


def _drawn_form(made: Pdf) -> None:
    _form(made)
    made.pages[0].obj.Contents = made.make_stream(b"/X Do")


def _hidden_layer(made: Pdf) -> None:
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    made.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    made.pages[0].obj.Contents = made.make_stream(drawn(shown(CANARY), "/OC /L BDC", "EMC"))


def _appearance(made: Pdf) -> Stream:
    form = Stream(made, drawn(shown(CANARY)))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = made.pages[0].obj.Resources
    return form


BOX = "0 g 60 690 300 30 re f"
PICTURE = "q 300 0 0 30 60 690 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
_RED = Array([0, 0, 0])
PLACES: dict[str, tuple[str, bytes]] = {
    "the page": ("page 1", pdf(drawn(shown(CANARY)))),
    "the second page": ("page 2", pdf(b"", drawn(shown(CANARY)))),
    "glyphs set apart": ("page 1", pdf(
        drawn(f"[(Z) -20 (ach) 10 (ary) -300 ({LAST[:3]}) 5 ({LAST[3:]})]").replace(b" Tj ", b" TJ "))),
    "text under a black box": ("text under a black box on page 1", pdf(drawn(shown(CANARY), after=BOX))),
    "text under a picture": ("text under a picture on page 1", pdf(drawn(shown(CANARY), after=PICTURE))),
    "text under a black annotation": ("text under a black box on page 1", pdf(
        drawn(shown(CANARY)), change=lambda made: made.pages[0].obj.__setitem__("/Annots", Array([
            Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[60, 690, 360, 720], IC=_RED)])))),
    "a redaction never carried out": ("text under a black box on page 1", pdf(
        drawn(shown(CANARY)), change=lambda made: made.pages[0].obj.__setitem__("/Annots", Array([
            Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=[60, 690, 360, 720])])))),
    "white text": ("white text on page 1", pdf(drawn(shown(CANARY), "1 g"))),
    "invisible text": ("invisible text on page 1", pdf(drawn(shown(CANARY)).replace(b"Tf ", b"Tf 3 Tr "))),
    "text off the page": ("text off the edge of page 1", pdf(drawn(shown(CANARY), at="72 2000"))),
    "a layer that is switched off": ("page 1", changed(_hidden_layer)),
    "a drawn form": ("page 1", changed(_drawn_form)),
    "a form that is not drawn": ("an object that no page shows", changed(_form)),
    "a page in no list": ("an object that no page shows", changed(_lost_page)),
    "an annotation": ("an annotation", annotation(Contents=String(CANARY))),
    "rich text of an annotation": ("an annotation", annotation(RC=String(f"<p>{FIRST} <b>{LAST}</b></p>"))),
    "who annotated": ("the name of who wrote an annotation", annotation(T=String(CANARY))),
    "the look of an annotation": ("an object that no page shows", changed(lambda made: made.pages[0].obj.__setitem__(
        "/Annots", Array([made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 9, 9],
        AP=Dictionary(N=made.make_indirect(_appearance(made)))))])))),
    "a link": ("a link target", annotation(A=Dictionary(S=Name.URI, URI=String("https://x.example/zachary-marrable")))),
    "a form field": ("a form field", root(AcroForm=Dictionary(Fields=[Dictionary(T=String("a"), V=String(CANARY))]))),
    "a choice in a form": ("a form field", root(
        AcroForm=Dictionary(Fields=[Dictionary(T=String("a"), Opt=Array([String("b"), String(CANARY)]))]))),
    "a script": ("a script", root(OpenAction=Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')")))),
    "a script in a stream": ("a script", root(OpenAction=lambda made: Dictionary(
        S=Name.JavaScript, JS=Stream(made, f"app.alert('{CANARY}')".encode())))),
    "the outline": ("outline", changed(_outline)),
    "the properties": ("the document properties", changed(_info)),
    "metadata": ("the metadata (XMP)", changed(_xmp)),
    "an embedded file": ("an embedded file", changed(_attached)),
    "the name of an embedded file": ("the name of a", changed(_nameless)),
    "alt text": ("alt text", root(StructTreeRoot=Dictionary(K=Array([Dictionary(S=Name.Figure, Alt=String(CANARY))])))),
    "actual text": ("alt text", root(StructTreeRoot=Dictionary(K=Dictionary(S=Name.P, ActualText=String(CANARY))))),
    "an expansion": ("alt text", root(StructTreeRoot=Dictionary(K=Dictionary(S=Name.P, E=String(CANARY))))),
    "alt text in a drawing": ("alt text", pdf(drawn(shown("x"), f"/Span <</Alt ({CANARY})>> BDC", "EMC"))),
    "glyphs behind actual text": ("behind actual text", pdf(
        drawn(shown(CANARY), "/Span <</ActualText (The child)>> BDC", "EMC"))),
    "a destination": ("the name of a destination", root(
        Names=Dictionary(Dests=Dictionary(Names=Array([String(CANARY), Array([])]))))),
    "an old destination": ("an internal name", root(Dests=Dictionary({f"/{FIRST}{LAST}": Array([])}))),
    "a page label": ("a page label", root(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String(CANARY))])))),
    "a layer’s name": ("an unseen entry", root(OCProperties=Dictionary(OCGs=Array([Dictionary(Name=String(CANARY))])))),
    "beside a number alone": ("an annotation", changed(_number)),
    "a wide string": ("an annotation", annotation(Contents=String(CANARY + " \u2013 Siân"))),
    "a picture’s comment": ("image metadata", changed(_image)),
    "an earlier version": ("an earlier version still in the file (incremental save 1) › page 1",
                           incremental(pdf(drawn(shown(CANARY))), drawn(shown("The child")))),
    "bytes after the end": ("bytes after the PDF ends", pdf() + CANARY.encode()),
    "packed lists of objects": ("an annotation", pdf(change=lambda made: made.pages[0].obj.__setitem__(
        "/Annots", Array([made.make_indirect(Dictionary(Subtype=Name.Text, Contents=String(CANARY)))])),
        compress_streams=True)),
}  # fmt: skip
