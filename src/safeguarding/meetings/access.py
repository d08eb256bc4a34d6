"""How somebody stands to a meeting: to its case, or to the group where it is about none."""

from __future__ import annotations

from safeguarding.cases.access import may_do
from safeguarding.meetings.group import in_the_group
from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation


def chairing(by: Acting, meeting: Meeting) -> tuple[Relation, ...]:
    """That somebody takes the chair of this meeting because the partners and the chair agreed so."""
    agreed = meeting.vice_chair_confirmed_at is not None and meeting.vice_chair_id == by.seat.pk
    return (Relation.IN_THE_CHAIR,) if agreed else ()


def may_about(by: Acting, act: Act, meeting: Meeting, *more: Relation) -> Answer:
    """Whether somebody may do this on the meeting's case, or in the partnership whose group meets."""
    if meeting.case is None:
        return may_here(by, act, meeting.partnership, *more)
    return may_do(by, act, meeting.case, *more)


def may_at(by: Acting, act: Act, meeting: Meeting) -> Answer:
    """The same, for acts that are also open to whoever takes the chair of this meeting."""
    return may_about(by, act, meeting, *chairing(by, meeting))


def may_see_group(by: Acting) -> Answer:
    """Whether the meetings of their own partnership's group exist for somebody."""
    member = (Relation.GROUP_MEMBER,) if in_the_group(by.seat, by.today) else ()
    return may_here(by, Act.SEE_GROUP_MEETING, by.partnership, *member)
