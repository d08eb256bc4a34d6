"""Whether a file that an agency sent may be read, and as what; or why not, and what to send instead."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from safeguarding.chronology.reading.table import Unreadable
from safeguarding.documents.upload import check_upload
from safeguarding.documents.upload.mail import OLE
from safeguarding.statute.answer import Refused

KINDS = frozenset({"docx", "xlsx", "csv", "txt"})
INSTEAD = "Send the chronology as a Word document (.docx), an Excel workbook (.xlsx) or a CSV file."
OTHER_KINDS = {
    "doc": "is in the old Word format (.doc), which cannot be read safely",
    "xls": "is in the old Excel format (.xls), which cannot be read safely",
    "docm": "is a Word document with macros (small programs)",
    "dotm": "is a Word template with macros (small programs)",
    "xlsm": "is an Excel workbook with macros (small programs)",
    "xlsb": "is a binary Excel workbook, which cannot be read safely",
    "pdf": "is a PDF: it shows a page, and its rows cannot be told apart reliably",
    "png": "is a picture, and words in a picture are not read",
    "jpg": "is a picture, and words in a picture are not read",
    "jpeg": "is a picture, and words in a picture are not read",
    "zip": "is a ZIP folder, not a document",
    "msg": "is an e-mail message, not a document",
    "eml": "is an e-mail message, not a document",
    "rtf": "is a rich text file, not a Word document",
    "odt": "is an OpenDocument text, not a Word document",
    "ods": "is an OpenDocument spreadsheet, not an Excel workbook",
}
"""Kinds that cannot be read, and why."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def sound(sent_as: str, data: bytes) -> str:
    """The kind of a file that may be read. Raises Unreadable."""
    name = unicodedata.normalize("NFC", PurePosixPath(sent_as.replace("\\", "/")).name)
    if name.startswith(("~$", ".~", "._")):
        raise Unreadable(
            "not_a_document",
            f"“{name}” is not a document. It is a temporary lock file that Word leaves beside one.",
            "Send the document itself.",
        )
    if not data.strip(b"\x00 \r\n\t"):
        raise Unreadable(
            "empty_file",
            f"“{name}” is empty (there is nothing in it: 0 bytes).",
            "Send it again, and look that it opens.",
        )
    if data.startswith(OLE) and _LOCKED in data:
        raise Unreadable(
            "password",
            f"“{name}” is encrypted: it is protected by a password.",
            "Save a copy without the password and send that.",
        )
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if ending in OTHER_KINDS:
        raise Unreadable(f"kind_{ending}", f"“{name}” {OTHER_KINDS[ending]}.", INSTEAD)
    if data.startswith(b"PK") and b"PK\x05\x06" not in data:
        raise Unreadable(
            "broken", f"“{name}” is damaged or corrupt: its end is missing.",
            "Send it again, and look that it opens.",
        )  # fmt: skip
    answer = check_upload(f"{name.removesuffix('.tsv')}.txt" if ending == "tsv" else name, data)
    if isinstance(answer, Refused):
        raise Unreadable(answer.code.removeprefix("file_"), answer.sentence, answer.mend)
    if answer.kind not in KINDS:
        raise Unreadable("wrong_kind", f"“{name}” is not a kind of file that can be read.", INSTEAD)
    return answer.kind
