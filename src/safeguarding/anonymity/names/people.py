"""Who is who in a case, so that an event can say whom it is about, however each agency writes the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson


@dataclass(frozen=True)
class Person:
    """Somebody of the case: what they are called here, and every name and initials that agencies use."""

    pseudonym: str
    names: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """Everybody of the case."""

    everybody: tuple[Person, ...] = ()
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_json(cls, data: bytes) -> People:
        """From `{"people": [{"pseudonym", "names", "aliases", "initials"}]}`. Raises ValueError."""
        try:
            listed: list[dict[str, Any]] = orjson.loads(data)["people"]
            return cls(
                tuple(
                    Person(
                        str(one["pseudonym"]),
                        tuple(str(name) for name in (*one.get("names", ()), *one.get("aliases", ()))),
                        tuple(str(name) for name in one.get("initials", ())),
                    )
                    for one in listed
                )
            )
        except (orjson.JSONDecodeError, KeyError, TypeError) as problem:
            raise ValueError(
                "The list of people has to be JSON with “people”, each with a “pseudonym” and “names”."
            ) from problem

    def named_in(self, text: str) -> list[str]:
        """The pseudonyms of everybody whom a text names, in the order of the case."""
        if self._pattern is None:
            return []
        found = {
            self._who[match.lower()] for match in self._pattern.findall(text) if match.lower() in self._who
        }
        found |= {self._short[match] for match in self._initials.findall(text) if match in self._short}
        return [one.pseudonym for one in self.everybody if one.pseudonym in found]

    @cached_property
    def _who(self) -> dict[str, str]:
        """Names that belong to one person only; a name that two share names nobody."""
        return _only_once([(name.lower(), one.pseudonym) for one in self.everybody for name in one.names])

    @cached_property
    def _short(self) -> dict[str, str]:
        return _only_once([(name, one.pseudonym) for one in self.everybody for name in one.initials])

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._who, key=len, reverse=True)
        return (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
            if names
            else None
        )

    @cached_property
    def _initials(self) -> re.Pattern[str]:
        return re.compile(r"(?<![\w.])[A-Z]{2,4}(?![\w.]\w)")


def _only_once(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    shared = set()
    for name, who in pairs:
        if found.setdefault(name, who) != who:
            shared.add(name)
    return {name: who for name, who in found.items() if name not in shared}
