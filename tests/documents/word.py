"""A Word document of ours as people give it back: with changes tracked or not, and comments in the margin."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WHEN = "2026-11-20T10:15:00Z"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


class Word:
    """One document on somebody's desk."""

    def __init__(self, data: bytes, who: str = "Leo Marsh") -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        self.tree = etree.fromstring(self.parts["word/document.xml"])
        self.who = who
        self.comments: list[tuple[str, str, int | None]] = []

    def replaces(self, old: str, new: str, *, tracked: bool = True, who: str = "") -> Word:
        """Put `new` in place of `old`, in the first run that says it; either may be empty with `after`."""
        run, text = self._run(old)
        start = text.index(old)
        self._cut(run, text, start, start + len(old), new, tracked, who)
        return self

    def adds(self, after: str, new: str, *, tracked: bool = True, who: str = "") -> Word:
        """Put `new` behind some words."""
        run, text = self._run(after)
        place = text.index(after) + len(after)
        self._cut(run, text, place, place, new, tracked, who)
        return self

    def begins_a_paragraph(self, after: str, words: str, *, tracked: bool = True) -> Word:
        """Press Enter behind a paragraph that says these words, and write another."""
        run, _ = self._run(after)
        above = run.getparent()
        while above.tag != w("p"):
            above = above.getparent()
        below = etree.Element(w("p"))
        if tracked:
            properties = above.find(w("pPr"))
            if properties is None:
                properties = etree.Element(w("pPr"))
                above.insert(0, properties)
            etree.SubElement(etree.SubElement(properties, w("rPr")), w("ins"), self._said(""))
            below.append(self.wraps("ins", self._made(words), ""))
        else:
            below.append(self._made(words))
        above.addnext(below)
        return self

    def comments_on(self, words: str, says: str, to: int | None = None) -> Word:
        """A comment about a run, or the answer to an earlier one."""
        run, _ = self._run(words)
        key = str(len(self.comments))
        self.comments.append((key, says, to))
        run.addprevious(etree.Element(w("commentRangeStart"), {w("id"): key}))
        end = etree.Element(w("commentRangeEnd"), {w("id"): key})
        run.addnext(end)
        holder = etree.Element(w("r"))
        etree.SubElement(holder, w("commentReference"), {w("id"): key})
        end.addnext(holder)
        return self

    def loses_its_marks(self, *, headings: bool = False) -> Word:
        """Somebody copied everything into a new document."""
        for one in list(self.tree.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            one.getparent().remove(one)
        if headings:
            for style in list(self.tree.iter(w("pStyle"))):
                words = style.getparent().getparent()
                words.getparent().remove(words)
        return self

    def saved(self) -> bytes:
        """The file."""
        parts = dict(self.parts)
        parts["word/document.xml"] = etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8")
        if self.comments:
            self._margin(parts)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, part in parts.items():
                packed.writestr(name, part)
        return out.getvalue()

    def _margin(self, parts: dict[str, bytes]) -> None:
        said = etree.Element(w("comments"), nsmap={"w": W, "w14": W14})
        more = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
        for key, words, to in self.comments:
            one = etree.SubElement(said, w("comment"), {w("id"): key, **self._said("", key=False)})
            line = etree.SubElement(one, w("p"), {f"{{{W14}}}paraId": f"0000000{key}"})
            line.append(self._made(words))
            above = {} if to is None else {f"{{{W15}}}paraIdParent": f"0000000{to}"}
            etree.SubElement(
                more,
                f"{{{W15}}}commentEx",
                {f"{{{W15}}}paraId": f"0000000{key}", **above, f"{{{W15}}}done": "0"},
            )
        where = "word/_rels/document.xml.rels"
        relations = etree.fromstring(parts[where])
        types = etree.fromstring(parts["[Content_Types].xml"])
        kinds = (
            ("comments", said, OFFICE, "comments"),
            (
                "commentsExtended",
                more,
                "http://schemas.microsoft.com/office/2011/relationships",
                "commentsExtended",
            ),
        )
        for name, tree, base, kind in kinds:
            parts[f"word/{name}.xml"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
            etree.SubElement(
                relations,
                f"{{{RELATIONS}}}Relationship",
                {"Id": f"rId9{name}", "Type": f"{base}/{kind}", "Target": f"{name}.xml"},
            )
            etree.SubElement(
                types,
                f"{{{types.nsmap[None]}}}Override",
                {
                    "PartName": f"/word/{name}.xml",
                    "ContentType": f"{WORDS}.{name}+xml",
                },
            )
        parts[where] = etree.tostring(relations)
        parts["[Content_Types].xml"] = etree.tostring(types)

    def _run(self, words: str) -> tuple[Any, str]:
        for run in self.tree.iter(w("r")):
            text = "".join(one.text or "" for one in run.iter(w("t")))
            if words in text:
                return run, text
        raise AssertionError(f"Nothing in the document says “{words}”.")

    def _cut(self, run: Any, text: str, start: int, end: int, new: str, tracked: bool, who: str) -> None:
        made: list[Any] = [self._made(text[:start], run)] if start else []
        if tracked:
            if start < end:
                made.append(self.wraps("del", self._made(text[start:end], run, "delText"), who))
            if new:
                made.append(self.wraps("ins", self._made(new, run), who))
        elif new:
            made.append(self._made(new, run))
        if end < len(text):
            made.append(self._made(text[end:], run))
        for one in made:
            run.addprevious(one)
        run.getparent().remove(run)

    def wraps(self, kind: str, run: Any, who: str) -> Any:
        change = etree.Element(w(kind), self._said(who))
        change.append(run)
        return change

    def _said(self, who: str, *, key: bool = True) -> dict[str, str]:
        return {**({w("id"): "77"} if key else {}), w("author"): who or self.who, w("date"): WHEN}

    def _made(self, text: str, like: Any = None, name: str = "t") -> Any:
        run = etree.Element(w("r"))
        style = like.find(w("rPr")) if like is not None else None
        if style is not None:
            run.append(copy.deepcopy(style))
        words = etree.SubElement(run, w(name))
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return run
