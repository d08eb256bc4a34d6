"""Every way in which somebody’s recorded names may be written, and how sure it is that it means them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from safeguarding.anonymity.names.folding import folded, key
from safeguarding.anonymity.names.person import Person
from safeguarding.anonymity.names.words import AGENCY, CALLED, COMMON, KIN, ORDINARY, TITLES

FAMILY = "[family name]"
"""Stands for a name that two people of the case share: it says which family, not which of them."""
INITIALS, NICKNAME, MISSPELLING, PART = "initials", "nickname", "misspelling", "part of a name"
KIN_ALONE = "kin"
"""A kinship word alone (“Mum”) says how somebody is related. It names them, and it need not be hidden."""
_PARTICLES = frozenset({"van", "von", "der", "den", "de", "da", "di", "du", "la", "le", "el", "al", "bin"})

Word = tuple[str, ...]
"""A word of a name in its pieces: “Lacey-Mae” is two."""


class Spelling(NamedTuple):
    """Whom a spelling means. Certain where `kind` is empty; `first` where another surname may follow.

    `shared` is everybody who has the name, where it is a family’s.
    """

    who: tuple[str, ...]
    kind: str = ""
    first: bool = False
    guessed: bool = False
    shared: tuple[str, ...] = ()

    @property
    def open_to_doubt(self) -> bool:
        """Whether a person may say that it is nobody of the case."""
        return self.guessed or self.kind not in ("", KIN_ALONE)


class _Claim(NamedTuple):
    """One reason why a spelling may mean somebody; a lower rank goes before a higher one."""

    rank: int
    words: tuple[Word, ...]
    who: str
    kind: str = ""
    first: bool = False


CONFIRMED, RECORDED, FOLLOWS, PERHAPS = range(4)


class Spellings(NamedTuple):
    """Names and initials by their key, and a pattern that finds each however it is divided."""

    known: dict[str, Spelling]
    short: dict[str, Spelling]
    names: str
    initials: str


def spellings(everybody: Iterable[Person], also: Mapping[str, str]) -> Spellings:
    """What a person confirmed goes before what is recorded, that before what follows from a full name, and
    that before what may only be a look-alike. Where two have an equal claim, the name is the family’s.
    """
    people = list(everybody)
    names = [claim for one in people for claim in _claims(one)]
    short = [claim for one in people for claim in _short(one)]
    for written, who in also.items():
        initials = written.isupper() and len(key(written)) <= 4
        if initials:
            short.append(_Claim(CONFIRMED, (tuple(key(written).upper()),), who))
        else:
            names.append(_Claim(CONFIRMED, _words(written), who, first=key(written) in CALLED))
    known = _settled(names)
    return Spellings(known, _settled(short), _pattern(names, known), _initials(short))


def _words(name: str) -> tuple[Word, ...]:
    parts = (tuple(re.findall(r"[^\W_]+", part)) for part in re.split(r"[\s,;/()]+", folded(name)[0]))
    return tuple(part for part in parts if part)


def _joined(words: Iterable[Word]) -> str:
    return key("".join(piece for word in words for piece in word))


def _claims(one: Person) -> Iterator[_Claim]:
    for name in one.names:
        words = _words(name)
        alone = all(_joined([word]) in KIN for word in words)
        called = len(words) == 1 and _joined(words) in CALLED
        yield _Claim(RECORDED, words, one.pseudonym, KIN_ALONE if alone else "", called)
        if not alone:
            yield from _following(words, one.pseudonym)


def _following(words: tuple[Word, ...], who: str) -> Iterator[_Claim]:
    """What follows from a full name: first name, surname, initial and surname, and the surname first."""
    bare = _bare(words)
    titled = len(bare) < len(words) and _joined([words[0]]) in TITLES
    if not bare:
        return
    first, last = bare[0], _surname(bare)
    if len(bare) > 1 and len(_joined(last)) > 1:
        initial = (first[0][0],)
        orders = [bare, (first, *last), (*last, first), (initial, *last), (*last, initial), last]
        yield from (_Claim(FOLLOWS, order, who) for order in orders)
    if len(_joined([first])) > 1:
        yield _Claim(FOLLOWS, (first,), who, first=not titled or len(bare) > 1)
    middle = [word for word in bare[1 : len(bare) - len(last)] if len(word[0]) > 1 and word[0].isalpha()]
    halves = [(piece,) for word in bare for piece in word if len(word) > 1 and len(piece) > 2]
    loose = [word for word in last if len(last) > 1 and word[0].lower() not in _PARTICLES]
    yield from (_Claim(PERHAPS, (part,), who, PART) for part in [*middle, *halves, *loose])
    if not titled:
        others = sorted(CALLED.get(_joined([first]), frozenset()))
        yield from (_Claim(PERHAPS, ((other.title(),),), who, NICKNAME, True) for other in others)


def _bare(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A name without the titles and kinship words that stand before it."""
    start = 0
    while start < len(words) and _joined([words[start]]) in TITLES | KIN:
        start += 1
    return words[start:]


