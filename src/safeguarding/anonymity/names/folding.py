"""A text in plain letters, so that a name is one name with or without its accents and curly apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_BASES = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LATIN}
_PLAIN = {code: base for code, base in _BASES.items() if base.isascii()} | str.maketrans(
    "ØøŁłĐđı’‘ʼ´`“”‐‑‒–—−\xa0\u202f\u2009\u200b", "OoLlDdi'''''\"\"------    "
)
_WIDE = {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"} | dict.fromkeys("\xad\u200c\u200d\ufeff", "")
_ODD = re.compile(f"[{''.join(_WIDE)}\u0300-\u036f]")


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain letters, and where each of its letters (and the end) stands in the text as written.

    Accents go, dashes and apostrophes are of one kind, and marks that nobody sees (soft hyphens, joiners)
    are gone: a name is found around them.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    plain = text.translate(_PLAIN)
    if not _ODD.search(plain):
        return plain, range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(plain):
        for one in "" if "\u0300" <= letter <= "\u036f" else _WIDE.get(letter, letter):
            letters.append(one)
            places.append(place)
    return "".join(letters), [*places, len(text)]


def key(text: str) -> str:
    """A name without what divides it and without capitals: “Lacey–Mae” and “LACEY MAE” are “laceymae”."""
    return re.sub(r"[\W_]+", "", folded(text)[0]).lower()
