"""Somebody of a case, and a spelling that may be somebody."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody of the case: what they are called here, and everything that would say who they are.

    Only the pseudonym is printed, so that no error report holds a name.
    """

    pseudonym: str
    names: tuple[str, ...] = field(default=(), repr=False)
    initials: tuple[str, ...] = field(default=(), repr=False)
    identifiers: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)
    dates_of_birth: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Lookalike:
    """A spelling that may be somebody of the case; a person says whether it is.

    `kind` is “initials”, “nickname”, “misspelling” or “part of a name”.
    """

    written: str
    pseudonym: str
    kind: str
    times: int
    example: str
