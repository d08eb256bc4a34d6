"""The criteria that partners take into account, in our own words. Meeting one does not by itself mean a
review.

The first four are in SI 2018/789 reg 11; the next four are circumstances that Working Together adds; the last
three are the national criteria (reg 3), on which the group gives a view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from safeguarding.statute.editions import Editions


class Family(StrEnum):
    """Where a criterion belongs."""

    LOCAL = "local"
    CIRCUMSTANCE = "circumstance"
    NATIONAL = "national"


@dataclass(frozen=True)
class Criterion:
    """One question that is answered yes, no or not clear yet, with a reason.

    `words` may name the local health body, whose name depends on the date.
    """

    code: str
    family: Family
    title: str
    words: str
    source: str

    def text(self, editions: Editions, on: date) -> str:
        """The question as it stands under these editions on that date."""
        return self.words.format(board=editions.word("health_commissioner", on))

    def cite(self, editions: Editions) -> str:
        """Where it comes from, under these editions."""
        return self.source.format(working_together=editions.working_together.chapter)


REG_11 = "SI 2018/789 reg 11({}); {{working_together}}"
REG_3 = "SI 2018/789 reg 3"
CIRCUMSTANCES = "{working_together}, circumstances to consider"

_ALL = (
    Criterion(
        "R11A",
        Family.LOCAL,
        "Improvements",
        "Does the case show, or might it show, that something should be better in how children are kept safe "
        "and well, "
        "even if that was found before?",
        REG_11.format("a"),
    ),
    Criterion(
        "R11B",
        Family.LOCAL,
        "Themes that come back",
        "Does the case show, or might it show, themes that keep coming back?",
        REG_11.format("b"),
    ),
    Criterion(
        "R11C",
        Family.LOCAL,
        "How agencies worked together",
        "Does the case raise, or might it raise, concern about how two or more organisations or agencies "
        "worked together?",
        REG_11.format("c"),
    ),
    Criterion(
        "R11D",
        Family.LOCAL,
        "The Panel’s view",
        "Has the Panel looked at the case and found that a local review may be the better way?",
        REG_11.format("d"),
    ),
    Criterion(
        "C1",
        Family.CIRCUMSTANCE,
        "One agency",
        "Is there concern about what one agency did or did not do?",
        CIRCUMSTANCES,
    ),
    Criterion(
        "C2",
        Family.CIRCUMSTANCE,
        "No agency knew",
        "Was no agency involved, and is that itself a concern?",
        CIRCUMSTANCES,
    ),
    Criterion(
        "C3",
        Family.CIRCUMSTANCE,
        "More than one area",
        "Was more than one local authority, police area or {board} involved, also because the family moved?",
        CIRCUMSTANCES,
    ),
    Criterion(
        "C4",
        Family.CIRCUMSTANCE,
        "An institution",
        "Does the case raise questions about children’s safety in an institution, such as a home, a school, "
        "custody or a "
        "hospital?",
        CIRCUMSTANCES,
    ),
    Criterion(
        "N1",
        Family.NATIONAL,
        "Improvements across the country",
        "Does the case show, or might it show, improvements needed in keeping children safe, even if found "
        "before?",
        REG_3,
    ),
    Criterion(
        "N2",
        Family.NATIONAL,
        "The law or national guidance",
        "Might the law, or guidance made under it, have to change?",
        REG_3,
    ),
    Criterion(
        "N3",
        Family.NATIONAL,
        "Themes across the country",
        "Does the case show, or might it show, themes that come back in keeping children safe?",
        REG_3,
    ),
)

CRITERIA: Mapping[str, Criterion] = MappingProxyType({criterion.code: criterion for criterion in _ALL})
LOCAL_CRITERIA: tuple[Criterion, ...] = tuple(c for c in _ALL if c.family is not Family.NATIONAL)
NATIONAL_CRITERIA: tuple[Criterion, ...] = tuple(c for c in _ALL if c.family is Family.NATIONAL)
LOCAL_CODES: tuple[str, ...] = tuple(criterion.code for criterion in LOCAL_CRITERIA)
NATIONAL_CODES: tuple[str, ...] = tuple(criterion.code for criterion in NATIONAL_CRITERIA)
