"""Who may review a case: suitability, conflicts of interest, the contract, appointment and removal.

The partners appoint one or more reviewers and may remove them before anything is published (SI 2018/789
regs 12 and 13). What makes somebody suitable is in Working Together, chapter 5. How far back work for an
agency of the case counts as a conflict, and what stands in a contract, are the partnership's own rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.terms import Role
from safeguarding.statute.terms.words import Term

SUITABILITY_CITE: Final = "Working Together 2023, chapter 5: suitability of reviewers"
APPOINT_CITE: Final = "SI 2018/789 reg 12"
REMOVE_CITE: Final = "SI 2018/789 reg 13"
CONFLICT_CITE: Final = "Working Together 2023, chapter 5; the number of years is the partnership’s own rule"
CONFLICT_YEARS: Final = 5
"""How many years work for an agency of the case counts as a conflict. Internal: no guidance sets it."""
MOST: Final = 2
"""How many reviewers a case has at one time: the partnership's own rule; reg 12 says one or more."""

REVIEWERS: Final = frozenset({Role.LEAD_REVIEWER, Role.CO_REVIEWER})


class Suitability(Term):
    """What the partners consider of somebody who may review a case (Working Together 2023, chapter 5)."""

    KNOWLEDGE = "knowledge", "Knows the work, and can talk with practitioners and families"
    RESEARCH = "research", "Knows the research about what keeps children safe"
    COMPLEXITY = "complexity", "Sees the complex circumstances in which practitioners work"
    NO_HINDSIGHT = "no_hindsight", "Sees practice as those involved saw it at the time, without hindsight"
    COMMUNICATION = "communication", "Says clearly what was found"
    NO_CONFLICT = "no_conflict", "Has no interest in the case, and is not seen to have one"


class ContractItem(Term):
    """What is settled in writing before a reviewer is appointed: the partnership's own checklist."""

    RIGHTS = "rights", "Who owns what is written (intellectual property)"
    CONFIDENTIALITY = "confidentiality", "Confidentiality"
    DATA = "data", "Terms for handling personal data (UK GDPR Article 28)"
    INSURANCE = "insurance", "Professional insurance seen"
    DBS = "dbs", "Disclosure and Barring Service check seen"
    ICO = "ico", "Registered with the Information Commissioner"
    DEVICE = "device", "Works on a secure device"
    REMOVAL = "removal", "The partners may remove them, as regulation 13 says"


class ReviewerSource(Term):
    """Where a reviewer was found."""

    PANEL_POOL = "panel_pool", "The Panel’s pool of reviewers"
    OWN_LIST = "own_list", "The partnership’s own list"
    OTHER_PARTNERSHIP = "other_partnership", "Another partnership"


@dataclass(frozen=True)
class Worked:
    """Work that a reviewer has declared: for an agency (its key, where it is one of the partnership's), in
    which years. Without a last year they work there still.
    """

    name: str
    agency: int | None
    first_year: int
    last_year: int | None


@dataclass(frozen=True)
class Involved:
    """An agency of the case: its key with those of agencies before and after it, and all their names."""

    agency: int
    keys: frozenset[int]
    names: frozenset[str]


@dataclass(frozen=True)
class Conflict:
    """One thing on which somebody must rule before an appointment: `key` names it, `agency` is whose people
    do not rule on it.
    """

    key: str
    words: str
    agency: int | None = None


@dataclass(frozen=True)
class Contract:
    """What was agreed with a reviewer. Days are working days, the fee cap is in whole pounds."""

    begins: date | None = None
    ends: date | None = None
    days: int | None = None
    fee_cap: int | None = None
    signed_on: date | None = None
    settled: frozenset[str] = frozenset()


def conflicts(
    worked: Iterable[Worked], involved: Collection[Involved], *, relationships: str, on: date
) -> tuple[Conflict, ...]:
    """The conflicts in a declaration: work for an agency of the case in the last `CONFLICT_YEARS` years, and
    any relationship declared. Agencies match by key, by name, or through the agency that took over.
    """
    found: dict[str, Conflict] = {}
    for one in worked:
        if one.last_year is not None and one.last_year < on.year - CONFLICT_YEARS:
            continue
        for agency in involved:
            same = one.agency in agency.keys or one.name.strip().casefold() in agency.names
            if same:
                years = f"{one.first_year} to {one.last_year or 'today'}"
                key = f"agency:{agency.agency}"
                found.setdefault(key, Conflict(key, f"Worked for {one.name}, {years}", agency.agency))
    if relationships.strip():
        found["relationship"] = Conflict("relationship", f"Relationship declared: {relationships.strip()}")
    return tuple(found.values())