def _surname(bare: tuple[Word, ...]) -> tuple[Word, ...]:
    start = len(bare) - 1
    while start > 1 and bare[start - 1][0].lower() in _PARTICLES:
        start -= 1
    return bare[start:]


def _short(one: Person) -> Iterator[_Claim]:
    """Recorded initials, and those that follow from full names unless an agency uses the same letters."""
    for written in one.initials:
        yield _Claim(RECORDED, (tuple(key(written).upper()),), one.pseudonym)
    for name in one.names:
        bare = _bare(_words(name))
        ways = {
            "".join(word[0][0] for word in bare),
            "".join(piece[0] for word in bare for piece in word),
            (bare[0][0][0] + bare[-1][0][0]) if len(bare) > 1 else "",
        }
        for letters in sorted(ways):
            if 2 <= len(letters) <= 4 and letters.isalpha() and letters.lower() not in AGENCY | COMMON:
                yield _Claim(FOLLOWS, (tuple(letters.upper()),), one.pseudonym, INITIALS)


def _settled(claims: Iterable[_Claim]) -> dict[str, Spelling]:
    best: dict[str, list[_Claim]] = {}
    firsts = set()
    for claim in claims:
        if claim.first:
            firsts.add(_joined(claim.words))
        held = best.setdefault(_joined(claim.words), [claim])
        if claim.rank < held[0].rank:
            held[:] = [claim]
        elif claim.rank == held[0].rank:
            held.append(claim)
    best.pop("", None)
    return {name: _spelling(held, name in firsts) for name, held in best.items()}


def _spelling(held: list[_Claim], first: bool) -> Spelling:
    who = tuple(dict.fromkeys(claim.who for claim in held))
    kind = held[0].kind
    if kind == INITIALS:  # certain only where they can be nobody else’s
        return Spelling(who, kind if len(who) > 1 else "", guessed=True)
    if held[0].rank < PERHAPS and len(who) > 1:
        return Spelling((FAMILY,), kind, first, shared=who)
    return Spelling(who, kind, first)


def _pattern(claims: Iterable[_Claim], known: Mapping[str, Spelling]) -> str:
    """All names, the longest first, by their first letter: a word of another letter is passed by at once."""
    found = {claim.words for claim in claims if _joined(claim.words)}
    by_letter: dict[str, list[tuple[Word, ...]]] = {}
    for words in sorted(found, key=lambda words: (-len(_joined(words)), words)):
        by_letter.setdefault(words[0][0][0].lower(), []).append(words)
    return "|".join(
        rf"(?=[{letter}{letter.upper()}])(?:{'|'.join(_name(one, known[_joined(one)]) for one in words)})"
        for letter, words in by_letter.items()
    )


def _name(words: tuple[Word, ...], spelling: Spelling) -> str:
    """A name as a pattern. Letters may be large or small, save in one that is an ordinary word, is very
    short, or is only a look-alike: these have to begin with a capital.
    """
    plain = all(piece.lower() in ORDINARY for word in words for piece in word)
    strict = plain or spelling.kind not in ("", KIN_ALONE) or len(_joined(words)) < 3
    strict = strict and spelling.kind != KIN_ALONE
    made = ""
    for place, word in enumerate(words):
        if place:
            made += r"(?:\.\s{0,2}|,?\s{1,2})" if len(words[place - 1][-1]) == 1 else r"(?:,?\s{1,3}|\s?-\s?)"
        made += r"\.?\s?['-]?\s?".join(_piece(piece, strict) for piece in word)
    if len(words) > 1 and len(_joined(words[-1:])) == 1:  # “Marrable, Z” but not “Marrable, Z. Dowsing”
        made += r"(?!\.?\s?[A-Z])"
    return made


def _piece(piece: str, strict: bool) -> str:
    if len(piece) == 1:
        return re.escape(piece.upper())
    if not strict:
        return rf"(?i:{re.escape(piece)})"
    ways = {piece if piece != piece.lower() else piece.title(), piece.title(), piece.upper()}
    if piece.lower() in AGENCY:
        ways.discard(piece.upper())
    return rf"(?:{'|'.join(sorted(map(re.escape, ways)))})"


def _initials(claims: Iterable[_Claim]) -> str:
    """“KD”, “K.D” and “K. D.”; the last dot belongs to them only where no sentence ends with it."""
    letters = sorted({claim.words[0] for claim in claims if claim.words}, key=lambda one: (-len(one), one))
    return "|".join(
        rf"{dot.join(map(re.escape, one))}{end}"
        for one in letters
        for dot, end in ((r"\.\s?", r"\.(?=\s[a-z]|[,;:')])"), (r"\.?\s?", ""))
    )
