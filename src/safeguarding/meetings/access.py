"""How somebody stands to a meeting."""

from __future__ import annotations

from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Relation


def chairing(by: Acting, meeting: Meeting) -> tuple[Relation, ...]:
    """That somebody takes the chair of this meeting because the partners and the chair agreed so."""
    agreed = meeting.vice_chair_confirmed_at is not None and meeting.vice_chair_id == by.seat.pk
    return (Relation.IN_THE_CHAIR,) if agreed else ()
