"""How a place may be written: its name, the short forms of it, and misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeguarding.anonymity.names.folding import folded
from safeguarding.anonymity.names.particulars import bounded
from safeguarding.anonymity.names.words import AGENCY, CALLED, KINDS_OF_PLACE, NOT_NAMES

_SHORT = {"road": "rd", "street": "st", "avenue": "ave?", "lane": "ln", "saint": "st", "st": "saint",
          "hospital": "hosp", "primary": "prim", "school": "sch", "centre": "center|ctr",
          "and": "&"}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def patterns(name: str) -> Iterator[str]:
    """The name, then what is left without the words that say what kind of place it is."""
    words = _WORD.findall(folded(name)[0])
    if not words:
        return
    yield _together(words)
    last = len(words)
    while last > 1 and words[last - 1].lower() in KINDS_OF_PLACE:
        last -= 1
        short = words[:last]
        telling = [word for word in short if word.lower() not in NOT_NAMES | KINDS_OF_PLACE]
        if len(short) > 1 or telling:
            yield _together(short, capitals=True)
    letters = acronym(name)
    if len(letters) > 2 and letters.lower() not in AGENCY:
        yield bounded(re.escape(letters))


def acronym(name: str) -> str:
    """“TLPS” of Tanyard Lane Primary School."""
    words = _WORD.findall(folded(name)[0])
    return "".join(word[0] for word in words if word.lower() not in ("of", "the", "and")).upper()


def telling(name: str) -> str:
    """The one word of a name that is nothing else (“Aldwyn's”), or nothing."""
    words = [word for word in _WORD.findall(folded(name)[0]) if word.lower() not in KINDS_OF_PLACE]
    found = [word for word in words if not _ordinary(word) and len(word) >= 5]
    return max(found, key=len) if found else ""


def _ordinary(word: str) -> bool:
    plain = word.lower().removesuffix("'s")
    return plain in NOT_NAMES or plain.rstrip("s") in NOT_NAMES or plain in CALLED


def _together(words: list[str], *, capitals: bool = False) -> str:
    made = []
    for word in words:
        small = word.lower()
        ways = "|".join(filter(None, [re.escape(small).replace("'", "'?"), _SHORT.get(small)]))
        made.append(rf"(?=[A-Z\d&]){_any(ways)}" if capitals else _any(ways))
    return bounded(r"(?:[\s,.-]{1,3}|(?<=\.)|(?=&))".join(made))


def _any(ways: str) -> str:
    return rf"(?i:{ways})"
