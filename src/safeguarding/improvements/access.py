"""How somebody stands to an action: as its owner, as one of the agency that leads it, or as the group."""

from __future__ import annotations

from safeguarding.cases.access import may_do
from safeguarding.improvements.models import Action
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation, roles_for
from safeguarding.statute.terms import Level


def subject(action: Action) -> str:
    """What a link to one action opens."""
    return f"action:{action.short}"


def owns(by: Acting, action: Action) -> bool:
    """Whether it stands in their name, or in that of the agency for which they sit. Somebody who came by a
    link owns only the action that the link is for.
    """
    if by.role not in roles_for(Act.READ_OWN_ACTION) or not by.seat.in_force(by.today):
        return False
    if by.level < Level.TOTP and by.subject != subject(action):
        return False
    mine = action.owner_seat_id == by.seat.pk
    return mine or (action.agency_id is not None and action.agency_id == by.seat.agency_id)


def may_on(by: Acting, act: Act, action: Action) -> Answer:
    """Whether they may do this to the action. One that came from a case obeys the case's walls."""
    more = (Relation.OWN_AGENCY,) if owns(by, action) else ()
    if action.case is not None:
        return may_do(by, act, action.case, *more)
    return may_here(by, act, action.partnership, *more)


def may_in(by: Acting, act: Act, partnership: Partnership) -> Answer:
    """Whether they may do this in the partnership."""
    return may_here(by, act, partnership)
