"""Word documents and Excel workbooks (ECMA-376): only text, tables, pictures and ordinary links."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from safeguarding.documents.upload import zips
from safeguarding.documents.upload.refusal import Unfit

MOST_XML = 100_000_000
DEEPEST = 256
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
MACROS = "Save it without macros (as .docx or .xlsx), then upload that."
FLATTEN = "Paste what it shows as text or a picture, or print it to PDF, then upload that."
_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORBIDDEN_PARTS = (
    (re.compile(r"vba|macrosheets/|dialogsheets/"), "macros", "it holds macros (small programs).", MACROS),
    (re.compile(r"activex/|ctrlprops/"), "controls", "it holds active controls.", FLATTEN),
    (re.compile(r"embeddings/|oleobject"), "embedded", "another file is embedded in it.", FLATTEN),
    (re.compile(r"externallinks/|connections\.xml|querytables/|/model/|webextensions/|customui"), "fetches",
     "it fetches data from elsewhere when it is opened.", FLATTEN),
    (re.compile(r"afchunk|\.(?:html?|mht|mhtml|rtf|exe|js|vbs|bat|dll|zip|docx|docm|xlsx|xlsm)$"), "embedded",
     "another file is embedded in it.", FLATTEN),
)  # fmt: skip
_FORBIDDEN_RELATIONS = {
    "attachedtemplate": ("template", "it is tied to a template on somebody's computer.",
                         "In Word, save it as a PDF, then upload that."),
    "afchunk": ("embedded", "another file is embedded in it.", FLATTEN),
    "oleobject": ("embedded", "another file is embedded in it.", FLATTEN),
    "package": ("embedded", "another file is embedded in it.", FLATTEN),
    "control": ("controls", "it holds active controls.", FLATTEN),
    "vbaproject": ("macros", "it holds macros (small programs).", MACROS),
    "externallink": ("fetches", "it fetches data from elsewhere when it is opened.", FLATTEN),
    "externallinkpath": ("fetches", "it fetches data from elsewhere when it is opened.", FLATTEN),
    "frame": ("fetches", "it fetches data from elsewhere when it is opened.", FLATTEN),
    "subdocument": ("fetches", "it fetches data from elsewhere when it is opened.", FLATTEN),
    "connections": ("fetches", "it fetches data from elsewhere when it is opened.", FLATTEN),
}  # fmt: skip
# Only as the first word of a field: the words occur in ordinary links too. QUOTE with numbers spells a word
# in disguise.
_FETCHING_FIELD = re.compile(
    r"(?im)^\s*(?:(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b|QUOTE\s+\d)"
)
_FETCHING_FORMULA = re.compile(
    r"(?:WEBSERVICE|FILTERXML|\bIMAGE|RTD|CALL|REGISTER\.ID|EXEC)\s*\(|\|\s*['\"]", re.IGNORECASE
)
_ON_A_DRIVE = re.compile(r"(?i)(?:file:/{3})?[a-z]:[\\/](?!.*\.\.)")
_XML = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_FORMULAS = frozenset({"f", "definedName", "formula", "formula1", "formula2"})
_WATCHED = frozenset({
    "Relationship", "instrText", "f", "definedName", "formula", "formula1", "formula2", "fldSimple",
    "fldChar", "c", "mergeCell", "dimension", "altChunk", "object", "OLEObject", "control", "oleObject",
    "ddeLink", "subDoc", "Default", "Override",
})  # fmt: skip
_NEAR = re.compile(r"[A-Z]{1,2}[0-9]{1,5}\Z")
"""A cell within the first 702 columns and 99,999 rows, as nearly all are."""
_CELL = re.compile(r"([A-Za-z]{1,4})([0-9]{1,9})\Z")


def kind_of(data: bytes) -> str:
    """What the container says it is by its own list of content types, without unpacking more than that
    list.
    """
    try:
        if data.count(b"PK\x01\x02") > zips.MOST_ENTRIES:
            return _by_names(data)
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entry = container.getinfo("[Content_Types].xml")
            if entry.file_size > 1_000_000:
                return _by_names(data)
            types = container.open(entry).read(entry.file_size).decode("utf-8", "replace")
            names = {name.lower() for name in container.namelist()}
    except Exception:
        # Whatever is wrong with it, it is not one of ours; an Office file that is damaged says so below.
        return _by_names(data)
    macros = "macroenabled" in types.lower() or any("vbaproject" in name for name in names)
    if "wordprocessingml.document.main+xml" in types or "ms-word.document.macroenabled" in types.lower():
        return "docm" if macros else "docx"
    if "spreadsheetml.sheet.main+xml" in types or "ms-excel.sheet.macroenabled" in types.lower():
        return "xlsm" if macros else "xlsx"
    return "zip"


def examine(data: bytes) -> None:
    """Refuse whatever could act, fetch or hide; nothing is unpacked before the container has been counted."""
    with zips.opened(data) as container:
        entries = container.infolist()
        for entry in entries:
            _name(entry.filename.lower())
        read = 0
        for entry in entries:
            content = zips.part(container, entry)
            ending = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            if not ending and not _XML.match(content):  # a part is what it is, whatever it is called
                continue
            read += len(content)
            if read > MOST_XML:
                raise Unfit("bomb", "it is far larger than any report.", "Split it, then upload the parts.")
            _Part(entry.filename).read(content)


def _name(name: str) -> None:
    for pattern, code, what, mend in _FORBIDDEN_PARTS:
        if pattern.search(name):
            raise Unfit(code, what, mend)


def _by_names(data: bytes) -> str:
    return "docx" if b"word/document.xml" in data else "xlsx" if b"xl/workbook.xml" in data else "zip"


@lru_cache(maxsize=2_000)
def _watched(tag: str) -> str:
    """The name of an element that could do harm; of every other, nothing."""
    local = tag.rpartition(" ")[2]
    return local if local in _WATCHED else ""


@dataclass
class _Part:
    """Reads one XML part as a stream of events, keeping nothing but what could do harm."""

    name: str
    depth: int = 0
    fields: list[str] = field(default_factory=list)
    formula: list[str] = field(default_factory=list)
    inside: str = ""

    def read(self, content: bytes) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)
        except expat.ExpatError as problem:
            raise Unfit(
                "broken",
                "one of its parts is damaged.",
                "Open it in Word or Excel, save it under a new name, then upload that.",
            ) from problem
        finally:
            del self.parser  # each holds the other
        if _FETCHING_FIELD.search("".join(self.fields)):
            raise Unfit("fetches", "one of its fields fetches from elsewhere or starts a program.", FLATTEN)

    def _doctype(self, *_: object) -> None:
        raise Unfit(
            "entities",
            "it defines its own codes (XML entities), which no Word or Excel file does.",
            "Save it again from Word or Excel.",
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unfit("bomb", "its parts are nested too deeply.", "Save it again from Word or Excel.")
        local = _watched(tag)
        if not local:
            return
        match local:
            case "Relationship" if tag == f"{_RELATIONSHIP} Relationship":
                self._relationship(attributes)
            case "instrText" | "f" | "definedName" | "formula" | "formula1" | "formula2":
                self.inside = local
                self.formula.clear()
                self.parser.CharacterDataHandler = self.formula.append
            case "fldSimple":
                self.fields.append(
                    "\n" + next((v for k, v in attributes.items() if k.endswith("instr")), "") + "\n"
                )
            case "fldChar":
                self.fields.append("\n")
            case "c" | "mergeCell" | "dimension":
                self._cells(attributes.get("r") or attributes.get("ref") or "")
            case "altChunk" | "object" | "OLEObject" | "control" | "oleObject" | "ddeLink" | "subDoc":
                raise Unfit("embedded", "another file is embedded in it.", FLATTEN)
            case "Default" | "Override":
                self._content_type(attributes.get("ContentType", "").lower())

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.inside and tag.endswith(" " + self.inside):
            text = "".join(self.formula)
            if self.inside in _FORMULAS and _FETCHING_FORMULA.search(text):
                raise Unfit(
                    "fetches", "one of its formulas fetches from elsewhere or starts a program.", FLATTEN
                )
            if self.inside == "instrText":
                self.fields.append(text)
            self.inside = ""
            self.parser.CharacterDataHandler = None

    def _relationship(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if kind == "attachedtemplate" and _ON_A_DRIVE.match(attributes.get("Target", "")):
            return  # Word looks for it on the reader's own drive, and opens the document without it
        if kind in _FORBIDDEN_RELATIONS:
            raise Unfit(*_FORBIDDEN_RELATIONS[kind])
        target = attributes.get("Target", "")
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and kind == "hyperlink" and re.match(r"(?i)(?:https?://|mailto:|tel:|#)", target):
            return
        if outside and kind == "hyperlink":
            raise Unfit(
                "fetches",
                "one of its links opens a file or a program.",
                "Take that link out, then upload it again.",
            )
        if outside or re.match(r"(?i)[a-z][a-z0-9+.-]*:|//|\\\\", target):
            raise Unfit("fetches", "it fetches something from elsewhere when it is opened.", FLATTEN)

    def _content_type(self, kind: str) -> None:
        if "macroenabled" in kind or "vbaproject" in kind:
            raise Unfit("macros", "it holds macros (small programs).", MACROS)
        if "oleobject" in kind or "activex" in kind:
            raise Unfit("embedded", "another file is embedded in it.", FLATTEN)

    def _cells(self, reference: str) -> None:
        if _NEAR.match(reference):
            return
        for end in reference.replace("$", "").split(":"):
            if not (found := _CELL.match(end)):
                continue
            column = 0
            for letter in found[1].upper():
                column = column * 26 + ord(letter) - 64
            if column > MOST_COLUMNS or int(found[2]) > MOST_ROWS:
                raise Unfit(
                    "far_cell",
                    f"it has something in cell {end}, far outside any table.",
                    "Copy the table into a new workbook, then upload that.",
                )
