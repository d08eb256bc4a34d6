"""A text with its disguises undone: letters that only look like ours, breaks inside words, spaced letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјкорсухԁһɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιıℓ",
    "ABESIJKMHOPCTYXaesijkopcyxdhgABEZHIKMNOPTYXoavi" + "il",
)
_ODD = re.compile(r"[^\x00-\x7f\u00a0-\u024f\u200b-\u2027\u2032\u2033\u2060-\u2064\u20ac\u2212\ufeff\ufffe]")
_INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x02\u180e\ufffc]")
_BREAK = re.compile("(?:[-\xad\u2010\u2011\ufffe\x02]\\s*[\r\n]\\s*|[\xad\ufffe\x02\u200b\u200c\u200d\u2060]"
                    "[\r\n ]*|(?<=[^\\W\\d_])[-\u2010]\\s(?=[a-z]))")  # fmt: skip
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_]([ .\xa0*·_-])(?:\1)?){3,60}[^\W_](?![^\W_])")
_GLUED = re.compile(
    r"\S*(?:@|://|www\.|%[0-9A-Fa-f]{2}|\.(?:docx?|xlsx?|pdf|jpe?g|png|csv|txt|eml|msg)\b)\S*"
)
_LINES = re.compile(r"[\n\r\x0b]\s*")
_LAST = re.compile(r"[^\W\d_]{2,20}(?=[ \t]*\Z)")
_FIRST = re.compile(r"[^\W\d_]{2,20}")
_JOINTS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NEAR = 48


class Reading(NamedTuple):
    """A part of a text read in another way: the words, and where they begin and end in the text."""

    words: str
    start: int
    end: int


def plainly(text: str) -> tuple[str, Sequence[int]]:
    """The text in our own letters, and where each of them (and the end) stands in the text as written."""
    if text.isascii() or not (odd := {*_ODD.findall(text)}):
        return text, range(len(text) + 1)
    if all(len(_plain(letter)) == 1 for letter in odd):
        return text.translate({ord(letter): _plain(letter) for letter in odd}), range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in _plain(letter):
            letters.append(one)
            places.append(place)
    return "".join(letters), [*places, len(text)]


@cache
def _plain(letter: str) -> str:
    if letter.isascii() or not _ODD.match(letter):
        return letter
    made = unicodedata.normalize("NFKC", letter.translate(_ALIKE)).translate(_ALIKE)
    return letter if unicodedata.category(letter) in ("Mn", "Zs") else made


def other_readings(text: str) -> Iterator[Reading]:
    """What else a text may say: words broken at a line's end or by a mark nobody sees, and spaced letters."""
    until = 0
    for found in _BREAK.finditer(text):
        if found.start() < until:
            continue
        start, until = max(0, found.start() - _NEAR), min(len(text), found.end() + _NEAR)
        near = text[start:until]
        for joined in (_INVISIBLE.sub("", _BREAK.sub("", near)), _INVISIBLE.sub(" ", near)):
            yield Reading(joined, start, until)
    for found in _SPACED.finditer(text):
        yield Reading(found[0].replace(found[1] * 2, " ").replace(found[1], ""), *found.span())
        yield Reading(re.sub(r"[\W_]", "", found[0]), *found.span())


def broken_over_lines(text: str) -> Iterator[Reading]:
    """A word that a line's end divides without a hyphen, as a narrow table does."""
    for line in _LINES.finditer(text):
        before = _LAST.search(text, max(0, line.start() - _NEAR // 2), line.start())
        after = _FIRST.match(text, line.end())
        if before and after:
            yield Reading(before[0] + after[0], before.start(), after.end())


def glued(text: str) -> Iterator[Reading]:
    """Addresses of e-mails and pages, and names of files: the words in them."""
    for found in _GLUED.finditer(text):
        yield Reading(parted(found[0]), *found.span())


def parted(text: str) -> str:
    """The words, apart, of a link, a file's name or a bookmark: “TannerReport_v2” is “Tanner Report v 2”."""
    return " ".join(_JOINTS.sub(" ", unquote(text)).split())