def may_rule(
    conflict: Conflict, *, by_agency: int | None, own_agencies: Collection[int] = (), is_candidate: bool
) -> Answer:
    """Nobody rules on a conflict about their own agency, nor on their own (the partnership's own rule).

    `own_agencies` are those of the partner for whom somebody rules.
    """
    if is_candidate:
        return Refused("own_interest", "Nobody rules on their own interest.", "Ask another partner.")
    own = {by_agency, *own_agencies}
    if conflict.agency is not None and conflict.agency in own:
        return Refused(
            "own_agency",
            "This is about your own agency, so somebody else rules on it.",
            "Ask the independent chair or a partner of another agency.",
        )
    return Allowed()


def declared_in_order(worked: Iterable[Worked], on: date) -> Answer:
    """Every line of a declaration names an agency and years in their order."""
    for one in worked:
        if not one.name.strip():
            return Refused("no_agency", "Say for which agency they worked.", "Choose it, or type its name.")
        if one.first_year > on.year or (one.last_year is not None and one.last_year > on.year):
            return Refused("year_to_come", f"{one.name}: that year has not come yet.", "Check the years.")
        if one.last_year is not None and one.last_year < one.first_year:
            return Refused(
                "years_in_order", f"{one.name}: the last year is before the first.", "Check both years."
            )
    return Allowed()


def contract_in_order(contract: Contract, on: date) -> Answer:
    """Dates in their order, days and a fee that are more than nothing, signed by today."""
    if contract.begins and contract.ends and contract.ends < contract.begins:
        return Refused("contract_dates", "The contract would end before it begins.", "Check both dates.")
    if contract.days is not None and contract.days < 1:
        return Refused("no_days", "A contract is for at least one day of work.", "Check the days.")
    if contract.fee_cap is not None and contract.fee_cap < 0:
        return Refused("fee", "A fee cannot be less than nothing.", "Check the fee.")
    if contract.signed_on and contract.signed_on > on:
        return Refused(
            "signed_to_come", "The contract cannot have been signed on a day to come.", "Check the date."
        )
    return Allowed()


def may_appoint(
    *,
    suitability: Mapping[str, str],
    declared: bool,
    found: Iterable[Conflict],
    ruled: Mapping[str, bool],
    contract: Contract,
    in_place: Collection[Role],
    role: Role,
    on: date,
) -> Answer:
    """Whether a candidate may be appointed (SI 2018/789 reg 12; Working Together 2023, chapter 5).

    Each criterion is answered in words, the declaration made, every conflict ruled on in their favour, and
    the contract signed, whole and not over. A case has one lead reviewer and at most one beside them.
    """
    if missing := [one.label for one in Suitability if not suitability.get(one.value, "").strip()]:
        return Refused(
            "suitability",
            f"Not answered yet: {'; '.join(missing)}.",
            "Answer each of the six points in words.",
        )
    if not declared:
        return Refused(
            "not_declared",
            "Their declaration of interests is not recorded yet.",
            "Ask them, and record what they say.",
        )
    for one in found:
        if one.key not in ruled:
            return Refused(
                "not_ruled",
                f"Nobody has ruled on this yet: {one.words}.",
                "Ask the independent chair or a partner of another agency to rule on it.",
            )
        if not ruled[one.key]:
            return Refused(
                "ruled_out",
                f"It has been ruled that they may not review this case. {one.words}.",
                "Choose another reviewer.",
            )
    if not (contract.begins and contract.ends and contract.days and contract.signed_on):
        return Refused(
            "no_contract",
            "The contract is not whole: its dates, its days and the day on which it was signed.",
            "Record the contract.",
        )
    if open_ := [one.label for one in ContractItem if one.value not in contract.settled]:
        return Refused(
            "checklist", f"Not settled in the contract yet: {'; '.join(open_)}.", "Settle each of them."
        )
    if contract.ends < on:
        return Refused("contract_over", "The contract has ended already.", "Record the new contract.")
    return room_for(in_place, role)


def room_for(in_place: Collection[Role], role: Role) -> Answer:
    """A case has one lead reviewer, and may have a second reviewer beside them."""
    if len(in_place) >= MOST or role in in_place:
        return Refused(
            "place_taken",
            f"This case has a {role.label.lower()} already."
            if role in in_place
            else "This case has two reviewers already.",
            "Remove the present one first, or choose the other place.",
        )
    return Allowed()


def may_remove(*, appointed: bool, published: bool) -> Answer:
    """A reviewer is removed before the report, or what is to be improved, is published (reg 13)."""
    if not appointed:
        return Refused("not_appointed", "They are not the reviewer of this case.", "There is nothing to end.")
    if published:
        return Refused(
            "published",
            "The review has been published, so a reviewer can no longer be removed from it.",
            "End their access under “People and access”.",
        )
    return Allowed()
