"""A Word file cleared: its package is made anew, with only the parts that a reader sees."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from safeguarding.documents.cleared.pictures import bare
from safeguarding.documents.cleared.spans import EVERYTHING, MOST_ROUNDS, Bit, CannotClear, Done, Seek, clear
from safeguarding.documents.cleared.spans import cleared as _cleared
from safeguarding.documents.everywhere.office import UNSEEN, attribute
from safeguarding.documents.everywhere.word import W, barred_runs, others, segments
from safeguarding.documents.upload import zips

_GONE = (
    (r"docprops/(?:custom|thumbnail)", "custom properties and the small picture of the first page"),
    (r"customxml/", "custom XML"),
    (r"word/(?:comments|people)", "comments and the list of who wrote them"),
    (r"word/glossary/", "building blocks"),
    (r"(?:word/)?embeddings/|word/activex|word/afchunk|.*\.(?:html?|mht)$", "files inside the file"),
    (r"word/printersettings|_xmlsignatures/|customui/", "printer settings and signatures"),
)  # fmt: skip
_DROPPED = tuple((re.compile(pattern), what) for pattern, what in _GONE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|jfif)$")
_KEPT = re.compile(r"\.(?:odttf|fntdata|ttf|otf|gif|tiff?|bmp|emf|wmf|webp|wdp|ico)$")
_XML = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TRACKED = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
    "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
)  # fmt: skip
_REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
_SHOWN = ("t", "delText", "tab", "br", "cr", "sym", "drawing", "pict", "object", "noBreakHyphen")
_OUTSIDE = ("altChunk", "control", "attachedTemplate", "object", "documentProtection", "mailMerge", "docVars")
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{4}")
_ALT = frozenset({"descr", "title", "alt"})
_CORE = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"""
_APP = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""
_OWNERS = frozenset({"p", "si", "is", "text", "comment", "pt"})


def cleared(data: bytes, seek: Seek, done: Done) -> bytes:
    """A copy without anything that `seek` finds, tracked changes, comments, hidden words and what the file
    says of itself. Raises CannotClear, and Unfit for a damaged file.
    """
    with zips.opened(data) as container:
        parts = {one.filename: zips.part(container, one) for one in container.infolist() if not one.is_dir()}
    return _Package(parts, seek, done).made()


