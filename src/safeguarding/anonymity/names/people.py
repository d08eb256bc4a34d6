"""Who is who in a case: who is named in a text however an agency writes it, and the text without names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from safeguarding.anonymity.names.finding import Finder
from safeguarding.anonymity.names.person import Lookalike, Person
from safeguarding.anonymity.names.spellings import KIN_ALONE

NOBODY: Mapping[str, str] = {}
EXAMPLE = 120
"""How many letters of a text an example shows."""


@dataclass(frozen=True)
class People:
    """Everybody of the case. What is sought is compiled once for each set of confirmed spellings."""

    everybody: tuple[Person, ...] = ()
    _finders: dict[frozenset[tuple[str, str]], Finder] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @classmethod
    def from_json(cls, data: bytes) -> People:
        """From `{"people": [{"pseudonym", "names", "aliases", "initials", "identifiers", "addresses",
        "date_of_birth"}]}`, of which only the first has to be there. Raises ValueError.
        """
        try:
            listed: list[dict[str, Any]] = orjson.loads(data)["people"]
            return cls(
                tuple(
                    Person(
                        str(one["pseudonym"]),
                        _texts(*one.get("names", ()), *one.get("aliases", ())),
                        _texts(*one.get("initials", ())),
                        _texts(*one.get("identifiers", ())),
                        _texts(*one.get("addresses", ())),
                        _texts(one.get("date_of_birth")),
                    )
                    for one in listed
                )
            )
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
            raise ValueError(
                "The list of people has to be JSON with “people”, each with a “pseudonym” and “names”."
            ) from problem

    @classmethod
    def from_details(cls, pairs: Iterable[tuple[str, Mapping[str, Any]]]) -> People:
        """From pseudonyms and what their identity records hold (`Identity.details`)."""
        return cls(tuple(_person(pseudonym, details) for pseudonym, details in pairs))

    def named_in(self, text: str, also: Mapping[str, str] = NOBODY) -> list[str]:
        """The pseudonyms of everybody whom a text certainly names, in the order of the case.

        A name that two people share names neither; a look-alike names nobody until it is confirmed, which
        `also` says: the spelling as written, and whom it means.
        """
        if not self.everybody:
            return []
        found = {
            who
            for place in self._finder(also).places(text)
            if place.kind in ("", KIN_ALONE)
            for who in place.who
        }
        return [one.pseudonym for one in self.everybody if one.pseudonym in found]

    def hide(self, text: str, also: Mapping[str, str] = NOBODY, open_: Collection[str] = ()) -> str:
        """The text with pseudonyms for names, and without numbers, addresses and birth dates.

        A look-alike that nobody decided is hidden too, as “[perhaps Child Rowan]”, unless a person said that
        it is nobody of the case (`open_`). Kinship words alone stay: they do not say who somebody is. What is
        hidden already stays as it is.
        """
        made, last = [], 0
        for place in self._finder(also).places(text, open_):
            made += [text[last : place.start], place.instead]
            last = place.end
        return "".join([*made, text[last:]])

    def lookalikes(self, texts: Iterable[str]) -> list[Lookalike]:
        """Spellings that may be somebody, for a person to decide; the most frequent first.

        One that may be either of two people is proposed for each.
        """
        times: Counter[tuple[str, str, str]] = Counter()
        examples: dict[tuple[str, str, str], str] = {}
        for text in texts:
            for place in self._finder(NOBODY).places(text):
                for who in place.who if place.kind not in ("", KIN_ALONE) else ():
                    one = (place.written, who, place.kind)
                    times[one] += 1
                    examples.setdefault(one, _around(text, place.start, place.end))
        in_order = sorted(times, key=lambda one: (-times[one], one))
        return [Lookalike(*one, times[one], examples[one]) for one in in_order]

    def _finder(self, also: Mapping[str, str]) -> Finder:
        confirmed = frozenset(also.items())
        if confirmed not in self._finders:
            self._finders[confirmed] = Finder(self.everybody, dict(also))
        return self._finders[confirmed]


def _person(pseudonym: str, details: Mapping[str, Any]) -> Person:
    other = (str(value) for _, value in details.get("other") or ())
    return Person(
        pseudonym,
        _texts(details.get("name"), *(details.get("also_known_as") or ())),
        (),
        _texts(details.get("nhs_number"), details.get("local_id"), *filter(_has_digit, other)),
        _texts(details.get("address")),
        _texts(details.get("date_of_birth"), details.get("expected_on")),
    )


def _texts(*values: Any) -> tuple[str, ...]:
    return tuple(text for value in values if value and (text := str(value).strip()))


def _has_digit(text: str) -> bool:
    return re.search(r"\d", text) is not None


def _around(text: str, start: int, end: int) -> str:
    room = max(0, EXAMPLE - (end - start)) // 2
    return text[max(0, start - room) : end + room][:EXAMPLE]
