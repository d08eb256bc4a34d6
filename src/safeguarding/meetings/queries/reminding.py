"""Meetings to come to, to close, and minutes to agree, for people's digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from safeguarding.cases.models import Fact
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.meetings.group import at_the_table
from safeguarding.meetings.models import Meeting
from safeguarding.statute.agenda import minutes_due
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.reminding import ONLY_BEFORE, Plan
from safeguarding.statute.terms import Role

COME = frozenset(Role(role) for role in roles_for(Act.HOLD_MEETING) | roles_for(Act.CONFIRM_POSITION))
BEFORE = Plan((1,), ONLY_BEFORE)
"""Of a meeting one is reminded on the working day before it, and never afterwards."""
AFTER = (0,)


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Until its day a meeting is theirs who come; then its chair's, to close and to agree its minutes.

    The group's minutes wait for its next meeting.
    """
    yield from _meetings(partnerships)
    yield from _minutes(partnerships)


def _meetings(partnerships: Collection[int] | None) -> Iterator[Open]:
    today = timezone.localdate()
    sent = Fact.objects.filter(case=OuterRef("case"), current=True, kind=Kind.SENT_TO_PANEL.value)
    found = Meeting.objects.exclude(case__closed=True).exclude(state=Meeting.State.CLOSED)
    if partnerships is not None:
        found = found.filter(partnership__in=partnerships)
    found = found.exclude(Exists(sent), kind=Meeting.Kind.SIGN_OFF)
    of_group: list[Meeting] = []
    for meeting in found.select_related("case__partnership", "partnership"):
        day = timezone.localdate(meeting.held_for)
        if day < today:
            plan = Plan(AFTER, reminding_of(meeting.partnership).target.every)
            late = add_working_days(day, 1)
            yield _chairs(meeting, Open(late, plan, meeting.partnership_id, meeting.case))
        elif meeting.case is None:
            of_group.append(meeting)
        else:
            yield Open(day, BEFORE, meeting.partnership_id, meeting.case, COME)
    if of_group:
        yield from _of_groups(of_group, today)


def _of_groups(meetings: list[Meeting], today: date) -> Iterator[Open]:
    """The meetings of standing groups, each for those who belong to its group today."""
    days = {meeting.partnership_id: timezone.localdate(meeting.held_for) for meeting in meetings}
    for seat in at_the_table(today).filter(partnership__in=days):
        yield Open(days[seat.partnership_id], BEFORE, seat.partnership_id, seat=seat.pk)


def _minutes(partnerships: Collection[int] | None) -> Iterator[Open]:
    found = Meeting.objects.filter(
        case__isnull=False, state=Meeting.State.CLOSED, minutes_agreed_at__isnull=True, items__isnull=False
    ).exclude(standing=Meeting.Standing.RECONVENED)
    if partnerships is not None:
        found = found.filter(partnership__in=partnerships)
    for meeting in found.distinct().select_related("case__partnership", "partnership"):
        closed = timezone.localdate(meeting.closed_at)
        plan = reminding_of(meeting.partnership).target
        yield _chairs(meeting, Open(minutes_due(closed), plan, meeting.partnership_id, meeting.case))


def _chairs(meeting: Meeting, one: Open) -> Open:
    """Theirs who took the chair: who was agreed for this meeting, or the independent chair."""
    agreed = meeting.vice_chair_id if meeting.vice_chair_confirmed_at else None
    roles = frozenset() if agreed else frozenset({Role.LTRG_CHAIR})
    return replace(one, roles=roles, seat=agreed)
