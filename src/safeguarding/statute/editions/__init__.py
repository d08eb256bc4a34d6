"""Dated editions of guidance. A case keeps the two in force when the local authority became aware."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from safeguarding.statute.editions.edition import Aim, Edition, Force, Rule
from safeguarding.statute.editions.panel_guidance import PANEL_GUIDANCE
from safeguarding.statute.editions.working_together import WORKING_TOGETHER

__all__ = [
    "PANEL_GUIDANCE",
    "WORKING_TOGETHER",
    "Aim",
    "Edition",
    "Editions",
    "Force",
    "Rule",
    "named",
    "pinned",
]

# Integrated care boards took over from clinical commissioning groups (Health and Care Act 2022, 1 July 2022).
BOARDS_SINCE = date(2022, 7, 1)


@dataclass(frozen=True)
class Editions:
    """The two layers that a case keeps: Working Together, and the Panel's guidance."""

    working_together: Edition
    panel_guidance: Edition

    def word(self, term: str, on: date) -> str:
        """The word for a thing, as these editions and that date have it."""
        if term == "health_commissioner":
            return "integrated care board" if on >= BOARDS_SINCE else "clinical commissioning group"
        return self.working_together.words[term]

    def glossary(self, on: date) -> tuple[tuple[str, str], ...]:
        """What things are called under these editions on that date, for the page of rules."""
        return (
            ("Who speaks for a statutory partner", self.word("partner_representative", on)),
            ("Whom they answer to", self.word("lead_partner", on)),
            ("The health partner", self.word("health_commissioner", on)),
            ("Independent eyes on the work", self.word("scrutiny", on)),
            ("A review of the local system", self.word("practice_review", on)),
        )

    def limit(self, name: str) -> int:
        """A number of days, months or years set by either layer."""
        return {**self.working_together.limits, **self.panel_guidance.limits}[name]

    @property
    def aims(self) -> tuple[Aim, ...]:
        """What a rapid review must bring out; the aim on inequality is required from the Panel's guidance of
        2022."""
        return self.panel_guidance.aims

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of both layers, for the page of rules."""
        return (*self.working_together.rules, *self.panel_guidance.rules)


def pinned(on: date) -> Editions:
    """The editions in force on `on`; the earliest ones for a day before them all.

    The Panel was at work before it published its guidance of April 2019, which is taken to describe that time
    as well.
    """
    return Editions(_in_force(WORKING_TOGETHER, on), _in_force(PANEL_GUIDANCE, on))


def named(code: str) -> Editions:
    """The editions that go with one edition's code: that one, and the other layer as it stood when that one
    began.

    Raises ValueError for a code that is not known.
    """
    if code in WORKING_TOGETHER:
        edition = WORKING_TOGETHER[code]
        return Editions(edition, _in_force(PANEL_GUIDANCE, edition.in_force))
    if code in PANEL_GUIDANCE:
        edition = PANEL_GUIDANCE[code]
        return Editions(_in_force(WORKING_TOGETHER, edition.in_force), edition)
    known = ", ".join((*WORKING_TOGETHER, *PANEL_GUIDANCE))
    raise ValueError(f"There is no edition called “{code}”. Known editions: {known}.")


def _in_force(layer: Mapping[str, Edition], on: date) -> Edition:
    found = [edition for edition in layer.values() if edition.covers(on)]
    return found[0] if found else next(iter(layer.values()))
