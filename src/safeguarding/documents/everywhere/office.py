"""Word and Excel: every part of the package, whatever it is for."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from safeguarding.documents.everywhere import cells, pictures, word
from safeguarding.documents.everywhere.piece import Notes, Piece, runs
from safeguarding.documents.upload import zips
from safeguarding.documents.upload.refusal import Unfit

MOST_XML = 100_000_000
_PARTS = (
    (r"word/document", "the text"), (r"word/header", "the header"), (r"word/footer", "the footer"),
    (r"word/footnotes", "a footnote"), (r"word/endnotes", "an endnote"),
    (r"word/people", "the list of people who commented"), (r"(?:word|xl)/(?:threaded)?comments", "a comment"),
    (r"xl/persons", "the list of people who commented"), (r"word/glossary", "a building block (glossary)"),
    (r"word/settings", "the document settings"),
    (r"word/(?:styles|numbering|fonttable|websettings)", "a style"),
    (r"docprops/core", "the document properties"), (r"docprops/app", "the document properties"),
    (r"docprops/custom", "the custom properties"), (r"customxml", "custom XML"),
    (r".*charts?/", "a chart"), (r".*diagrams/", "a diagram"), (r".*drawings?/", "a drawing"),
    (r"xl/sharedstrings", "a cell"), (r"xl/worksheets", "a worksheet"),
    (r"xl/workbook", "the workbook’s names"),
    (r".*theme", "the theme"), (r"\[content_types\]", "the list of parts"),
)  # fmt: skip
_NAMED = tuple((re.compile(pattern), name) for pattern, name in _PARTS)
_PICTURE = re.compile(r"\.(?:png|jpe?g|jfif|gif|tiff?|bmp|emf|wmf|webp|wdp|svg|ico)$")
_FONT = re.compile(r"\.(?:odttf|fntdata|ttf|otf)$")
_XML = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_TAG = re.compile(r"<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))+)")
_PAIR = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{4}")
_DULL = re.compile(
    r"(?:\w+:)?(?:rsid\w*|paraId|textId|durableId|xmlns\w*|ContentType|PartName|schemaLocation)$|xmlns:"
)
_ALT = frozenset({"descr", "title", "alt"})
_WHO = frozenset({"author", "initials", "userId", "displayName", "lastModifiedBy", "name-initials"})
_OWNERS = frozenset({"p", "si", "is", "text", "comment", "pt"})
_CELLS = re.compile(r"xl/(?:sharedstrings|worksheets/[^/]*)\.xml$")
"""Read cell by cell."""
UNSEEN = "an unseen setting"
_ENTITY = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TEXTS: Any = etree.XPath("text()")


def read(within: str, data: bytes, notes: Notes) -> Iterator[Piece | tuple[str, bytes]]:
    """Every part, by what it holds and not by what it is called; a file in it is handed back whole."""
    with zips.opened(data) as container:
        yield from cells.read(within, container)
        seen = 0
        for entry in container.infolist():
            yield Piece(f"{within}the name of a part", entry.filename, token=True)
            if entry.is_dir():
                continue
            content = zips.part(container, entry)
            if _XML.match(content):
                seen += len(content)
                if seen > MOST_XML:
                    raise Unfit("bomb", "it is far larger than any report.", "")
            yield from _part(within, entry, content, notes)


def _part(
    within: str, entry: zipfile.ZipInfo, content: bytes, notes: Notes
) -> Iterator[Piece | tuple[str, bytes]]:
    name, last = entry.filename.lower(), entry.filename.rpartition("/")[2]
    if _PICTURE.search(name) and not _XML.match(content):
        yield from pictures.read(f"{within}image metadata ({last})", content)
    elif name.endswith(".rels"):
        yield from _links(within, content, notes)
    elif _XML.match(content) and not name.endswith((".html", ".htm", ".mht")):
        yield from _xml(within, name, content, notes)
    elif not content or _FONT.search(name):
        return
    elif "vba" in name or name.endswith("printersettings1.bin"):
        yield from runs(f"{within}a program in the file ({last})", content)
    elif "printersettings" in name:
        yield from runs(f"{within}printer settings", content)
    else:
        yield last, content


def named(name: str) -> str:
    """What a person calls a part."""
    return next((said for pattern, said in _NAMED if pattern.match(name)), f"a part of the file ({name})")


def _xml(within: str, name: str, content: bytes, notes: Notes) -> Iterator[Piece]:
    place = f"{within}{named(name)}"
    text = _as_text(content)
    if _ENTITY.search(text):
        notes.problem(within, f"{named(name)} declares entities, which no report needs.")
        yield from runs(place, content)
        return
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        notes.problem(within, f"{named(name)} is damaged.")
        yield from runs(place, content)
        return
    yield from word.paragraphs(place, root)
    for words in filter(str.strip, word.barred(root)):
        notes.covered.append((f"words under a black bar in {place}", words))
    if not _CELLS.match(name):
        yield from _other_words(place, root)
    yield from _attributes(place, text)


def _as_text(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return content.decode("utf-16" if wide else "utf-8-sig", "replace")


def _links(within: str, content: bytes, notes: Notes) -> Iterator[Piece]:
    text = _as_text(content)
    if _ENTITY.search(text):
        notes.problem(within, "its list of links declares entities.")
    for tag, inside in {(found[1], found[2]) for found in _TAG.finditer(text)}:
        pairs = {name: html.unescape(one or other) for name, one, other in _PAIR.findall(inside)}
        if pairs.get("TargetMode") == "External":
            yield Piece(f"{within}a link target", pairs.get("Target", ""), token=True)
        elif tag.endswith("Relationship"):
            yield Piece(f"{within}the name of a part", f"{pairs.get('Target')} {pairs.get('Id')}", token=True)


def _attributes(place: str, text: str) -> Iterator[Piece]:
    """What stands in tags: descriptions of pictures, authors, bookmarks, names of fields and of all else."""
    found: dict[str, set[str]] = {}
    for tag, inside in {(one[1], one[2]) for one in _TAG.finditer(text)}:
        for name, one, other in _PAIR.findall(inside):
            value = html.unescape(one or other)
            if _LETTERS.search(value) and not _DULL.match(name):
                found.setdefault(attribute(tag.rpartition(":")[2], name.rpartition(":")[2]), set()).add(value)
    for said, values in found.items():
        unseen = said.startswith(UNSEEN) and "docVar" not in said and "custom" not in place
        yield Piece(f"{said} in {place}", "\n".join(sorted(values)), token=True, sure=unseen)


def attribute(tag: str, name: str) -> str:
    """What a person calls an attribute."""
    if name in _ALT:
        return "alt text"
    if name in _WHO:
        return "the name of who wrote, commented or changed"
    if tag == "bookmarkStart":
        return "a bookmark’s name"
    if name == "instr":
        return "a field code"
    if tag in ("tag", "alias"):
        return "a content control’s name"
    if name in ("anchor", "href", "Target", "tooltip", "location", "display"):
        return "a link target"
    return f"{UNSEEN} ({tag})"


def _other_words(place: str, root: etree._Element) -> Iterator[Piece]:
    """Words outside ordinary paragraphs: properties, charts, drawings, cells, custom XML, and remarks in the
    XML itself.
    """
    owned: dict[etree._Element, list[str]] = {}
    for element in word.others(root):
        owner = element
        for up in element.iterancestors():
            if isinstance(up.tag, str) and up.tag.rpartition("}")[2] in _OWNERS:
                owner = up
                break
        owned.setdefault(owner, []).append("".join(_TEXTS(element)))
    standing = place.endswith(("a chart", "a drawing", "a comment"))
    for words in owned.values():
        said = "".join(words)
        yield Piece(place, said, token=not standing, standing=standing)
    remarks: Any = root.xpath("//comment()|//processing-instruction()")
    for remark in remarks:
        yield Piece(f"a remark in {place}", remark.text or "", token=True)
