"""One file judged: every finding with where it stands and why; and what of the file could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from safeguarding.anonymity.leaks import Found, Seeker, jigsaw
from safeguarding.documents.everywhere import Notes, Piece, read

AROUND = 60
MOST_FINDINGS = 20_000
MOST_KEPT = 2_000
_LONG_GAP = re.compile(r"\s+")


def judge(name: str, data: bytes, seeker: Seeker) -> dict[str, Any]:
    """A file is clean only where nothing was found and all of it could be read."""
    notes = Notes()
    findings: list[dict[str, str]] = []
    doubted: list[tuple[str, dict[str, str]]] = []
    seen: set[tuple[str, ...]] = set()
    standing: list[tuple[str, str]] = []
    look = lru_cache(MOST_KEPT)(seeker.look)  # the cells of a workbook say the same again and again
    for piece in read(name, data, notes):
        if piece.standing:
            standing.append((piece.place, piece.text))
        for one in _found(piece, look):
            known = tuple(one.values())
            if known in seen:
                continue
            seen.add(known)
            findings.append(one)
            if one["kind"] == "misspelling":
                doubted.append((one["matched"], one))
        if len(findings) > MOST_FINDINGS:
            notes.problem("", f"it has more than {MOST_FINDINGS:,} findings: the rest is not listed.")
            break
    everything = "\n".join(text for _, text in standing)
    for written, one in doubted:
        if _ordinary(written, everything):
            findings.remove(one)
    findings += [_covered(place, words) for place, words in dict.fromkeys(notes.covered)]
    return {
        "file": name,
        "clean": not findings and not notes.problems,
        "findings": findings,
        "problems": notes.problems,
        "jigsaw": [warned._asdict() for warned in jigsaw(standing)],
    }


def _found(piece: Piece, look: Callable[..., list[Found]]) -> Iterator[dict[str, str]]:
    if not piece.text or piece.text.isspace():
        return
    for one in look(piece.text, token=piece.token, sure=piece.sure):
        place = piece.where(one.start, one.end) if piece.where else piece.place
        yield {
            "place": place,
            "identifier": one.identifier,
            "matched": one.matched,
            "kind": one.kind,
            "context": _context(piece.text, one),
        }


def _context(text: str, one: Found) -> str:
    room = max(0, AROUND - (one.end - one.start)) // 2
    if one.end - one.start > 2 * AROUND:
        start = max(one.start, text.lower().find(one.matched.lower(), one.start, one.end))
        return _LONG_GAP.sub(" ", text[start : start + AROUND]).strip()
    return _LONG_GAP.sub(" ", text[max(0, one.start - room) : one.end + room]).strip()


def _ordinary(word: str, everything: str) -> bool:
    """A word that the same paper writes in small letters too is no misspelt name."""
    return re.search(rf"(?<![^\W_]){re.escape(word.lower())}(?![^\W_])", everything) is not None


def _covered(place: str, words: str) -> dict[str, str]:
    said = _LONG_GAP.sub(" ", words)
    return {
        "place": place,
        "identifier": "",
        "matched": said[: 2 * AROUND],
        "kind": "hidden by a box only",
        "context": said[:AROUND],
    }
