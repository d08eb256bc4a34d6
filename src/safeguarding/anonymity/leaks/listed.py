"""Whom and what a finished file must not name: `people.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson

from safeguarding.anonymity.names import Person
from safeguarding.anonymity.names.words import KIN

_SAYS_NOTHING = frozenset(
    {"id", "role", "pseudonym", "relation", "relationship", "gender", "sex", "kind", "type", "replace_with",
     "school", "schools", "age", "agency", "notes"}
)  # fmt: skip
"""Fields that are not sought as they stand: what hides somebody, and what many people are."""
WHAT_IS_WRONG = (
    "The list has to be JSON with “people”, each with an “id” and “names”; “places” with “id” and “names”, "
    "and “dates” with “id” and “date” (YYYY-MM-DD), if there are any."
)


@dataclass(frozen=True)
class Listed:
    """Everybody, every place and every date of a case. Only ids are printed, so that no error names anybody.

    `people` are called by their ids. `details` are words that are sought as they stand.
    """

    people: tuple[Person, ...] = ()
    said: frozenset[str] = frozenset()
    places: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    dates: tuple[tuple[str, date], ...] = field(default=(), repr=False)
    details: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def from_json(cls, data: bytes) -> Listed:
        """From `people.json`. Raises ValueError with what is wrong: a list read in part would clear files."""
        try:
            read = orjson.loads(data)
            people, places, dates = (list(read.get(of) or ()) for of in ("people", "places", "dates"))
            if not people and not places and not dates:
                raise ValueError
            everybody = tuple(_person(one) for one in people)
            named = {name.lower() for one in everybody for name in one.names}
            said = {str(one[key]) for one in [*people, *places] for key in ("pseudonym",) if one.get(key)}
            return cls(
                everybody,
                frozenset(word for word in said if word.lower() not in named),
                tuple((str(one["id"]), name) for one in places for name in _texts(one, "names", "aliases"))
                + tuple(
                    (str(one["id"]), name) for one in people for name in _texts(one, "school", "schools")
                ),
                tuple((str(one["id"]), day) for one in dates if (day := as_day(str(one.get("date"))))),
                tuple(pair for one in [*people, *(read.get("details") or ())] for pair in _details(one))
                + tuple(
                    (str(one["id"]), text)
                    for one in dates
                    for text in _texts(one, "date")
                    if not as_day(text)
                ),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise ValueError(WHAT_IS_WRONG) from problem


def as_day(text: str) -> date | None:
    """An exact date as a list may hold it; None where it is something else."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%Y-%m-%dT%H:%M:%S"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _person(one: dict[str, Any]) -> Person:
    names = _texts(one, "name", "full_name", "names", "aliases")
    return Person(
        str(one["id"]),
        tuple(name for name in names if not _is_phrase(name)),
        _texts(one, "initials"),
        tuple(value for value in _texts(one, "identifiers", "nhs_number", "nhs_no", "upn") if _number(value)),
        _texts(one, "addresses", "address"),
        _texts(one, "date_of_birth", "dob"),
    )


def _details(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Identifiers without a number, names that are a description, and every field we have no name for."""
    known = {"names", "aliases", "initials", "identifiers", "addresses", "date_of_birth", "name", "full_name",
             "nhs_number", "nhs_no", "upn", "address", "dob"}  # fmt: skip
    who = str(one["id"])
    yield from ((who, value) for value in _texts(one, "identifiers") if not _number(value))
    yield from ((who, value) for value in _texts(one, "date_of_birth", "dob") if not as_day(value))
    yield from ((who, name) for name in _texts(one, "name", "names", "aliases") if _is_phrase(name))
    for key in one.keys() - known - _SAYS_NOTHING:
        yield from ((who, value) for value in _texts(one, key) if " " in value or _number(value))


def _is_phrase(name: str) -> bool:
    """“the boy with the red bike” is no name; “Mary van Dijk” is one."""
    words = re.findall(r"[^\W_]+", name)
    small = [word for word in words if word.islower() and len(word) > 3 and word not in KIN]
    return len(words) > 2 and len(small) > 1


def _number(value: str) -> bool:
    return bool(re.search(r"\d", value)) and len(re.sub(r"[\W_]", "", value)) > 3


def _texts(one: dict[str, Any], *keys: str) -> tuple[str, ...]:
    found = []
    for key in keys:
        value = one.get(key)
        for text in value if isinstance(value, list | tuple) else [value]:
            if isinstance(text, str | int) and str(text).strip():
                found.append(str(text).strip())
    return tuple(found)
