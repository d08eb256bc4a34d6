"""Reads one Word document, alone in a process with limits: a hostile file ends this and nothing else.

It takes the file on its standard input and prints what stands in it as JSON, paragraph by paragraph, with
what was put in and taken out, by whom and when, and the comments. It is run by its path and imports nothing
of ours, so that it knows no Django and no secret (ECMA-376 part 1, 17.13; [MS-DOCX] commentsExtended).
"""

from __future__ import annotations

import io
import json
import posixpath
import resource
import sys
import zipfile
from typing import Any

from lxml import etree

MEMORY = 1024**3
SECONDS = 30
MOST_LETTERS = 1_000_000
MOST_PARAGRAPHS = 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHANGES = {f"{W}ins": "ins", f"{W}moveTo": "ins", f"{W}del": "del", f"{W}moveFrom": "del"}
THROUGH = {f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "bdo", "dir", "customXml", "sdt")}
SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "\u25a1"}


def main() -> None:
    """Read and print."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(data: bytes) -> dict[str, Any]:
    """Everything that the document says, as plain lists and texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        main_part = _related(parts, names, "", "officeDocument") or "word/document.xml"
        body = _xml(parts, main_part).find(f"{W}body")
        document = _Document()
        if body is not None:
            document.blocks(body)
        for name, part in (("comments", _comments), ("commentsExtended", _replies)):
            where = _related(parts, names, main_part, name)
            if where:
                part(_xml(parts, where), document.comments)
    return {
        "paragraphs": document.paragraphs,
        "comments": [
            {key: value for key, value in one.items() if key != "id"}
            for one in document.comments.values()
            if one["words"]
        ],
        "beside": sorted(document.beside),
    }


def _related(parts: zipfile.ZipFile, names: set[str], source: str, kind: str) -> str:
    """Where the part of this kind stands that another one (or the container) points to; empty if nowhere."""
    folder, _, name = source.rpartition("/")
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if where not in names:
        return ""
    for one in _xml(parts, where):
        if one.get("Type", "").rpartition("/")[2] == kind:
            target = one.get("Target", "")
            found = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            return found if found in names else ""
    return ""


