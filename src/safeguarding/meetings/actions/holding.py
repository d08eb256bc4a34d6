"""Holding times in diaries, and moving them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Fact
from safeguarding.meetings.access import may_at
from safeguarding.meetings.actions.shared import USUAL_HOUR, not_closed, tell_when
from safeguarding.meetings.group import coming
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries.offered import may_be_held
from safeguarding.meetings.subject import lock_group, locked, record
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Notification

HELD_ALREADY = Refused(
    "held_already", "A time for this meeting is held already.", "Move that one to another time instead."
)


@transaction.atomic
def hold_meeting(
    *, by: Acting, case: Case, kind: Meeting.Kind, held_for: datetime, place: str = ""
) -> Meeting:
    """Hold a time in people's diaries. One meeting of a kind is to come at a time. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.HOLD_MEETING, case))
    demand(may_be_held(case, kind))
    if case.meetings.filter(kind=kind).exclude(state=Meeting.State.CLOSED).exists():
        raise NotAllowed(HELD_ALREADY)
    meeting = Meeting.objects.create(
        partnership=case.partnership, case=case, kind=kind, held_for=held_for, place=place, called_by=by.seat
    )
    record(meeting, "hold_meeting", by=by, on={"kind": meeting.kind})
    tell_when(meeting)
    return meeting


@transaction.atomic
def hold_group_meeting(*, by: Acting, held_for: datetime, place: str = "") -> Meeting:
    """Hold a time for the next meeting of one's own partnership's group; one is to come at a time. Raises
    NotAllowed.
    """
    lock_group(by.partnership)
    demand(may_here(by, Act.HOLD_MEETING, by.partnership))
    if coming(by.partnership) is not None:
        raise NotAllowed(HELD_ALREADY)
    meeting = Meeting.objects.create(
        partnership=by.partnership, kind=Meeting.Kind.GROUP, held_for=held_for, place=place, called_by=by.seat
    )
    record(meeting, "hold_meeting", by=by, on={"kind": meeting.kind})
    tell_when(meeting)
    return meeting


def hold_slots(*, case: Case, fact: Fact, by: Acting) -> None:
    """On a serious incident notified:

    hold the rapid review meeting and the sign-off, on the days of the plan.

    A death that is only notified has no rapid review, so nothing is held for it.
    """
    if fact.detail.get("notification", Notification.SERIOUS_INCIDENT.value) != Notification.SERIOUS_INCIDENT:
        return
    planned = dict(case.deadlines.values_list("kind", "due_on"))
    for kind, plan in ((Meeting.Kind.RAPID_REVIEW, "plan_meeting"), (Meeting.Kind.SIGN_OFF, "plan_sign_off")):
        day = planned.get(plan)
        if day is None or case.meetings.filter(kind=kind).exclude(state=Meeting.State.CLOSED).exists():
            continue
        held_for = timezone.make_aware(datetime.combine(max(day, by.today), USUAL_HOUR))
        meeting = Meeting.objects.create(
            partnership=case.partnership, case=case, kind=kind, held_for=held_for, called_by=by.seat
        )
        record(meeting, "hold_meeting", by=by, on={"kind": meeting.kind})
        tell_when(meeting)


@transaction.atomic
def move_meeting(*, by: Acting, meeting: Meeting, held_for: datetime, place: str) -> Meeting:
    """Move a meeting that is not closed to another time or place; everybody asked is told."""
    meeting = locked(meeting)
    demand(may_at(by, Act.HOLD_MEETING, meeting))
    demand(not_closed(meeting))
    if (meeting.held_for, meeting.place) == (held_for, place):
        return meeting
    meeting.held_for, meeting.place, meeting.moved = held_for, place, meeting.moved + 1
    meeting.save(update_fields=["held_for", "place", "moved"])
    record(meeting, "move_meeting", by=by, on={"to": held_for.isoformat()})
    tell_when(meeting)
    return meeting
