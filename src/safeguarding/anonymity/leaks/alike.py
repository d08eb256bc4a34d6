"""Words that sound like a name, and a place’s one telling word, misspelt or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from safeguarding.anonymity.names.folding import folded, key
from safeguarding.anonymity.names.words import CALLED, NOT_NAMES

if TYPE_CHECKING:
    from safeguarding.anonymity.leaks.seeking import Found

_CAPITAL = re.compile(r"(?<![^\W\d_])[A-Z][^\W\d_]{3,}(?:'[a-z]+)?(?![^\W\d_])")
_SOUNDS = (
    (r"ph", "f"), (r"ough|augh", "o"), (r"tch|sch", "k"), (r"c(?=[eiy])", "s"), (r"ck|ch|qu|[cq]", "k"),
    (r"g(?=[eiy])", "j"), (r"x", "ks"), (r"z", "s"), (r"wr", "r"), (r"kn|gn", "n"), (r"v", "f"), (r"h", ""),
    (r"e\Z", ""), (r"[eiy]+", "i"), (r"[aou]+", "a"), (r"(.)\1+", r"\1"),
)  # fmt: skip
_FURTHEST = 3


def sound(word: str) -> str:
    """How a word sounds, roughly: “Zakary” and “Zachary” are one."""
    for written, heard in _SOUNDS:
        word = re.sub(written, heard, word)
    return word


class Alike:
    """Capitalised words that are nearly a name or a place."""

    def __init__(self, names: Mapping[str, tuple[str, ...]], telling: Mapping[str, str]) -> None:
        self._names = names
        self._sounds: dict[str, list[str]] = {}
        for name in names:
            self._sounds.setdefault(sound(name), []).append(name)
        self._places = {key(word).removesuffix("s") if "'" in word else key(word): who
                        for word, who in telling.items() if word}  # fmt: skip
        self._means = cache(self._meant)

    def all(self, plain: str) -> Iterator[Found]:
        from safeguarding.anonymity.leaks.seeking import Found

        smooth, at = folded(plain)
        for found in _CAPITAL.finditer(smooth):
            for who, kind in self._means(found[0]):
                yield Found(who, found[0], kind, at[found.start()], at[found.end()])

    def _meant(self, written: str) -> tuple[tuple[str, str], ...]:
        bare = written.removesuffix("'s").lower().replace("'", "")
        if bare in NOT_NAMES or bare.rstrip("s") in NOT_NAMES:
            return ()
        found = [(who, "place") for word in {bare, bare.removesuffix("s")} if (who := self._places.get(word))]
        if not found and len(bare) >= 6 and self._places:
            near = process.extractOne(bare, [*self._places], scorer=OSA.distance, score_cutoff=_off(bare))
            if near and near[0][0] == bare[0] and len(near[0]) >= 6:
                found = [(self._places[near[0]], "misspelling")]
        if bare in self._names or bare in CALLED:
            return tuple(found)
        like = [name for name in self._sounds.get(sound(bare), ()) if OSA.distance(bare, name) <= _FURTHEST]
        return (*found, *((who, "misspelling") for name in like for who in self._names[name]))


def _off(word: str) -> int:
    return 2 if len(word) >= 8 else 1
