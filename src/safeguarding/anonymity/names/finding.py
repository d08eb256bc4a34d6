"""Where a text says who somebody is: one walk through it, in which the first and longest reading counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from safeguarding.anonymity.names.folding import folded, key
from safeguarding.anonymity.names.particulars import INSTEAD, nhs_number, particulars
from safeguarding.anonymity.names.person import Person
from safeguarding.anonymity.names.spellings import (
    FAMILY,
    KIN_ALONE,
    MISSPELLING,
    PART,
    Spelling,
    spellings,
)
from safeguarding.anonymity.names.words import (
    BEGIN_SENTENCES,
    CALENDAR,
    CALLED,
    NOT_NAMES,
    ORDINARY,
    PERSONAL,
)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATED_BEFORE = re.compile(
    rf"(?:(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?|\b(?:in|since|until|till|during|early|mid|late|last|next|this|every"
    rf"|(?:end|start|beginning|middle|month) of|{_MONTH}))[\s/-]*\Z",
    re.IGNORECASE,
)
_DATED_AFTER = re.compile(
    r"[\s,/-]*(?:(?:\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d|'\d\d)(?!\d)|\[date of birth\]|half|bank|term"
    rf"|(?:and |or |to )?{_MONTH}\b)",
    re.IGNORECASE,
)
_SENTENCE_STARTS = re.compile(r"(?:[.!?:;|\"(\n*•]|(?<!\w)['-])\s*\Z")
_PERSONAL_AFTER = re.compile(rf"'s\b|\s+(?:{'|'.join(sorted(PERSONAL))})\b|\s*(?:[,.;:)?!\"/]|\Z)")
_MORE = re.compile(r" {1,2}(?P<surname>[A-Z][^\W\d_]+(?:['-][A-Z][^\W\d_]+)*)(?![^\W\d_])")
_SOUNDS = {letter: sounds[0] for sounds in ("ckq", "gj", "sz", "iey", "fvp") for letter in sounds}
_BEGINS = r"(?:(?<![^\W\d_])(?=[^\W\d_])|(?<!\d)(?=[\d(+\[]))"
"""Nothing that is sought begins inside a word or a number."""
SHORTEST = 4
"""A shorter word is not compared letter by letter: too many are one letter apart."""
_SEEN = 40


class Place(NamedTuple):
    """A place in a text that says who somebody is, as it is written there.

    `kind` is empty where it certainly means `who`, else the kind of look-alike; `instead` is what hides it.
    `shared` is everybody who has a family’s name.
    """

    start: int
    end: int
    written: str
    who: tuple[str, ...]
    kind: str
    instead: str
    shared: tuple[str, ...] = ()


class Finder:
    """Everything that is sought in the texts of a case, compiled once.

    `said` are the words that hide people, where these are not their `pseudonym`; `names_only` leaves
    numbers, addresses and birth dates alone.
    """

    def __init__(
        self,
        everybody: Iterable[Person],
        also: Mapping[str, str],
        said: Collection[str] | None = None,
        *,
        names_only: bool = False,
    ) -> None:
        people = list(everybody)
        self._spelled = spellings(people, also)
        hides = {one.pseudonym for one in people} if said is None else {*said}
        said = sorted(hides | {*also.values()} - {FAMILY}, key=len, reverse=True)
        self._not_names = NOT_NAMES | {key(word) for name in said for word in name.split()}
        numbers = "" if names_only else particulars(people)
        self._sought = re.compile(self._everything([name for name in said if name], numbers))
        self._targets = {
            name: spelling.who
            for name, spelling in self._spelled.known.items()
            if spelling.kind in ("", PART) and len(name) > 2 and name not in ORDINARY
        }
        self._long = [name for name in self._targets if len(name) >= SHORTEST]
        self._confirmed = {key(written) for written in also}
        self._near = cache(self._nearly)

    @property
    def known(self) -> Mapping[str, Spelling]:
        """Every spelling by its key, and whom it means."""
        return self._spelled.known

    def _everything(self, said: list[str], numbers: str) -> str:
        """What is already hidden goes first, so that nothing is hidden twice."""
        pseudonyms = "|".join(re.escape(folded(name)[0]) for name in said)
        perhaps = "|".join([*(re.escape(folded(name)[0]) for name in said), "family name"])
        hidden = "|".join(re.escape(words) for words in {FAMILY, *INSTEAD.values()})
        kept = rf"\[perhaps (?:{perhaps})(?: or (?:{perhaps}))*\]|{hidden}"
        if pseudonyms:
            kept += rf"|(?<![^\W\d_])(?:{pseudonyms})(?![^\W\d_])"
        parts = [rf"(?P<kept>{kept})", *filter(None, [numbers])]
        if self._spelled.names:
            parts.append(rf"(?<![^\W\d_])(?P<name>{self._spelled.names})(?![^\W\d_])")
        if self._spelled.initials:
            parts.append(rf"(?<![^\W_])(?P<initials>{self._spelled.initials})(?=s?(?![^\W_]))")
        if self._spelled.names:
            parts.append(r"(?<![^\W\d_])(?P<word>[A-Z][^\W\d_]{3,})(?![^\W\d_])")
        return rf"{_BEGINS}(?:{'|'.join(parts)})"

    def places(self, text: str, open_: Collection[str] = ()) -> Iterator[Place]:
        """Every place that says who somebody is. A look-alike that is `open_` means nobody of the case."""
        plain, at = folded(text)
        place, free = 0, 0
        while found := self._sought.search(plain, place):
            start, place = found.span()
            kind = found.lastgroup or ""
            if kind == "ten" and not nhs_number(found[0]):
                place = start + 1
                continue
            place, spelling = self._read(plain, found, free)
            if kind == "kept" or kind in INSTEAD:
                free = place
            written = text[at[start] : at[place]]
            if spelling and not (spelling.open_to_doubt and written in open_):
                free = place
                instead = written if kind == "kept" else INSTEAD.get(kind) or _instead(spelling, written)
                yield Place(
                    at[start], at[place], written, spelling.who, spelling.kind, instead, spelling.shared
                )

    def _read(self, plain: str, found: re.Match[str], free: int) -> tuple[int, Spelling | None]:
        """Where a reading ends, and whom it means; None where it means nobody."""
        kind, end = found.lastgroup or "", found.end()
        if kind in INSTEAD:
            return end, Spelling(())
        if kind == "word":
            return end, self._near(found[0].lower())
        if kind == "initials":
            return end, self._spelled.short[key(found[0])]
        if kind == "name":
            return self._name(plain, found, free)
        recorded = self._spelled.known.get(key(found[0]))
        return end, recorded if recorded and not recorded.kind else None

    def _name(self, plain: str, found: re.Match[str], free: int) -> tuple[int, Spelling | None]:
        """How a name is meant, which may be an ordinary word too (“Will”, “May”) with its capital.

        A month or season beside a date is one. At the start of a sentence every word has a capital: it is a
        look-alike there, some only before what a person does (“Will said”), as it is in capitals throughout
        (“WILL”). Elsewhere it is the name.
        """
        start, end = found.span()
        name = key(found[0])
        spelling = self._spelled.known[name]
        ordinary = name in ORDINARY and found[0].isalpha()
        before = plain[max(free, start - _SEEN) : start]
        if name in CALENDAR and ordinary and (_DATED_BEFORE.search(before) or _DATED_AFTER.match(plain, end)):
            return end, None
        if spelling.first and (surname := self._surname(plain, start, end)):
            return surname, Spelling(spelling.who, PART)
        if not ordinary:
            return end, spelling
        doubted = spelling if name in self._confirmed else Spelling(spelling.who, spelling.kind or PART)
        if (not free and start <= _SEEN and not before.strip()) or _SENTENCE_STARTS.search(before):
            doubtful = name not in BEGIN_SENTENCES or _PERSONAL_AFTER.match(plain, end)
            return end, doubted if doubtful else None
        return end, doubted if found[0].isupper() else spelling

    def _surname(self, plain: str, start: int, end: int) -> int:
        """The end of a surname nobody has told us, after a first name: somebody else, or another name."""
        more = _MORE.match(plain, end)
        if not more or more["surname"].isupper() != plain[start:end].isupper():
            return 0
        word = key(more["surname"])
        pieces = {key(piece) for piece in re.split(r"['-]", more["surname"])}
        if pieces & self._not_names or word in self._spelled.known or word in self._spelled.short:
            return 0
        return more.end()

    def _nearly(self, word: str) -> Spelling | None:
        """Whom a capitalised word nearly names: one letter off, or two where both are of seven or more.

        It has to begin with the same sound, and not be a word, a place, a first name of its own or an
        agency’s short form. A name with an “s” (“Deans”) counts, since its apostrophe may be missing.
        """
        if word in self._not_names or word in self._spelled.known:
            return None
        if word[-1] == "s" and word[:-1] in self._targets:
            return self._misspelt([word[:-1]])
        if word in CALLED:
            return None
        near = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=2, limit=4)
        right = [(off, name) for name, off, _ in near if _near(word, name, int(off))]
        if not right:
            return None
        nearest = min(right)[0]
        return self._misspelt([name for off, name in right if off == nearest])

    def _misspelt(self, names: list[str]) -> Spelling:
        who = dict.fromkeys(one for name in names for one in self._targets[name])
        shared = dict.fromkeys(
            one
            for name in names
            for one in (self._spelled.known[name].shared or self._spelled.known[name].who)
        )
        return Spelling(tuple(who), MISSPELLING, shared=tuple(shared) if FAMILY in who else ())


def _near(word: str, name: str, off: int) -> bool:
    allowed = 2 if min(len(word), len(name)) >= 7 else 1
    return off <= allowed and _SOUNDS.get(word[0], word[0]) == _SOUNDS.get(name[0], name[0])


def _instead(spelling: Spelling, written: str) -> str:
    if spelling.kind == KIN_ALONE:
        return written
    if not spelling.kind:
        return spelling.who[0]
    return f"[perhaps {' or '.join(spelling.who).strip('[]')}]"