class _Package:
    def __init__(self, parts: dict[str, bytes], seek: Seek, done: Done) -> None:
        self.parts, self.seek, self.done = parts, seek, done
        self.values: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.lost: dict[str, set[str]] = {}

    def made(self) -> bytes:
        for name in [*self.parts]:
            what = next((said for pattern, said in _DROPPED if pattern.match(name.lower())), "")
            if what:
                self.done.add(what)
                self.parts.pop(name, None)
                self.parts.pop(_links_of(name), None)
            elif self.seek(name, token=True):
                self.names[name] = f"{posixpath.dirname(name)}/part{len(self.names) + 1}{_ending(name)}"
        for name in [one for one in self.parts if one.endswith(".rels")]:
            self.parts[name] = self._links(name, self.parts[name])
        made = {}
        for name, content in self.parts.items():
            made[self.names.get(name, name)] = self._part(name, content)
        return _packed(made)

    def _part(self, name: str, content: bytes) -> bytes:
        low = name.lower()
        if low.startswith("docprops/core"):
            self.done.add("what the file says of itself (properties)")
            return _CORE
        if low.startswith("docprops/app"):
            return _APP
        if low.endswith(".rels") or not content:
            return content
        if _PICTURE.search(low):
            return bare(content)
        if low == "[content_types].xml":
            return self._types(content)
        if _XML.match(content):
            root = _parsed(content)
            self._structure(name, root)
            self._words(root)
            self._attributes(root)
            return _written(root)
        if _KEPT.search(low):
            return content
        raise CannotClear(f"It holds a part that we cannot read ({posixpath.basename(name)[-12:]}).")

    def _types(self, content: bytes) -> bytes:
        root = _parsed(content)
        for one in [*root]:
            name = one.get("PartName", "").lstrip("/")
            if name and name not in self.parts:
                root.remove(one)
            elif name in self.names:
                one.set("PartName", f"/{self.names[name]}")
        return _written(root)

    def _links(self, name: str, content: bytes) -> bytes:
        """Without links to what is gone, to templates, and to addresses that name somebody."""
        root = _parsed(content)
        owner = posixpath.join(
            posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels")
        )
        folder = posixpath.dirname(owner)
        lost = self.lost.setdefault(owner, set())
        for one in [*root]:
            target, number = one.get("Target", ""), one.get("Id", "")
            if one.get("TargetMode") == "External":
                gone = "attachedTemplate" in one.get("Type", "") or bool(self.seek(target, token=True))
                if gone:
                    self.done.add("links")
            else:
                full = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
                gone = full not in self.parts
                if full in self.names:
                    one.set("Target", f"/{self.names[full]}")
            if gone:
                lost.add(number)
                root.remove(one)
            else:
                one.set("Id", self._value(number))
        return _written(root)

    def _structure(self, name: str, root: etree._Element) -> None:
        """What no reader sees is gone: deletions, remarks, hidden words, links that lead nowhere."""
        etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
        for row in _all(root, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                _remove(row)
        for mark in [one for one in _all(root, "del") if _is(one.getparent(), "rPr")]:
            paragraph = next(mark.iterancestors(f"{W}p"), None)
            _remove(mark)
            if paragraph is not None:
                _join(paragraph)
        changed = _all(root, "del", "moveFrom", "ins", "moveTo")
        self.done.add("tracked changes", len(changed))
        for one in _all(root, "del", "moveFrom", "delText", "delInstrText", *_TRACKED, *_REMARKS, *_OUTSIDE):
            _remove(one)
        for one in _all(root, "ins", "moveTo"):
            _unwrap(one)
        for mark in _all(root, "vanish"):
            run = next(mark.iterancestors(f"{W}r"), None)
            if run is None or mark.get(f"{W}val", "1") in ("0", "false", "off"):
                continue
            shown = [one for one in run if any(_is(one, kind) for kind in _SHOWN)]
            self.done.add("hidden words", len(shown))
            for one in shown:
                _remove(one)
        for run in barred_runs(root):
            self._uncover(run)
        for one in [*root.iter(etree.Element)]:
            lost = self.lost.get(name, set())
            numbers = [key for key, value in _pairs(one) if key.startswith(_R) and value in lost]
            if numbers and _is(one, "hyperlink"):
                _unwrap(one)
            elif numbers:
                for key in numbers:
                    del one.attrib[key]

    def _uncover(self, run: etree._Element) -> None:
        words = [one for one in run.iter(f"{W}t") if one.text]
        for number, one in enumerate(words):
            one.text = EVERYTHING if number == 0 else ""
        self.done.add("words under a black bar", bool(words))
        for mark in run.findall(f"{W}rPr/*"):
            if any(_is(mark, kind) for kind in ("highlight", "shd", "color")):
                _remove(mark)

    def _words(self, root: etree._Element) -> None:
        owned, codes = segments(root)
        for said in owned.values():
            nodes = [node for _, node in said]
            for number in range(MOST_ROUNDS + 1):
                bits = [_bit(node) for node in nodes if node.getparent() is not None]
                if not clear(bits, self.seek if number < MOST_ROUNDS else self._whole):
                    break
        for fields in codes.values():
            if self.seek("".join(one.text or "" for one in fields), token=True):
                self.done.add("field codes")
                for one in fields:
                    one.text = ""
        for one in _all(root, "fldSimple"):
            if self.seek(one.get(f"{W}instr", ""), token=True):
                self.done.add("field codes")
                _unwrap(one)
        for texts in _other(root):
            for number in range(MOST_ROUNDS + 1):
                bits = [Bit(*one) for one in map(_text_of, texts)]
                look = self.seek if number < MOST_ROUNDS else self._whole
                if not clear(bits, look, token=True):
                    break

    def _whole(self, text: str, *, token: bool = False, sure: bool = False) -> Any:
        """All of a text that is still found after several rounds."""
        found = self.seek(text, token=token, sure=sure)
        return [found[0]._replace(start=0, end=len(text), mark=EVERYTHING)] if found else []

    def _attributes(self, root: etree._Element) -> None:
        for one in root.iter(etree.Element):
            for key, value in _pairs(one):
                if not _LETTERS.search(value):
                    continue
                last = key.rpartition("}")[2]
                sure = attribute(str(one.tag).rpartition("}")[2], last).startswith(UNSEEN)
                said = (
                    _cleared(value, self.seek, token=True) if last in _ALT else self._value(value, sure=sure)
                )
                one.set(key, said)

    def _value(self, value: str, *, sure: bool = False) -> str:
        """A name inside the file, the same wherever the file uses it."""
        if value not in self.values and self.seek(value, token=True, sure=sure):
            self.values[value] = f"x{len(self.values) + 1}"
        return self.values.get(value, value)


def _pairs(one: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in one.attrib.items()]


def _bit(node: etree._Element) -> Bit:
    if node.tag in (f"{W}t", f"{W}delText"):
        return Bit(node.text or "", lambda said: _say(node, said))
    space = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}.get(str(node.tag), "\n")
    return Bit(space, lambda said: _remove(node) if said != space else None)


def _say(node: etree._Element, said: str) -> None:
    node.text = said
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _other(root: etree._Element) -> Iterator[list[tuple[etree._Element, bool]]]:
    """Words outside paragraphs, those that stand together in one list: (element, whether inside it)."""
    owned: dict[etree._Element, list[tuple[etree._Element, bool]]] = {}
    for element in others(root):
        owner = next(
            (
                up
                for up in element.iterancestors()
                if isinstance(up.tag, str) and up.tag.rpartition("}")[2] in _OWNERS
            ),
            element,
        )
        held = owned.setdefault(owner, [])
        held.append((element, True))
        held += [(child, False) for child in element if child.tail]
    yield from owned.values()


def _text_of(one: tuple[etree._Element, bool]) -> tuple[str, Any]:
    element, own = one
    if own:
        return element.text or "", lambda said: setattr(element, "text", said)
    return element.tail or "", lambda said: setattr(element, "tail", said)


def _all(root: etree._Element, *names: str) -> list[etree._Element]:
    return [*root.iter(*(f"{W}{name}" for name in names))]


def _is(one: etree._Element | None, name: str) -> bool:
    return one is not None and one.tag == f"{W}{name}"


def _remove(one: etree._Element) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _unwrap(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is None:
        return
    place = parent.index(one)
    parent[place : place + 1] = [*one]


def _join(paragraph: etree._Element) -> None:
    """The mark at this paragraph's end was deleted: what follows belongs to it."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    for one in [*following]:
        if one.tag != f"{W}pPr":
            paragraph.append(one)
    _remove(following)


def _parsed(content: bytes) -> etree._Element:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise CannotClear("One of its parts is damaged.") from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotClear("One of its parts declares entities, which no report needs.")
    return root


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _links_of(name: str) -> str:
    return f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1]
