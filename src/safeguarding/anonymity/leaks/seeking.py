"""One look through a text for everything listed: whom or what each place in it names, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from safeguarding.anonymity.leaks import dates, places
from safeguarding.anonymity.leaks.alike import Alike
from safeguarding.anonymity.leaks.listed import Listed, as_day
from safeguarding.anonymity.leaks.plainly import (
    broken_over_lines,
    glued,
    other_readings,
    parted,
    plainly,
)
from safeguarding.anonymity.leaks.whether import somebody
from safeguarding.anonymity.names.finding import Finder, Place
from safeguarding.anonymity.names.folding import folded, key
from safeguarding.anonymity.names.particulars import (
    POSTCODE,
    addresses_of,
    bounded,
    spaced,
)
from safeguarding.anonymity.names.spellings import INITIALS, KIN_ALONE, PART
from safeguarding.anonymity.names.words import AGENCY, ALSO_WORDS, COMMON, ORDINARY

_DOORS = frozenset({"0", "fla", "apa", "apt", "uni", "roo", "no", "num"})
"""A number, “flat”, “apartment”, “unit”, “room” or “no.”."""
_BORN = re.compile(r"\b(?:born|birth|birthday|dob|d\.o\.b|turned|turning)\b", re.IGNORECASE)
_BORN_WITHIN = 40
_LANGUAGE = re.compile(r"\b[a-z]{2}-[A-Z]{2}\b")
"""“en-GB” is the language of a file, and nobody’s initials."""
SURE = 5
"""A shorter name turns up by chance among the bytes of a picture or a program."""


class Found(NamedTuple):
    """A place in a text that names something listed, as it is written there."""

    identifier: str
    matched: str
    kind: str
    start: int
    end: int


class _Wanted(NamedTuple):
    """A pattern, the up to three letters that it may begin with (“0”: any digit), and what it means."""

    pattern: str
    begins: frozenset[str]
    identifier: str
    kind: str


class _Sought:
    """Patterns of several sorts; each is tried only at a word that begins as it may begin."""

    def __init__(self, *sorts: Iterable[_Wanted]) -> None:
        self._tried: dict[str, list[tuple[re.Pattern[str], list[list[tuple[str, str]]]]]] = {}
        for sort in sorts:
            by_letter: dict[str, dict[str, list[tuple[str, str]]]] = {}
            for one in sort:
                for letters in one.begins:
                    whom = by_letter.setdefault(letters, {})
                    whom.setdefault(one.pattern, []).append((one.identifier, one.kind))
            for letter, whom in by_letter.items():
                patterns = sorted(whom, key=len, reverse=True)
                compiled = re.compile("|".join(f"({pattern})" for pattern in patterns))
                self._tried.setdefault(letter, []).append((compiled, [whom[one] for one in patterns]))
        starts = "|".join(r"\d" if one == "0" else _either(one) for one in sorted(self._tried))
        self._starts = re.compile(rf"(?<![^\W_])(?:{starts or '(?!)'})")

    def all(self, text: str) -> Iterator[Found]:
        tried = self._tried
        for word in self._starts.finditer(text):
            place = word.start()
            letters = text[place : place + 3].lower()
            for begins in ("0",) if letters[0].isdigit() else (letters, letters[:2], letters[0]):
                for pattern, whom in tried.get(begins, ()):
                    if found := pattern.match(text, place):
                        for identifier, kind in whom[(found.lastindex or 1) - 1]:
                            yield Found(identifier, found[0], kind, *found.span())


def _either(letters: str) -> str:
    return "".join(f"[{re.escape(letter)}{re.escape(letter.upper())}]" for letter in letters)


class Seeker:
    """Everything that a finished file must not say, compiled once."""

    def __init__(self, listed: Listed) -> None:
        self._finder = Finder(listed.people, {}, listed.said, names_only=True)
        self._recorded = {key(name) for one in listed.people for name in one.names}
        self._initials = {key(short).lower() for one in listed.people for short in one.initials}
        self._exact = {
            name: who.shared or who.who
            for name, who in self._finder.known.items()
            if len(name) >= SURE and name not in ORDINARY and who.kind in ("", PART)
        }
        self._alike = Alike(self._exact, {places.telling(name): who for who, name in listed.places})
        self._sought = _Sought(_numbers(listed), _days(listed), _addresses(listed), _places(listed))
        self._births = _Sought(
            _Wanted(dates.without_year(day), dates.begins(day), who, "date of birth")
            for who, day in _birthdays(listed)
        )
        self._names = cache(self._in_name)

    def look(self, text: str, *, token: bool = False, sure: bool = False) -> list[Found]:
        """Everything that a text names. A `token` is a link or a file’s name, whose words are run together;
        of what is hardly a text (`sure`) only whole names and numbers count.
        """
        plain, at = plainly(text)
        if token:
            plain = _LANGUAGE.sub("     ", plain)
        smooth, same = folded(plain)
        if not isinstance(same, range):
            smooth = plain  # letter by letter it is not the same: each look folds it, and counts back
        found = [*self._certain(smooth, sure)]
        if not sure:
            found += self._alike.all(smooth)
            found += self._again(plain, other_readings(plain), found, self._certain)
            found += self._again(plain, broken_over_lines(plain), found, self._whole)
        found += self._again(plain, glued(plain), found, self._joined)
        if token:
            found += self._in_tokens(plain, sure, found)
        return [_back(one, text, at) for one in _apart(found)]

    def _in_tokens(self, plain: str, sure: bool, already: list[Found]) -> Iterator[Found]:
        """What each line names once the words in it are taken apart."""
        lines = plain.split("\n")
        apart = [parted(line) for line in lines]
        words = "\n".join(apart)
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        inside = [0, *accumulate(len(line) + 1 for line in apart)]
        for one in [*self._certain(words, sure), *self._run_together(apart, inside)]:
            line = bisect_right(inside, one.start) - 1
            start, end = starts[line], starts[line] + len(lines[line])
            if not _among(one, start, end, already):
                yield one._replace(start=start, end=end)

    def _run_together(self, lines: list[str], starts: list[int]) -> Iterator[Found]:
        for line, start in zip(lines, starts, strict=False):
            yield from (one._replace(start=start, end=start + len(line)) for one in self._glued(line))

    def _certain(self, plain: str, sure: bool = False) -> Iterator[Found]:
        smooth, at = folded(plain)
        for place in self._finder.places(smooth):
            yield from self._named(smooth, place, at, sure)
        for one in self._sought.all(smooth):
            yield one._replace(start=at[one.start], end=at[one.end])
        for one in self._births.all(smooth) if _BORN.search(smooth) else ():
            if _BORN.search(smooth, max(0, one.start - _BORN_WITHIN), one.end + _BORN_WITHIN):
                yield one._replace(start=at[one.start], end=at[one.end])

    def _named(self, text: str, place: Place, at: object, sure: bool) -> Iterator[Found]:
        if place.kind == KIN_ALONE or not (place.shared or place.who):
            return
        written = place.written
        kind = self._names(written, place.kind)
        if not kind or (sure and (len(key(written)) < SURE or kind in ("initials", "misspelling"))):
            return
        if written.islower() and written in ALSO_WORDS:
            return
        if key(written) in ORDINARY and not somebody(text, place.start, place.end):
            return
        for who in place.shared or place.who:
            yield Found(who, written, kind, at[place.start], at[place.end])  # type: ignore[index]

    def _in_name(self, written: str, kind: str) -> str:
        """What a name is called in the report; nothing where it is somebody else’s."""
        name = key(written)
        if kind == INITIALS or (name not in self._finder.known and written.isupper() and len(name) <= 4):
            if "." in written or (name in self._initials and name not in AGENCY | COMMON):
                return "initials"
            return "initials" if len(name) > 2 else ""  # two letters nobody recorded are too many things
        if name in self._recorded:
            return "name"
        if kind == PART and name not in self._finder.known:  # a first name, and a surname nobody has told us
            first = key(written.split()[0])
            return "" if first in ORDINARY else "part of a name"
        return kind or "part of a name"

    def _whole(self, word: str) -> Iterator[Found]:
        for who in self._exact.get(key(word), ()):
            yield Found(who, word, "name", 0, len(word))

    def _joined(self, words: str) -> Iterator[Found]:
        """Names that stand without a space between them, as in an e-mail’s address."""
        yield from self._certain(words)
        yield from self._glued(words)

    def _glued(self, words: str) -> Iterator[Found]:
        for word in words.lower().split() if len(words) >= SURE else ():
            for name, people in self._exact.items():
                if len(name) > SURE and word != name and (word.startswith(name) or word.endswith(name)):
                    for who in people:
                        yield Found(who, word, "part of a name", 0, len(words))

    def _again(
        self,
        plain: str,
        readings: Iterable[tuple[str, int, int]],
        already: list[Found],
        read: Callable[[str], Iterator[Found]],
    ) -> list[Found]:
        """What another reading of a part of the text names that was not found there before."""
        more: list[Found] = []
        for words, start, end in readings:
            for one in read(words):
                if not _among(one, start, end, already) and not _among(one, start, end, more):
                    more.append(Found(one.identifier, one.matched, one.kind, start, end))
        return more


def _among(one: Found, start: int, end: int, already: Iterable[Found]) -> bool:
    wanted = key(one.matched)
    return any(
        was.identifier == one.identifier
        and was.start < end
        and was.end > start
        and (wanted in key(was.matched))
        for was in already
    )


def _apart(found: list[Found]) -> list[Found]:
    """In the order of the text, and each once for whom it names."""
    kept: list[Found] = []
    ends: dict[str, int] = {}
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > ends.get(one.identifier, -1):
            kept.append(one)
            ends[one.identifier] = one.end
    return kept


def _back(one: Found, text: str, at: object) -> Found:
    start, end = at[one.start], at[one.end]  # type: ignore[index]
    written = text[start:end] if end - start <= len(one.matched) + 4 else one.matched
    return one._replace(matched=written, start=start, end=end)


def _numbers(listed: Listed) -> Iterator[_Wanted]:
    for one in listed.people:
        for value in one.identifiers:
            yield _Wanted(spaced(value), _begins(key(value)[0]), one.pseudonym, "number")
        for address in one.addresses:
            for code in re.findall(POSTCODE, address):
                yield _Wanted(spaced(code), _begins(code[0]), one.pseudonym, "address")
    for who, words in listed.details:
        pieces = re.findall(r"[^\W_]+(?:'[^\W_]+)*", folded(words)[0])
        if pieces:
            phrase = r"[\W_]{1,4}".join(f"(?i:{re.escape(piece)})" for piece in pieces)
            yield _Wanted(bounded(phrase), _begins(pieces[0]), who, "detail")


def _addresses(listed: Listed) -> Iterator[_Wanted]:
    for one in listed.people:
        for address in one.addresses:
            begins = _DOORS | _begins(address)
            for pattern in addresses_of([address]):
                yield _Wanted(pattern, begins, one.pseudonym, "address")


def _places(listed: Listed) -> Iterator[_Wanted]:
    for who, name in listed.places:
        for pattern in places.patterns(name):
            yield _Wanted(pattern, _begins(name, places.acronym(name)), who, "place")


def _begins(*texts: str) -> frozenset[str]:
    """How any word of these texts may begin, and its short form."""
    words = [word.lower() for text in texts for word in re.findall(r"[^\W_]+", folded(text)[0])]
    found = {"0" if word[0].isdigit() else word[:3] for word in words}
    return frozenset(
        found | {word[0] for word in words if word[0] in "sr" or (len(word) == 1 and not word.isdigit())}
    )


def _birthdays(listed: Listed) -> Iterator[tuple[str, date]]:
    for one in listed.people:
        for day in filter(None, map(as_day, one.dates_of_birth)):
            yield one.pseudonym, day


def _days(listed: Listed) -> Iterator[_Wanted]:
    for who, day in _birthdays(listed):
        yield _Wanted(dates.pattern(day), dates.begins(day), who, "date of birth")
    for who, day in listed.dates:
        yield _Wanted(dates.pattern(day), dates.begins(day), who, "date")
        yield _Wanted(dates.without_year(day), dates.begins(day), who, "date")
