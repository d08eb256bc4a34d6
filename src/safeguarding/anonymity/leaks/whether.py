"""Whether an ordinary word with a capital (“Grace”, “Will”, “May”) is somebody where it stands."""

from __future__ import annotations

import re

from safeguarding.anonymity.names.words import CALENDAR, KIN, TITLES

_SAYS = (
    "admits|admitted|agreed|arrived|asked|asks|attended|came|confided|cried|denied|denies|described|disclosed|"
    "feels|felt|hid|lives|lived|loved|moved|phoned|presented|ran|rang|refused|replied|said|says|screamed|"
    "started|stated|stayed|tells|texted|thinks|thought|told|took|wanted|wants|wept|went|who|whose|died|slept"
)
_DOES = re.compile(rf"'s\s+[a-z]|\s+(?:(?:has|had|was|is)\s+)?(?:also\s+|then\s+|never\s+)?(?:{_SAYS})\b")
_IS = re.compile(r"\s+(?:was|is|had|has|and (?:her|his|their)|did|does|left|appeared)\b")
_SENTENCE = re.compile(r"(?:\A|[.!?:;|\"(\n\r\t*•–—\[]|(?<!\w)['-])\s*\Z")
_BEFORE = re.compile(r"([^\W_][\w'-]*)\s+\Z")
_AFTER = re.compile(r"\s+([^\W_][\w'-]*)")
_NOT_BEFORE = frozenset("""
    the a an this that these those his her their its our my your any no of some much every each such more
    what which good great new false little in since until during early mid late last next by st saint mount
""".split()) - {"by"}  # fmt: skip
_HOPES = frozenset({"hope", "faith", "joy", "charity", "will", "mark", "may", "summer", "dawn", "patience",
                    "april", "june", "august", "autumn", "spring", "winter", "bill", "sue", "drew", "pat"})  # fmt: skip


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
        return bool(_DOES.match(after)) and not _month(small, after) or (
            small not in _HOPES and bool(_IS.match(after))
        )
    if left.lower() in _NOT_BEFORE or (small in CALENDAR and _month(small, after)):
        return False
    if word.isupper():
        return not _loud(left) and not _loud(right) and bool(_DOES.match(after))
    if right[:1].isupper() and right.lower() not in KIN | TITLES | {"i"}:
        return False
    if left[:1].isupper() and left.lower() not in KIN | TITLES | {"i"}:
        return bool(_SENTENCE.search(before[: previous.start()])) if previous else False
    return True


def _month(word: str, after: str) -> bool:
    return word in CALENDAR and after.startswith("'s")


def _loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()
