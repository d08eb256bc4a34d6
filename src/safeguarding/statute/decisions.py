"""How the three partners' positions come to a decision.

The duty to notify is the local authority's alone (Children Act 2004 s.16C); that the three should agree is
guidance and local rule. So agreement is counted and shown, and nothing in this library lets the lack of it
stop a notification.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeguarding.statute.terms import Partner

MOST_OF_THEM = 2
"""How many of the three partners make a majority of them."""


class Rule(StrEnum):
    """What it takes for the positions to be a decision."""

    UNANIMOUS = "unanimous"
    LEAD_PARTNER_DECIDES = "lead_partner_decides"
    MAJORITY = "majority"

    @property
    def label(self) -> str:
        return {
            Rule.UNANIMOUS: "All three partners must agree",
            Rule.LEAD_PARTNER_DECIDES: "All three give a position; one partner has the final say",
            Rule.MAJORITY: "Two of the three partners must agree",
        }[self]


@dataclass(frozen=True)
class Tally:
    """What the positions given so far come to.

    `outcome` is the position that stands, or None while somebody is missing or the rule is not met.
    `split` says that everybody has answered and they do not all say the same.
    `against` are the partners whose position is not the outcome.
    """

    outcome: str | None
    complete: bool
    unanimous: bool
    split: bool
    waiting: tuple[Partner, ...]
    sentence: str
    against: tuple[Partner, ...] = ()


def tally(
    positions: Mapping[Partner, str | None],
    rule: Rule,
    lead: Partner = Partner.LA,
    positive: str | frozenset[str] = frozenset(),
) -> Tally:
    """Count the positions of the three partners; a partner who is not in `positions` has not answered.

    Positions that stand in `positive` count as one and the same: agreeing with a comment is agreeing.
    """
    given = {partner: position for partner in Partner if (position := positions.get(partner))}
    waiting = tuple(partner for partner in Partner if partner not in given)
    if waiting:
        return Tally(None, False, False, False, waiting, _waiting(given, waiting))
    same = frozenset({positive}) if isinstance(positive, str) else positive
    sides = {partner: _side(position, same) for partner, position in given.items()}
    unanimous = len(set(sides.values())) == 1
    side = _decided(sides, rule, lead)
    if side is None:
        return Tally(None, True, False, True, (), "The three partners do not agree.")
    against = tuple(partner for partner in Partner if sides[partner] != side)
    return Tally(side, True, unanimous, not unanimous, (), _agreed(rule, lead, against), against)


def _side(position: str, same: frozenset[str]) -> str:
    return min(same) if position in same else position


def _decided(sides: Mapping[Partner, str], rule: Rule, lead: Partner) -> str | None:
    """The side that the rule lets stand, if any."""
    if rule is Rule.LEAD_PARTNER_DECIDES:
        return sides[lead]
    needed = len(Partner) if rule is Rule.UNANIMOUS else MOST_OF_THEM
    return next((side for side in sides.values() if list(sides.values()).count(side) >= needed), None)


def _waiting(given: Mapping[Partner, str], waiting: tuple[Partner, ...]) -> str:
    missing = names(waiting)
    if not given:
        return f"Nobody has given a position yet. We wait for {missing}."
    return f"{_upper(names(tuple(given)))} {_have(len(given))} given a position. We wait for {missing}."


def _agreed(rule: Rule, lead: Partner, against: tuple[Partner, ...]) -> str:
    if not against:
        return "All three partners agree."
    holds = "holds" if len(against) == 1 else "hold"
    held = f"{_upper(names(against))} {holds} another position, which is kept."
    if rule is Rule.LEAD_PARTNER_DECIDES:
        return f"{_upper(names((lead,)))} has the final say. {held}"
    return f"Two of the three partners agree. {held}"


def names(partners: tuple[Partner, ...]) -> str:
    """The partners as words in a sentence: “the local authority, health and the police”."""
    words = [partner.in_a_sentence for partner in partners]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
