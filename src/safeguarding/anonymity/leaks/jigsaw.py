"""Details that name nobody, and together may say who a child is: for a person to weigh, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_AGE = re.compile(
    r"\b(?:aged?|was)\s+(?:just\s+|only\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen)\b|\b\d{1,2}[- ](?:days?|weeks?|months?|years?)[- ]old\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)[- ](?:days?|weeks?|months?|years?)[- ]old\b", re.IGNORECASE)  # fmt: skip
_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)\b", re.IGNORECASE)  # fmt: skip
_SIBLINGS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|only|youngest|eldest|oldest)\s+(?:of\s+)?"
    r"(?:\w+\s+){0,2}(?:siblings?|brothers?|sisters?|children|child)\b|\b(?:twins?|triplets?)\b", re.IGNORECASE)  # fmt: skip
_PLACE = re.compile(r"\b(?:in|at|near|from)\s+(?!January|February|March|April|May|June|July|August|September|"
                    r"October|November|December)(?:the\s+)?[A-Z][a-z]+")  # fmt: skip
_RARE = re.compile(
    r"\b(?:one of (?:only )?(?:a few|\w+) in|only (?:known )?(?:case|child|family)|rare (?:condition|disease|"
    r"disorder|syndrome|injury)|snake|python bite|crossbow|lightning|quarry|well known in the|reported in the "
    r"(?:press|news)|news coverage|front page|television|world record|paralympic)\b", re.IGNORECASE)  # fmt: skip
_ETHNICITY = re.compile(
    r"\b(?:Roma|Romany|Gypsy|Traveller|Somali|Nigerian|Ghanaian|Eritrean|Polish|Romanian|Bulgarian|Albanian|"
    r"Kurdish|Turkish|Afghan|Pakistani|Bangladeshi|Indian|Chinese|Vietnamese|Tamil|Syrian|Iraqi|Iranian|"
    r"Ukrainian|Jewish|Muslim|Hindu|Sikh|Caribbean|Jamaican)\b")  # fmt: skip

_TOGETHER = (
    ("the child’s exact age, an exact date and a place", (_AGE, _DATE, _PLACE)),
    ("the child’s exact age, a place and how many brothers and sisters there are", (_AGE, _PLACE, _SIBLINGS)),
    ("an exact date and how many brothers and sisters there are", (_DATE, _SIBLINGS)),
    ("ethnicity or faith and the size of the family", (_ETHNICITY, _SIBLINGS)),
    ("ethnicity or faith, an exact age and a place", (_ETHNICITY, _AGE, _PLACE)),
    ("something very unusual", (_RARE,)),
)  # fmt: skip
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
        for pattern in (_AGE, _DATE, _SIBLINGS, _RARE, _ETHNICITY, _PLACE):
            if match := pattern.search(text):
                held[pattern] = " ".join(match[0].split())
        for why, wanted in _TOGETHER:
            if all(one in held for one in wanted):
                found.append(Warned(place, why, [held[one] for one in wanted]))
        if len(found) >= MOST:
            break
    return found[:MOST]
