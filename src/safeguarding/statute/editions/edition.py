"""What an edition of guidance is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Force(StrEnum):
    """How strongly a rule or a limit binds."""

    LAW = "law"
    STATUTORY_GUIDANCE = "statutory_guidance"
    NATIONAL_GUIDANCE = "national_guidance"
    LOCAL = "local"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        return {
            Force.LAW: "Law",
            Force.STATUTORY_GUIDANCE: "Statutory guidance",
            Force.NATIONAL_GUIDANCE: "National guidance",
            Force.LOCAL: "The partnership’s own rule",
            Force.INTERNAL: "Our own target",
        }[self]


@dataclass(frozen=True)
class Rule:
    """One rule in plain words, with its source. `to_be_confirmed` shows on the page of rules only."""

    code: str
    title: str
    text: str
    cite: str
    force: Force
    to_be_confirmed: bool = False


@dataclass(frozen=True)
class Aim:
    """One thing that a rapid review must bring out."""

    code: str
    title: str
    help: str
    cite: str
    required: bool = True


@dataclass(frozen=True)
class Edition:
    """One dated edition of guidance. `until` is the last day on which new cases take it."""

    code: str
    name: str
    in_force: date
    until: date | None
    chapter: str
    rules: tuple[Rule, ...]
    aims: tuple[Aim, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    to_be_confirmed: bool = False

    def covers(self, day: date) -> bool:
        """Whether the edition was in force on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)
