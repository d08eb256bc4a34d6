"""A copy of one file without what leakcheck found in it, looked at again before anybody gets it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache, partial
from typing import Any

from safeguarding.anonymity.leaks import Seeker
from safeguarding.documents.cleared import word
from safeguarding.documents.cleared.spans import CannotClear, Done, Span, cleared
from safeguarding.documents.upload import what_it_is
from safeguarding.documents.upload.refusal import Unfit
from safeguarding.reports.leaks.checked import refused
from safeguarding.reports.leaks.one import part, whole

MOST_ROUNDS = 3
_MARKS = {"place": "[place]", "address": "[address]", "number": "[number]", "detail": "[detail]",
          "date": "[date]", "date of birth": "[date]"}  # fmt: skip
_KINDS = (
    (re.compile(r"school|primary|academy|nursery|college", re.IGNORECASE), "[school]"),
    (re.compile(r"hospital|infirmary|clinic|surgery", re.IGNORECASE), "[hospital]"),
)
ENDINGS = {"docx": ".docx", "pdf": ".pdf"}
NO_MACROS = (
    "It holds macros (small programs). Save it as a Word document (.docx) without them, then try again."
)
NO_OTHER = "A copy can be made of a Word document (.docx) or a PDF only."


def redact(name: str, data: bytes, seeker: Seeker) -> tuple[dict[str, Any], bytes]:
    """What was taken out, and the copy; or why there is none, and nothing.

    The copy is judged as any finished file is. Where anything is left, there is no copy.
    """
    kind = what_it_is(data, name.rpartition(".")[2].lower()) if data else "empty"
    if kind not in ENDINGS:
        return refused([NO_MACROS if kind == "docm" else NO_OTHER]), b""
    first = part(name, data, seeker, (0, 1))
    before = whole(name, [first])
    done = Done()
    copy, after = data, before
    small = {*first["words"]}
    masked = partial(cleared, seek=_seek(seeker, small), token=True)  # a place holds names of parts
    try:
        for _ in range(MOST_ROUNDS):
            copy = _cleared(kind, copy, _seek(seeker, small), done, after)
            again = part(f"copy{ENDINGS[kind]}", copy, seeker, (0, 1))
            after, small = whole("copy", [again]), {*again["words"]}
            if after["clean"] or after["problems"]:
                break
    except CannotClear as problem:
        return refused([str(problem)]), b""
    except Unfit as problem:
        return refused([problem.what[:1].upper() + problem.what[1:]]), b""
    if not after["clean"]:
        left = [f"{one['place'][:1].upper()}{one['place'][1:]}: words are left that we cannot take out."
                for one in after["findings"]]  # fmt: skip
        return refused([*dict.fromkeys(map(masked, [*after["problems"], *left]))]), b""
    found = Counter((masked(one["place"]), one["kind"], one["identifier"]) for one in before["findings"])
    return {
        "redacted": True,
        "problems": [],
        "removed": [
            {"place": place, "kind": sort, "identifier": who, "times": times}
            for (place, sort, who), times in found.items()
        ],
        "also": [{"what": what, "times": times} for what, times in done.counts.items()],
        "jigsaw": after["jigsaw"],
    }, copy


def _cleared(kind: str, data: bytes, seek: Any, done: Done, judged: dict[str, Any]) -> bytes:
    if kind == "docx":
        return word.cleared(data, seek, done)
    from safeguarding.documents.cleared import pdf

    return pdf.cleared(data, seek, done, [one for one in judged["findings"] if not one["identifier"]])


def _seek(seeker: Seeker, small: set[str]) -> Any:
    """What `one.whole` would report, as marks: a word that the file writes in small letters too may stay."""

    @lru_cache(10_000)
    def seek(text: str, *, token: bool = False, sure: bool = False) -> tuple[Span, ...]:
        return tuple(
            Span(one.start, one.end, _mark(one.kind, one.matched))
            for one in seeker.look(text, token=token, sure=sure)
            if one.kind != "misspelling" or one.matched.lower() not in small
        )

    return seek


def _mark(kind: str, matched: str) -> str:
    mark = _MARKS.get(kind, "[name]")
    if mark == "[place]":
        return next((said for pattern, said in _KINDS if pattern.search(matched)), mark)
    return mark
