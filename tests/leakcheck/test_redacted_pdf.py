"""A redacted PDF names nobody any more: the letters are gone, not covered."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst
from pikepdf import Array, Dictionary, Name

from safeguarding.reports.leaks.redacting import redact
from tests.leakcheck.case import CANARY, SEEKER, judged
from tests.leakcheck.pdf import BOX, PLACES, drawn, incremental, pdf, shown


def copied(data: bytes) -> tuple[dict[str, Any], bytes]:
    report, copy = redact("report.pdf", data, SEEKER)
    assert report["redacted"], report
    return report, copy


def text(copy: bytes) -> str:
    opened = pdfium.PdfDocument(copy)
    return "\n".join(page.get_textpage().get_text_range() for page in opened)


def held(copy: bytes) -> bytes:
    """Everything in the file, unpacked."""
    with pikepdf.open(io.BytesIO(copy)) as opened:
        out = io.BytesIO()
        opened.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                    stream_decode_level=pikepdf.StreamDecodeLevel.all)  # fmt: skip
    return copy + out.getvalue()


@pytest.mark.parametrize("planted", PLACES)
def test_nothing_is_left_in(planted: str) -> None:
    _, copy = copied(PLACES[planted][1])
    assert judged("copy.pdf", copy)["clean"]
    for left in (b"achary", b"arrable", "arrable".encode("utf-16-be")):
        assert left not in held(copy)


def test_a_mark_stands_where_the_name_stood_and_the_rest_does_not_move() -> None:
    before = pdf(drawn(shown(f"We saw {CANARY} at home.")))
    _, copy = copied(before)
    assert text(copy).split() == ["We", "saw", "[name]", "at", "home."]
    places = []
    for data in (before, copy):
        words = pdfium.PdfDocument(data)[0].get_textpage()
        said = words.get_text_range()
        places.append(words.get_charbox(said.index("We"))[0])
    assert places[0] == pytest.approx(places[1])


def test_lines_that_each_begin_anew_are_lines() -> None:
    lines = (
        b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (The family of Zachary) Tj ET "
        b"BT /F1 12 Tf 1 0 0 1 72 680 Tm (Zachary rang) Tj ET"
    )
    _, copy = copied(pdf(lines))
    assert text(copy).split() == ["The", "family", "of", "[name]", "[name]", "rang"]


def test_letters_drawn_one_by_one_leave_one_mark_of_a_size_to_read() -> None:
    spread = "".join(f"1 0 0 1 {72 + 9 * place} 700 Tm ({one}) Tj " for place, one in enumerate("Zachary"))
    _, copy = copied(pdf(f"BT /F1 12 Tf {spread} ET".encode()))
    words = pdfium.PdfDocument(copy)[0].get_textpage()
    assert words.get_text_range().strip() == "[name]"
    _, bottom, _, top = words.get_charbox(1)
    assert top - bottom > 4


def test_a_name_over_two_lines_leaves_one_mark() -> None:
    lines = b"BT /F1 12 Tf 14 TL 72 700 Td (We saw Zachary) Tj (Marrable there.) ' 0 1 (Gracie too.) \" ET"
    _, copy = copied(pdf(lines))
    assert sorted(text(copy).split()) == sorted(["We", "saw", "[name]", "there.", "[name]", "too."])


def test_a_few_letters_under_a_box_that_stand_elsewhere_too_are_refused() -> None:
    under = drawn(shown("he"), after=BOX) + drawn(shown("then he went"), at="72 600")
    report, copy = redact("report.pdf", pdf(under), SEEKER)
    assert not copy
    assert report["problems"] == ["Page 1: a box covers a few letters that stand elsewhere on the page too."]


def _in_font(change: Any, content: bytes) -> bytes:
    def changed(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Resources.Font.F1 = made.make_indirect(change(made))

    return pdf(content, change=changed)


def _wide_font(made: pikepdf.Pdf, cmap: bytes) -> Dictionary:
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Any, DW=500,
                       W=Array([1, Array([400, 600]), 3, 9, 550]),
                       CIDSystemInfo=Dictionary(Registry="A", Ordering="Identity", Supplement=0))  # fmt: skip
    return Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Any, Encoding=Name("/Identity-H"),
                      DescendantFonts=Array([below]), ToUnicode=made.make_stream(cmap))  # fmt: skip


ZAC = b"<000100020003> Tj"


@pytest.mark.parametrize(
    "cmap",
    [
        b"3 beginbfchar <0001> <005A> <0002> <0061> <0003> <0063> endbfchar",
        b"1 beginbfrange <0001> <0003> [<005A> <0061> <0063>] endbfrange",
        b"1 beginbfrange <0001> <0001> <005A> endbfrange 2 beginbfchar <0002> <0061> <0003> <0063> endbfchar",
    ],
)
def test_a_font_of_its_own_codes_is_read_by_what_it_says(cmap: bytes) -> None:
    data = _in_font(lambda made: _wide_font(made, cmap), b"BT /F1 12 Tf 72 700 Td " + ZAC + b" ET")
    _, copy = copied(data)
    assert text(copy).strip() == "[name]"


def test_a_font_that_is_damaged_is_never_taken_for_cleared() -> None:
    cmap = b"1 beginbfrange <0001> <0003> endbfrange"
    data = _in_font(lambda made: _wide_font(made, cmap), b"BT /F1 12 Tf 72 700 Td " + ZAC + b" ET")
    report, copy = redact("report.pdf", data, SEEKER)
    assert not copy
    assert report["problems"] == ["It is damaged and cannot be cleared."]


def test_letters_that_a_font_calls_by_name_are_read() -> None:
    names = Array([1, Name.Z, Name.uni0061, Name.c])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=1,
                      Widths=Array([600, 550, 500]), Encoding=Dictionary(Differences=names))  # fmt: skip
    _, copy = copied(_in_font(lambda _: font, b"BT /F1 12 Tf 72 700 Td (\\001\\002\\003) Tj ET"))
    assert text(copy).strip() == "[name]"


def test_spacing_is_put_back_after_a_mark() -> None:
    content = (
        b"q BT /F1 12 Tf 2 Tc 3 Tw 90 Tz 72 700 Td (We saw Zachary at home) Tj ET Q BT /F1 9 Tf (x) Tj ET"
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=32,
                      Widths=Array([600] * 95))  # fmt: skip
    before = _in_font(lambda _: font, content)
    _, copy = copied(before)
    ends = []
    for data in (before, copy):
        words = pdfium.PdfDocument(data)[0].get_textpage()
        ends.append(words.get_charbox(words.get_text_range().index("home"))[0])
    assert ends[0] == pytest.approx(ends[1], abs=0.5)


def test_a_link_that_names_nobody_stays_and_one_that_does_goes() -> None:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Annots = Array([
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Contents=CANARY,
                       A=Dictionary(S=Name.URI, URI=uri))
            for uri in ("https://x.example/guide", "https://x.example/zachary-marrable")
        ])  # fmt: skip

    _, copy = copied(pdf(change=change))
    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert [str(one.A.URI) for one in opened.pages[0].obj.Annots] == ["https://x.example/guide"]


def test_what_is_locked_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(drawn(shown(CANARY))))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    report, copy = redact("report.pdf", out.getvalue(), SEEKER)
    assert not copy
    assert report["problems"] == ["It is protected by a password."]


def test_words_under_a_box_go_whatever_the_words() -> None:
    _, copy = copied(pdf(drawn(shown("some other words"), after=BOX)))
    assert b"other" not in held(copy)
    assert text(copy).strip() == ""


def test_a_name_under_a_box_leaves_nothing_under_it() -> None:
    _, copy = copied(pdf(drawn(shown(CANARY), after=BOX)))
    assert text(copy).strip() == ""


def test_earlier_versions_are_gone() -> None:
    _, copy = copied(incremental(pdf(drawn(shown(CANARY))), drawn(shown("The child"))))
    assert copy.count(b"startxref") == 1
    assert text(copy).strip() == "The child"


def test_a_page_that_is_a_picture_is_refused_by_its_number() -> None:
    image = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    report, copy = redact("scan.pdf", pdf(b"", image), SEEKER)
    assert not copy
    assert report["problems"] == ["Page 2 is a picture: we cannot read the words in it."]


def test_a_real_report_keeps_its_tags_its_words_and_its_outline() -> None:
    said = (
        '#set document(title: [A review], author: "Zachary Marrable")\n= What happened\n'
        "Zachary Marrable was seen at Tanyard Lane Primary School by his worker, who thought that "
        "he was well.\n\n"
        "- Gracie rang.\n- Nobody rang back.\n\n#table(columns: 2, [Who], [Zedboy], [When], [3 March 2026])\n"
    )
    before = typst.compile(said.encode())
    report, copy = copied(before)
    read = " ".join(text(copy).split())
    for left in ("What happened", "was seen at", "by his worker", "rang.", "Nobody rang back."):
        assert left in read, read
    assert "[name]" in read
    assert "[school]" in read
    with pikepdf.open(io.BytesIO(before)) as was, pikepdf.open(io.BytesIO(copy)) as now:
        assert _tags(was)
        assert _tags(now) == _tags(was)
    assert {one["kind"] for one in report["removed"]} >= {"name", "place", "date"}


def _tags(opened: pikepdf.Pdf) -> list[str]:
    held = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
    return sorted(str(one.S) for one in held if one.get("/Type") == pikepdf.Name.StructElem)
