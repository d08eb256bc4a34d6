"""One file judged: every finding with where it stands and why; and what of the file could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypedDict

from safeguarding.anonymity.leaks import Found, Seeker, jigsaw
from safeguarding.documents.everywhere import Notes, Piece, read

AROUND = 60
MOST_FINDINGS = 20_000
MOST_KEPT = 2_000
_LONG_GAP = re.compile(r"\s+")
_SMALL = re.compile(r"(?<![^\W_])[a-z]{4,}(?![^\W_])")
_COUNTED = re.compile(r"(\D+)(\d{0,9})")


class Part(TypedDict):
    """What one of several shares of the work found, and the words in small letters that it saw."""

    findings: list[dict[str, str]]
    problems: list[str]
    jigsaw: list[dict[str, Any]]
    words: list[str]


def judge(name: str, data: bytes, seeker: Seeker) -> dict[str, Any]:
    """A file judged by one alone."""
    return whole(name, [part(name, data, seeker, (0, 1))])


def part(name: str, data: bytes, seeker: Seeker, share: tuple[int, int]) -> Part:
    """One share of the work: every so-manieth piece of the file."""
    notes = Notes(share=share)
    findings: dict[tuple[str, ...], dict[str, str]] = {}
    standing: list[tuple[str, str]] = []
    look = lru_cache(MOST_KEPT)(seeker.look)  # the cells of a workbook say the same again and again
    for number, piece in enumerate(read(name, data, notes)):
        if not piece.own and number % share[1] != share[0] and share[1] > 1:
            continue
        if piece.standing:
            standing.append((piece.place, piece.text))
        for one in _found(piece, look):
            findings.setdefault(tuple(one.values()), one)
        if len(findings) > MOST_FINDINGS:
            notes.problem("", f"it has more than {MOST_FINDINGS:,} findings: the rest is not listed.")
            break
    return {
        "findings": [*findings.values(), *(_covered(place, words) for place, words in notes.covered)],
        "problems": notes.problems,
        "jigsaw": [warned._asdict() for warned in jigsaw(standing)],
        "words": sorted({word for _, text in standing for word in _SMALL.findall(text)}),
    }


def whole(name: str, parts: list[Part]) -> dict[str, Any]:
    """A file is clean only where nothing was found and all of it could be read. A word that the same file
    writes in small letters too is no misspelt name.
    """
    small = {word for one in parts for word in one["words"]}
    found = {tuple(one.values()): one for share in parts for one in share["findings"]}
    findings = [
        one for one in found.values() if one["kind"] != "misspelling" or one["matched"].lower() not in small
    ]
    problems = [*dict.fromkeys(problem for one in parts for problem in one["problems"])]
    return {
        "file": name,
        "clean": not findings and not problems,
        "findings": sorted(findings, key=_in_order),
        "problems": problems,
        "jigsaw": sorted((warned for one in parts for warned in one["jigsaw"]), key=_in_order),
    }


def _in_order(one: dict[str, Any]) -> list[tuple[str, int]]:
    """By place, as a person counts: page 2 before page 10."""
    return [(words, int(number or 0)) for words, number in _COUNTED.findall(one["place"])]


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


def _covered(place: str, words: str) -> dict[str, str]:
    said = _LONG_GAP.sub(" ", words)
    return {
        "place": place,
        "identifier": "",
        "matched": said[: 2 * AROUND],
        "kind": "hidden by a box only",
        "context": said[:AROUND],
    }
