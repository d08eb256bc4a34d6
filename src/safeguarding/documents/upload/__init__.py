"""Whether a file may come in: judged by what it is, not by what it is called.

Nine kinds are let in. Whatever could act by itself when opened (macros, embedded objects, links that fetch,
scripts) is refused with a sentence that says what is wrong and how to mend it. Pure: no framework,
no network, no clock.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from safeguarding.documents.upload import mail, office, pdf, pictures, plain
from safeguarding.documents.upload.refusal import Unfit
from safeguarding.statute.answer import Refused

MEGABYTE = 1_000_000
LARGEST = 25 * MEGABYTE
LONGEST_NAME = 150

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "eml": "application/octet-stream",
    "msg": "application/octet-stream",
}
ALSO_CALLED = {"jpeg": "jpg", "text": "txt"}
ASK_INSTEAD = {
    "doc": "Open it in Word and save it as a Word document (.docx), then upload that.",
    "rtf": "Open it in Word and save it as a Word document (.docx), then upload that.",
    "odt": "Save it as a Word document (.docx) or a PDF, then upload that.",
    "docm": "Save it as a Word document without macros (.docx), then upload that.",
    "dotm": "Save it as a Word document without macros (.docx), then upload that.",
    "dotx": "Save it as a Word document (.docx), then upload that.",
    "xls": "Open it in Excel and save it as a workbook (.xlsx), then upload that.",
    "xlsm": "Save it as a workbook without macros (.xlsx), then upload that.",
    "xlsb": "Save it as a workbook (.xlsx), then upload that.",
    "ods": "Save it as a workbook (.xlsx), then upload that.",
    "heic": "Save the picture as JPG, then upload that.",
    "zip": "Upload the files in it one by one.",
    "html": "Print the page to PDF, then upload that.",
    "htm": "Print the page to PDF, then upload that.",
    "mht": "Print the page to PDF, then upload that.",
    "svg": "Save the picture as PNG, then upload that.",
}
KINDS_IN_WORDS = "Word (.docx), Excel (.xlsx), PDF, CSV, plain text, PNG, JPG or a saved e-mail (.eml, .msg)"


@dataclass(frozen=True)
class Sound:
    """A file that may be kept: what it is, how it is served, and its name made safe."""

    kind: str
    content_type: str
    name: str


def check_upload(name: str, data: bytes) -> Sound | Refused:
    """May this file be kept? The answer is a kind and a safe name, or a sentence and how to mend it."""
    called = clean_name(name)
    ending = PurePosixPath(called).suffix.lstrip(".").lower()
    kind = ALSO_CALLED.get(ending, ending)
    if not data:
        return Refused(
            "file_empty",
            f"“{called}” is empty.",
            "Check that it opens on your computer, then upload it again.",
        )
    if len(data) > LARGEST:
        return Refused(
            "file_too_large",
            f"“{called}” is {len(data) / MEGABYTE:.0f} MB. The most we can take is {LARGEST // MEGABYTE} MB.",
            "Make the pictures in it smaller, or split it, then upload the parts.",
        )
    if kind not in CONTENT_TYPES:
        return Refused(
            "file_kind",
            f"We cannot take “{called}”: it is not {KINDS_IN_WORDS}.",
            ASK_INSTEAD.get(kind, "Save it as a PDF or a Word document, then upload that."),
        )
    found = what_it_is(data, kind)
    if found == "locked":
        return Refused(
            "file_locked",
            f"We cannot take “{called}”: it is protected by a password.",
            "Save a copy without the password, then upload that.",
        )
    if found != kind:
        return _not_what_it_says(called, kind, found)
    try:
        _examine(kind, data)
    except Unfit as problem:
        return Refused(f"file_{problem.code}", f"We cannot take “{called}”: {problem.what}", problem.mend)
    return Sound(kind, CONTENT_TYPES[kind], called)


def clean_name(name: str) -> str:
    """The name without folders, invisible characters or anything that a header or a file system could trip
    over.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    plain_name = " ".join(visible.split()).strip(". ")
    if not plain_name:
        return "file"
    if len(plain_name) > LONGEST_NAME:
        stem, dot, ending = plain_name.rpartition(".")
        plain_name = f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:9]}" if dot else plain_name[:LONGEST_NAME]
    return plain_name


def what_it_is(data: bytes, expected: str = "") -> str:
    """The kind that the bytes themselves say, whatever the name; plain texts cannot be told apart, so they
    are asked.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK"):
        return office.kind_of(data)
    if data.startswith(pictures.PNG):
        return "png"
    if data.startswith(pictures.JPG):
        return "jpg"
    if data.startswith(mail.OLE):
        return mail.kind_of_ole(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in {b"heic", b"heix", b"mif1", b"msf1"} else "film"
    if not plain.is_text(data):
        return "unknown"
    if plain.is_web_page(data):
        return "html"
    if expected == "eml" and mail.has_headers(data):
        return "eml"
    return expected if expected in {"csv", "txt"} else "txt"


def _examine(kind: str, data: bytes) -> None:
    match kind:
        case "pdf":
            pdf.examine(data)
        case "docx" | "xlsx":
            office.examine(data)
        case "png":
            pictures.examine_png(data)
        case "jpg":
            pictures.examine_jpg(data)
        case "csv" | "txt":
            plain.examine(data)
        case _:
            mail.examine(data)


def _not_what_it_says(called: str, kind: str, found: str) -> Refused:
    words = {
        "pdf": "a PDF",
        "docx": "a Word document",
        "docm": "a Word document with macros",
        "xlsx": "an Excel workbook",
        "xlsm": "an Excel workbook with macros",
        "doc": "an old Word or Excel file",
        "png": "a PNG picture",
        "jpg": "a JPG picture",
        "msg": "an Outlook message",
        "eml": "a saved e-mail",
        "html": "a web page",
        "rtf": "a rich text file",
        "heic": "a picture from a telephone (HEIC)",
        "film": "a film or sound recording",
        "zip": "a ZIP folder",
        "txt": "plain text",
    }
    inside = words.get(found, "something that we do not recognise")
    mend = ASK_INSTEAD.get(found) or (
        f"Check that it opens, save it again as {words.get(kind, 'the right kind')}, then upload that."
    )
    return Refused("file_not_what_it_says", f"“{called}” is called .{kind}, but inside it is {inside}.", mend)
