"""Who answers a check of facts: anybody of the agency whose part it is."""

from __future__ import annotations

from safeguarding.cases.access import may_do
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import AskedAgency
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import Level


def subject(asked: AskedAgency) -> str:
    """What a link to check these facts opens."""
    return f"facts:{asked.short}"


def may_check(by: Acting, asked: AskedAgency) -> Answer:
    """Whether the part is their agency's. Somebody who came by a link sees only the part it is for."""
    theirs = by.seat.agency_id == asked.agency_id
    if by.level < Level.TOTP:
        theirs = theirs and by.subject == subject(asked)
    case = asked.check_of.case
    return may_do(by, Act.ANSWER_FACT_CHECK, case, *((Relation.OWN_AGENCY,) if theirs else ()))
