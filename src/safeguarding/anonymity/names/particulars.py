"""What says who somebody is without a name: numbers, addresses, birth dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from safeguarding.anonymity.names.folding import folded
from safeguarding.anonymity.names.person import Person

ADDRESS = "[address]"
BIRTH = "[date of birth]"
INSTEAD = {
    "mail": "[e-mail]",
    "birth": BIRTH,
    "nhs": "[NHS number]",
    "number": "[local number]",
    "phone": "[telephone]",
    "address": ADDRESS,
    "postcode": ADDRESS,
    "ten": "[NHS number]",
}
"""What is put in place of each particular, by the name of its part of the pattern."""

_MAIL = r"(?<![\w.+'-])[\w.+'-]++@[\w-]+(?:\.[\w-]+)+"
_PHONE = (
    r"(?<![\w.])(?!\d{1,2}[.-]\d{1,2}[.-]\d)"
    r"(?:(?:\+44|0044)[ -]?(?:\(0\))?[ -]?[1-9]|\(?0[1-35789])(?:[ ().-]{0,2}\d){8,9}(?!\d)"
)
POSTCODE = r"(?<![^\W_])(?i:[a-z]{1,2}\d[a-z\d]?\s{0,2}\d(?!st|nd|rd|th|am|pm)[abd-hjlnp-uw-z]{2})(?![^\W_])"
_NHS = r"(?<!\d)\d{3}[ .-]{1,3}\d{3}[ .-]{1,3}\d{4}(?!\d)"
_TEN = r"(?<!\d)(?=\d)(?:\d[ .-]?){9}\d(?!\d)"
_STREETS = {
    "road": "rd", "street": "st", "avenue": "ave?", "close": "cl", "lane": "ln", "court": "ct",
    "crescent": "cres", "drive": "dr", "gardens": "gdns", "place": "pl", "terrace": "terr?", "square": "sq",
    "grove": "gr", "house": "hse", "rise": "rise", "mews": "mews", "cottage": "cott", "lodge": "lodge",
    "villas": "villas",
}  # fmt: skip
_STREET_ENDS = rf"\b({'|'.join(_STREETS)})\b\s+(?!(?:{'|'.join(_STREETS)})\b)"
_DOOR = r"(?:(?:flat|apartment|apt\.?|unit|room|no\.?|number)\s*)?\d+[a-z]?"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def particulars(everybody: Iterable[Person]) -> str:
    """A pattern of everybody’s addresses, numbers and birth dates, and of any number that is a person’s.

    NHS numbers, telephone numbers, e-mail addresses and postcodes are found whoever’s they are. Ten digits in
    an unusual spacing count as an NHS number only where the last one checks (`nhs_number`).
    """
    people = list(everybody)
    identifiers = {value for one in people for value in one.identifiers}
    parts = {
        "mail": [_MAIL],
        "birth": _births({day for one in people for day in one.dates_of_birth}),
        "nhs": [*(spaced(value) for value in sorted(identifiers) if _is_nhs(value)), _NHS],
        "phone": [_PHONE],
        "number": [spaced(value) for value in sorted(identifiers) if _is_number(value)],
        "address": _after(r"[A-Z\daflnru]", addresses_of(a for one in people for a in one.addresses)),
        "postcode": [POSTCODE],
        "ten": [_TEN],
    }
    return "|".join(f"(?P<{name}>{'|'.join(found)})" for name, found in parts.items() if found)


def nhs_number(text: str) -> bool:
    """Whether the ten digits of a text check as an NHS number’s do (modulus 11)."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return len(digits) == 10 and check % 11 == digits[9] and check != 10


def _is_nhs(value: str) -> bool:
    return len(re.sub(r"\D", "", value)) == 10 and not re.search(r"[^\W\d_]", value)


def _is_number(value: str) -> bool:
    return not _is_nhs(value) and bool(re.search(r"\d", value)) and len(re.sub(r"[\W_]", "", value)) > 3


