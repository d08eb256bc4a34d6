"""The paragraphs of a Word part: what is shown, what was deleted and is still there, and field codes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from safeguarding.documents.everywhere.piece import Piece

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CODES = (f"{W}instrText", f"{W}delInstrText")
_WORDS = (f"{W}t", f"{W}delText")
_OTHERS = etree.XPath(
    "//*[not(self::w:t or self::w:delText or self::w:instrText or self::w:delInstrText)]"
    "[text()[normalize-space()]]",
    namespaces={"w": W[1:-1]},
)
Segment = tuple[str, etree._Element]


def others(root: etree._Element) -> list[etree._Element]:
    """The elements that hold words and are no part of a paragraph’s text."""
    found: Any = _OTHERS(root)
    return list(found)


Owned = dict["etree._Element | None", list[Segment]]


def segments(root: etree._Element) -> tuple[Owned, dict[etree._Element | None, list[etree._Element]]]:
    """The words of each paragraph with the elements they stand in, and its field codes."""
    owned: Owned = {}
    codes: dict[etree._Element | None, list[etree._Element]] = {}
    paragraph: etree._Element | None = None
    for node in root.iter(f"{W}p", *_WORDS, *_SPACES, *_CODES):
        if node.tag == f"{W}p":
            paragraph = node
            continue
        owner = next(node.iterancestors(f"{W}p"), paragraph)
        if node.tag in _CODES:
            codes.setdefault(owner, []).append(node)
        elif node.tag in _WORDS or next(node.iterancestors(f"{W}pPr"), None) is None:
            said = node.text or "" if node.tag in _WORDS else _SPACES[node.tag]
            owned.setdefault(owner, []).append((said, node))
    return owned, codes


def paragraphs(place: str, root: etree._Element) -> Iterator[Piece]:
    """Each paragraph as it reads now, and, where changes are tracked, as it read before them."""
    owned, codes = segments(root)
    tracked = next(root.iter(f"{W}del", f"{W}ins", f"{W}moveFrom", f"{W}moveTo"), None) is not None
    for number, said in enumerate(owned.values(), start=1):
        for read in _readings(said) if tracked else [said]:
            yield Piece(
                place, "".join(words for words, _ in read), where=_where(place, number, read), standing=True
            )
    for fields in codes.values():
        yield Piece(f"a field code in {place}", "".join(one.text or "" for one in fields), token=True)


def _readings(segments: list[Segment]) -> list[list[Segment]]:
    now = [one for one in segments if not _within(one[1], "del", "moveFrom")]
    before = [one for one in segments if not _within(one[1], "ins", "moveTo")]
    gone = [one for one in segments if _within(one[1], "del", "moveFrom")]
    return [read for read in (now, before, gone) if read] if gone else [now]


def _within(node: etree._Element, *names: str) -> bool:
    return (node.tag == f"{W}delText" and "del" in names) or any(
        True for _ in node.iterancestors(*(f"{W}{name}" for name in names))
    )


def _where(place: str, number: int, segments: list[Segment]) -> Callable[[int, int], str]:
    """Says of some letters of a paragraph whether they are deleted, hidden or under a black bar, and in what
    they stand.
    """

    def where(start: int, end: int) -> str:
        starts = [0]
        for said, _ in segments:
            starts.append(starts[-1] + len(said))
        nodes = [
            node
            for _, node in segments[
                bisect_right(starts, start) - 1 : bisect_right(starts, max(start, end - 1))
            ]
        ]
        said = next(filter(None, map(_state, nodes)), "")
        room = "a table in " if any(_in(node, "tc") for node in nodes) else ""
        room = "a text box in " if any(_in(node, "txbxContent") for node in nodes) else room
        return f"{said}{room}{place}, paragraph {number}"

    return where


def barred(root: etree._Element) -> Iterator[str]:
    """The words of `barred_runs`."""
    for run in barred_runs(root):
        yield "".join(one.text or "" for one in run.iter(f"{W}t"))


def barred_runs(root: etree._Element) -> list[etree._Element]:
    """Words that only a black bar hides: black on black. White on black is a heading."""
    found = []
    for mark in root.iter(f"{W}highlight", f"{W}shd"):
        style = mark.getparent()
        run = style.getparent() if style is not None else None
        if style is None or run is None or run.tag != f"{W}r":
            continue
        colour = style.find(f"{W}color")
        written = colour.get(f"{W}val", "auto").lower() if colour is not None else "auto"
        black = mark.get(f"{W}val") == "black" or mark.get(f"{W}fill") == "000000"
        seen = (
            ("000000",) if mark.tag == f"{W}shd" else ("000000", "auto")
        )  # on shading Word turns “auto” white
        if black and written in seen:
            found.append(run)
    return found


def _in(node: etree._Element, name: str) -> bool:
    return next(node.iterancestors(f"{W}{name}"), None) is not None


def _state(node: etree._Element) -> str:
    if _within(node, "del", "moveFrom"):
        return "deleted words still in the file (tracked deletion), "
    run = next(node.iterancestors(f"{W}r"), None)
    style = run.find(f"{W}rPr") if run is not None else None
    if style is None:
        return ""
    if style.find(f"{W}vanish") is not None or style.find(f"{W}webHidden") is not None:
        return "hidden words, "
    marks = {name: style.find(f"{W}{name}") for name in ("highlight", "shd", "color")}
    if marks["highlight"] is not None and marks["highlight"].get(f"{W}val") == "black":
        return "words under a black bar, "
    if marks["shd"] is not None and marks["shd"].get(f"{W}fill") == "000000":
        return "words under a black bar, "
    if marks["color"] is not None and marks["color"].get(f"{W}val", "").lower() in ("ffffff", "fefefe"):
        return "white words, "
    return ""
