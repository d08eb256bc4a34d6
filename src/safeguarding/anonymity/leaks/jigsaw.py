"""Details that name nobody, and together may say who a child is: for a person to weigh, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_NUMBERS = "one two three four five six seven eight nine ten"
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen"
_MONTHS = "january february march april may june july august september october november december"
_COUNT = rf"(?:\d{{1,2}}|{f'{_NUMBERS} {_TEENS}'.replace(' ', '|')})"
_MONTH = f"(?:{_MONTHS.replace(' ', '|')})"
_AGE = re.compile(
    rf"\bage[d]?\s+(?:just\s+|only\s+)?{_COUNT}\b|\b{_COUNT}[- ](?:day|week|month|year)s?[- ]old\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_SIBLINGS = re.compile(
    rf"\b(?:{_COUNT}|only|youngest|eldest|oldest)\s+(?:of\s+)?(?:\w+\s+){{0,2}}(?:siblings?|brothers?|sisters?"
    r"|children|child)\b|\b(?:twins?|triplets?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:in|at|near|from)\s+(?!(?i:{_MONTH})\b)(?:the\s+)?[A-Z][a-z]+")
_RARE = re.compile(
    r"\b(?:one of (?:only )?(?:a few|\w+) in|only (?:known )?(?:case|child|family)"
    r"|rare (?:condition|disease|disorder|syndrome|injury)|snake|python bite|crossbow|lightning|quarry"
    r"|well known in the|reported in the (?:press|news)|news coverage|front page|television|world record"
    r"|paralympic)\b",
    re.IGNORECASE,
)
_FROM = (
    "Roma Romany Gypsy Traveller Somali Nigerian Ghanaian Eritrean Polish Romanian Bulgarian Albanian "
    "Kurdish Turkish Afghan Pakistani Bangladeshi Indian Chinese Vietnamese Tamil Syrian Iraqi Iranian "
    "Ukrainian Jewish Muslim Hindu Sikh Caribbean Jamaican"
)
_ETHNICITY = re.compile(rf"\b(?:{_FROM.replace(' ', '|')})\b")

_TOGETHER = (
    ("the child’s exact age, an exact date and a place", (_AGE, _DATE, _PLACE)),
    ("the child’s exact age, a place and how many brothers and sisters there are", (_AGE, _PLACE, _SIBLINGS)),
    ("an exact date and how many brothers and sisters there are", (_DATE, _SIBLINGS)),
    ("ethnicity or faith and the size of the family", (_ETHNICITY, _SIBLINGS)),
    ("ethnicity or faith, an exact age and a place", (_ETHNICITY, _AGE, _PLACE)),
    ("something very unusual", (_RARE,)),
)  # fmt: skip
_WORD = re.compile(r"[a-z]+|\d")
_DIGITS = "0 1 2 3 4 5 6 7 8 9"
_NEEDED = tuple(
    (pattern, frozenset(words.split()))
    for pattern, words in (
        (_AGE, "old aged age"),
        (_DATE, _DIGITS),
        (_SIBLINGS, "sibling siblings brother brothers sister sisters children child twin twins triplets"),
        (_RARE, "one only rare snake python crossbow lightning quarry well reported news front television "
                "world paralympic"),
        (_ETHNICITY, _FROM.lower()),
    )
)  # fmt: skip
"""A text without any of these words cannot match: most texts are passed by at once."""
MOST = 50


class Warned(NamedTuple):
    """What stands together, where, and the words."""

    place: str
    why: str
    words: list[str]


def jigsaw(texts: Iterable[tuple[str, str]]) -> list[Warned]:
    """For each place of a file: which details stand together there that may say who somebody is."""
    found: list[Warned] = []
    for place, text in texts:
        held: dict[re.Pattern[str], str] = {}
        words = set(_WORD.findall(text.lower()))
        for pattern, needed in _NEEDED:
            if not words.isdisjoint(needed) and (match := pattern.search(text)):
                held[pattern] = " ".join(match[0].split())
        if held and (match := _PLACE.search(text)):
            held[_PLACE] = " ".join(match[0].split())
        for why, wanted in _TOGETHER:
            if all(one in held for one in wanted):
                found.append(Warned(place, why, [held[one] for one in wanted]))
        if len(found) >= MOST:
            break
    return found[:MOST]