def spaced(value: str) -> str:
    """An identifier, with or without what stands between its parts."""
    letters = re.sub(r"[\W_]", "", folded(value)[0])
    return bounded(f"(?i:{'[ ./-]{0,2}'.join(letters)})")


def _after(begins: str, patterns: Iterable[str]) -> list[str]:
    """Patterns that are tried only where one of them can begin, which is faster."""
    found = "|".join(patterns)
    return [rf"(?={begins})(?:{found})"] if found else []


def _births(days: Iterable[str]) -> list[str]:
    months = "|".join(name[:3] for name in MONTHS)
    return _after(rf"\d|(?i:{months})", map(_birth, sorted(day for day in days if re.search(r"\d", day))))


def _birth(written: str) -> str:
    """A date as people write it: 29/10/88, 29th Oct 1988, October 29, 1988, 1988-10-29, 29101988."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return spaced(written)
    name = MONTHS[day.month - 1]
    month = rf"(?i:{name}|{name[:3]}{'t?' if day.month == 9 else ''})\.?"
    year = rf"(?:{day.year}|'?{day.year % 100:02})"
    nth = rf"0?{day.day}(?i:st|nd|rd|th)?"
    return (
        rf"(?<![^\W_])(?:0?{day.day}\s?[./ -]\s?0?{day.month}\s?[./ -]\s?{year}"
        rf"|{nth}[ .-]{{0,2}}(?:of )?{month}[ ,.-]{{0,2}}{year}"
        rf"|{month} {nth},? {year}"
        rf"|{day:%Y}[./-]?{day:%m}[./-]?{day:%d}|{day:%d%m%Y})(?!\d)"
    )


def addresses_of(addresses: Iterable[str]) -> Iterator[str]:
    """Whole addresses first, then what in each of their lines leads to a door."""
    found = [_lines(address) for address in addresses]
    for lines in found:
        if len(lines) > 1:
            yield bounded(r"[\s,;]+".join(_street(line) for line in lines))
    for lines in found:
        for place, line in enumerate(lines):
            yield from _line(line, first=not place and len(lines) > 1)


def _lines(address: str) -> list[str]:
    """A new line begins at a comma too, and after the name of a street."""
    divided = re.sub(_STREET_ENDS, r"\1, ", address, flags=re.IGNORECASE)
    return [line for line in re.split(r"\s*[\n,;]\s*", divided.strip()) if re.search(r"[^\W_]", line)]


def _line(line: str, first: bool) -> Iterator[str]:
    """A line with or without its number. A town, a number or one word alone is no address."""
    words = re.sub(rf"^(?:{_DOOR}[\s,]+)+", "", folded(line)[0], flags=re.IGNORECASE)
    if not re.search(r"[^\W\d_]", words):
        return
    numbered, last = words != folded(line)[0], words.split()[-1].lower()
    if numbered or first or last in {*_STREETS, *_STREETS.values()}:
        yield bounded(rf"(?:(?i:{_DOOR})[\s,]{{1,3}}){{1,3}}{_street(words)}")
        if len(words.split()) > 1:
            yield bounded(_street(words, capitals=True))
    elif re.search(r"\d", line):
        yield bounded(_street(line))


def _street(words: str, *, capitals: bool = False) -> str:
    """Words of an address with their short forms; `capitals` where only these tell it from ordinary words."""
    made = [_word(word, capitals) for word in re.findall(r"[^\W_]+(?:'[^\W_]+)?", folded(words)[0])]
    return r"[\s,.-]{1,3}".join(made)


def _word(word: str, capitals: bool) -> str:
    long = next((long for long, short in _STREETS.items() if word.lower() in (long, short.rstrip("?"))), "")
    any_case = rf"{long}|{_STREETS[long]}" if long else re.escape(word).replace("'", "'?")
    return rf"(?=[A-Z\d])(?i:{any_case})" if capitals else rf"(?i:{any_case})"


def bounded(pattern: str) -> str:
    return rf"(?<![^\W_]){pattern}(?![^\W_])"
