"""Who answers a direction or an assurance round: the person, or anybody of the agency, that was asked."""

from __future__ import annotations

from safeguarding.cases.access import may_do
from safeguarding.learning.models import Direction, Report
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation, Standing, may
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
        theirs = direction.agency_id is not None and by.seat.agency_id == direction.agency_id
    if by.level < Level.TOTP:
        theirs = theirs and by.subject == subject(direction)
    return may_do(by, Act.ANSWER_DIRECTION, direction.case, *((Relation.OWN_AGENCY,) if theirs else ()))


def report_subject(report: Report) -> str:
    """What a link to one agency's assurance report opens."""
    return f"assurance:{report.short}"


def may_report(by: Acting, report: Report) -> Answer:
    """Whether this agency's report is theirs to give; by a link, only the one that the link is for."""
    theirs = by.seat.agency_id == report.agency_id or report.asked_id == by.seat.pk
    theirs = theirs and by.seat.in_force(by.today)
    if by.level < Level.TOTP:
        theirs = theirs and by.subject == report_subject(report)
    standing = Standing(by.role, by.level, frozenset({Relation.OWN_AGENCY} if theirs else ()))
    return may(Act.ANSWER_ASSURANCE, standing)
