"""Whether an ordinary word with a capital (“Grace”, “Will”, “May”) is somebody where it stands."""

from __future__ import annotations

import re

from safeguarding.anonymity.names.words import (
    BEGIN_AS_WORDS,
    CALENDAR,
    KIN,
    NOT_BEFORE_NAMES,
    NOT_NAMES,
    TITLES,
)

_SAYS = (
    "admits|admitted|agreed|arrived|asked|asks|attended|came|confided|cried|denied|denies|described|disclosed|"
    "feels|felt|hid|lives|lived|loved|moved|phoned|presented|ran|rang|refused|replied|said|says|screamed|"
    "started|stated|stayed|tells|texted|thinks|thought|told|took|wanted|wants|wept|went|who|whose|died|slept"
)
_DOES = re.compile(rf"'s\s+[a-z]|\s+(?:(?:has|had|was|is)\s+)?(?:also\s+|then\s+|never\s+)?(?:{_SAYS})\b")
_PASSES = re.compile(r"'s\b|\s+(?:came|went|ran|started|took|moved)\b")
_IS = re.compile(r"\s+(?:was|is|had|has|and (?:her|his|their)|did|does|left|appeared)\b")
_SENTENCE = re.compile(r"(?:\A|[.!?:;|\"(\n\r\t*•–—\[]|(?<!\w)['-])\s*\Z")
_BEFORE = re.compile(r"([^\W_][\w'-]*)\s+\Z")
_AFTER = re.compile(r"\s+([^\W_][\w'-]*)")
_TO_SOMEBODY = frozenset(
    {"told", "asked", "saw", "seen", "visited", "with", "called", "named", "met", "phoned", "rang", "texted"}
)
"""Before a name that is a month too, only these speak of somebody."""
_BESIDE = KIN | TITLES | {"i"}
"""With a capital beside a name, these say nothing against it."""


def somebody(text: str, start: int, end: int) -> bool:
    """At the start of a sentence only before what a person does; in capitals only among small letters; and
    never between other words with capitals, after “the”, or where a month would stand.
    """
    word = text[start:end]
    small = word.lower()
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    previous, following = _BEFORE.search(before), _AFTER.match(after)
    left, right = previous[1] if previous else "", following[1] if following else ""
    if _SENTENCE.search(before):
        does = _DOES.match(after) and not _month(small, after)
        return bool(does) or (small not in BEGIN_AS_WORDS and _IS.match(after) is not None)
    if word.isupper():
        return not _loud(left) and not _loud(right) and bool(_DOES.match(after))
    if right[:1].isupper() and right.lower() not in _BESIDE:
        return False
    if previous and left[:1].isupper() and left.lower() not in _BESIDE:
        begins = _SENTENCE.search(before[: previous.start()])
        if not begins or (left.lower() not in NOT_NAMES and not left.endswith(("day", "ly", "ing"))):
            return False
    if small in CALENDAR:
        does = _DOES.match(after) and not _month(small, after)
        return bool(does) or left.lower() in _TO_SOMEBODY | KIN | TITLES
    return bool(_DOES.match(after)) or left.lower() not in NOT_BEFORE_NAMES


def _month(word: str, after: str) -> bool:
    return word in CALENDAR and _PASSES.match(after) is not None


def _loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()
