"""Who answers a direction: the person, or anybody of the agency, to whom it was given."""

from __future__ import annotations

from safeguarding.cases.access import may_do
from safeguarding.learning.models import Direction
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import Level


def subject(direction: Direction) -> str:
    """What a link to answer this direction opens."""
    return f"direction:{direction.short}"


def may_answer(by: Acting, direction: Direction) -> Answer:
    """Whether it was given to them. Somebody who came by a link answers only the direction that the link is
    for.
    """
    if direction.seat_id:
        theirs = by.seat.pk == direction.seat_id
    else:
        theirs = by.seat.agency_id == direction.agency_id
    if by.level < Level.TOTP:
        theirs = theirs and by.subject == subject(direction)
    return may_do(by, Act.ANSWER_DIRECTION, direction.case, *((Relation.OWN_AGENCY,) if theirs else ()))
