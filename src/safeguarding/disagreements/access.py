"""How somebody stands to a disagreement between two agencies: as one of them, or as the partnership."""

from __future__ import annotations

from safeguarding.disagreements.models import AgencyDisagreement
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation


def is_party(by: Acting, row: AgencyDisagreement) -> bool:
    """Whether somebody speaks for one of the two."""
    return by.seat.agency_id in {row.raised_by_id, row.other_id}


def may_on(by: Acting, act: Act, row: AgencyDisagreement) -> Answer:
    """Whether they may do this to it."""
    more = (Relation.OWN_AGENCY,) if is_party(by, row) else ()
    return may_here(by, act, row.partnership, *more)


def may_in(by: Acting, act: Act) -> Answer:
    """Whether they may do this in their partnership, for their own agency if they have one."""
    more = (Relation.OWN_AGENCY,) if by.seat.agency_id and by.seat.in_force(by.today) else ()
    return may_here(by, act, by.partnership, *more)
