"""How somebody stands to a disagreement between two agencies: as one of them, or as the partnership."""

from __future__ import annotations

from collections.abc import Collection

from safeguarding.disagreements.models import AgencyDisagreement
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.queries import seats_in_force
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation


def is_party(by: Acting, row: AgencyDisagreement) -> bool:
    """Whether somebody speaks for one of the two."""
    return by.seat.agency_id in {row.raised_by_id, row.other_id}


def speaks_for(by: Acting) -> set[int]:
    """Every agency for which the person holds a seat today, in whichever they act now."""
    held = seats_in_force(by.person, by.today)
    return {seat.agency_id for seat in held if seat.agency_id is not None}


def may_answer(by: Acting, row: AgencyDisagreement, mine: Collection[int] | None = None) -> bool:
    """Whether somebody may say for the other side that it is settled: not who said it first, nor anybody who
    speaks for the same agency. `mine`: what `speaks_for` has said already.
    """
    said = row.settled_by
    if said is None or said.person_id == by.person.pk:
        return False
    return row.settled_for_id not in (speaks_for(by) if mine is None else mine)


def may_on(by: Acting, act: Act, row: AgencyDisagreement) -> Answer:
    """Whether they may do this to it."""
    more = (Relation.OWN_AGENCY,) if is_party(by, row) else ()
    return may_here(by, act, row.partnership, *more)


def may_in(by: Acting, act: Act) -> Answer:
    """Whether they may do this in their partnership, for their own agency if they have one."""
    more = (Relation.OWN_AGENCY,) if by.seat.agency_id and by.seat.in_force(by.today) else ()
    return may_here(by, act, by.partnership, *more)