def _xml(parts: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    tree = etree.fromstring(parts.read(name), parser)
    if etree.ElementTree(tree).docinfo.internalDTD is not None:
        raise ValueError("a document type")
    return tree


class _Document:
    """What has been read so far, and what is open at the place that is being read."""

    def __init__(self) -> None:
        self.paragraphs: list[dict[str, Any]] = []
        self.comments: dict[str, dict[str, Any]] = {}
        self.beside: set[str] = set()
        self.bookmarks: dict[str, str] = {}
        self.quoting: list[str] = []
        self.now: dict[str, Any] = {}
        self.letters = 0

    def blocks(self, holder: Any, table: bool = False) -> None:
        """The paragraphs in the body, a cell or a control."""
        for one in holder:
            if one.tag == f"{W}p":
                self.paragraph(one, table)
            elif one.tag == f"{W}sdt":
                content = one.find(f"{W}sdtContent")
                if content is not None:
                    self.blocks(content, table)
            elif one.tag == f"{W}tbl":
                self.blocks(one, True)
            elif one.tag == f"{MC}AlternateContent":
                for chosen in one.findall(f"{MC}Choice")[:1]:
                    self.blocks(chosen, table)
            elif one.tag in {f"{W}tr", f"{W}tc", f"{W}customXml", f"{W}smartTag", *CHANGES}:
                self.blocks(one, table)
            else:
                self.edge(one)

    def paragraph(self, holder: Any, table: bool) -> None:
        """One paragraph: its runs, and whether its end was put in or taken out."""
        style = holder.find(f"{W}pPr/{W}pStyle")
        self.now = {
            "style": style.get(f"{W}val", "") if style is not None else "",
            "table": table,
            "marks": [],
            "runs": [],
            "end": ["same", "", ""],
        }
        self.paragraphs.append(self.now)
        if len(self.paragraphs) > MOST_PARAGRAPHS:
            raise ValueError("too many paragraphs")
        for change in holder.findall(f"{W}pPr/{W}rPr/*"):
            if change.tag in CHANGES:
                self.now["end"] = [CHANGES[change.tag], *_said(change)]
        before = dict(self.bookmarks)
        self.inline(holder, "same", ("", ""))
        if not self.now["runs"]:
            self.now["marks"] += [*before.values(), *self.bookmarks.values()]

    def inline(self, holder: Any, kind: str, said: tuple[str, str]) -> None:
        """The runs of a paragraph, through whatever they are wrapped in."""
        for one in holder:
            if one.tag == f"{W}r":
                self.run(one, kind, said)
            elif one.tag in CHANGES:
                change = CHANGES[one.tag]
                # What one of them put in and another took out again was never in the text: neither side's.
                self.inline(one, change if kind in {"same", change} else "neither", _said(one))
            elif one.tag in THROUGH or one.tag == f"{W}sdtContent":
                self.inline(one, kind, said)
            elif one.tag == f"{MC}AlternateContent":
                self.beside.add("box")
            else:
                self.edge(one)

    def run(self, run: Any, kind: str, said: tuple[str, str]) -> None:
        for one in run:
            if one.tag in {f"{W}t", f"{W}delText"}:
                self.add(kind, one.text or "", said)
            elif one.tag in SIGNS:
                self.add(kind, SIGNS[one.tag], said)
            elif one.tag == f"{W}br":
                self.add(kind, "\n" if one.get(f"{W}type", "textWrapping") == "textWrapping" else "", said)
            elif one.tag == f"{W}commentReference":
                self.comment(one.get(f"{W}id", ""))
            elif one.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                self.beside.add("note")
            elif one.tag in {f"{W}drawing", f"{W}pict", f"{MC}AlternateContent"}:
                self.beside.add("box" if next(one.iter(f"{W}txbxContent"), None) is not None else "picture")

    def add(self, kind: str, text: str, said: tuple[str, str]) -> None:
        """Some words, and what is open around them."""
        if not text or kind == "neither":
            return
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise ValueError("too many letters")
        self.now["runs"].append([kind, text, *said])
        for name in self.bookmarks.values():
            if name not in self.now["marks"]:
                self.now["marks"].append(name)
        for key in self.quoting:
            self.comments[key]["quoted"] += text

    def edge(self, one: Any) -> None:
        """Where a bookmark or the words that a comment is about begin or end."""
        key = one.get(f"{W}id", "")
        if one.tag == f"{W}bookmarkStart":
            # LibreOffice begins a bookmark again in each paragraph, and ends only the last.
            name = one.get(f"{W}name", "")
            self.bookmarks = {at: open_ for at, open_ in self.bookmarks.items() if open_ != name}
            self.bookmarks[key] = name
        elif one.tag == f"{W}bookmarkEnd":
            self.bookmarks.pop(key, None)
        elif one.tag == f"{W}commentRangeStart":
            self.comment(key)
            self.quoting.append(key)
        elif one.tag == f"{W}commentRangeEnd" and key in self.quoting:
            self.quoting.remove(key)

    def comment(self, key: str) -> None:
        """That a comment stands here."""
        at = max(len(self.paragraphs) - 1, 0)
        blank = {"id": key, "who": "", "when": "", "words": "", "quoted": "", "to": None, "at": at}
        self.comments.setdefault(key, blank)


def _said(change: Any) -> tuple[str, str]:
    return change.get(f"{W}author", "")[:200], change.get(f"{W}date", "")[:30]


def _comments(tree: Any, comments: dict[str, dict[str, Any]]) -> None:
    """What each comment says; one that stands nowhere in the text is kept too."""
    for one in tree.findall(f"{W}comment"):
        key = one.get(f"{W}id", "")
        lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in one.iter(f"{W}p")]
        kept = comments.setdefault(key, {"id": key, "quoted": "", "to": None, "at": 0})
        kept["who"], kept["when"] = _said(one)
        kept["words"] = "\n".join(lines).strip()[:20_000]
        kept["para"] = next((line.get(f"{W14}paraId") for line in reversed(list(one.iter(f"{W}p")))), None)


def _replies(tree: Any, comments: dict[str, dict[str, Any]]) -> None:
    """Which comment answers which: each is known by the name of its last paragraph."""
    spoken = [one for one in comments.values() if one["words"]]
    place = {one.get("para"): number for number, one in enumerate(spoken) if one.get("para")}
    for one in tree.findall(f"{W15}commentEx"):
        own, above = place.get(one.get(f"{W15}paraId")), place.get(one.get(f"{W15}paraIdParent"))
        if own is not None and above is not None and above != own:
            spoken[own]["to"] = above


if __name__ == "__main__":
    main()
