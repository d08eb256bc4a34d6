"""Closing a meeting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import establish
from safeguarding.meetings.access import may_at
from safeguarding.meetings.actions.minutes import draft_minutes, unsettled
from safeguarding.meetings.actions.shared import joined, not_closed, tell, tell_when
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.quorum import quorum
from safeguarding.meetings.subject import locked, profile_of, record
from safeguarding.people.acting import Acting
from safeguarding.statute import agenda
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act


@transaction.atomic
def close_meeting(
    *,
    by: Acting,
    meeting: Meeting,
    safety_check: str = "",
    written_positions: str = "",
    reconvene_for: datetime | None = None,
    notes: str = "",
) -> Meeting:
    """Close a meeting.

    Without its quorum it goes on to written positions, or meets again within one working day.

    The clock keeps running either way. A rapid review meeting says how every child is safe now. Raises
    NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_at(by, Act.CLOSE_MEETING, meeting))
    demand(not_closed(meeting))
    demand(may_close(meeting, safety_check, written_positions, reconvene_for, on=by))
    there = quorum(meeting.attendances.select_related("agency"), profile_of(meeting).quorum)
    meeting.safety_check, meeting.written_positions, meeting.notes = safety_check, written_positions, notes
    meeting.state, meeting.closed_at, meeting.closed_by = Meeting.State.CLOSED, timezone.now(), by.seat
    meeting.standing = (
        Meeting.Standing.QUORATE
        if there.met
        else Meeting.Standing.WRITTEN
        if written_positions.strip()
        else Meeting.Standing.RECONVENED
    )
    if meeting.standing != Meeting.Standing.RECONVENED:
        demand(agenda.may_close(unsettled(by, meeting)))
    meeting.save()
    if meeting.standing == Meeting.Standing.RECONVENED and reconvene_for:
        record(meeting, "close_meeting", by=by, on={"standing": meeting.standing}, keep={"notes": notes})
        again = Meeting.objects.create(
            partnership=meeting.partnership,
            case=meeting.case,
            kind=meeting.kind,
            held_for=reconvene_for,
            place=meeting.place,
            called_by=by.seat,
            vice_chair=meeting.vice_chair,
            vice_chair_agreed=meeting.vice_chair_agreed,
            vice_chair_confirmed_at=meeting.vice_chair_confirmed_at,
        )
        record(again, "hold_meeting", by=by, on={"kind": again.kind})
        tell_when(again)
        return meeting
    _written(meeting, by=by)
    draft_minutes(meeting, by=by)
    tell(meeting, "meeting_held", once=f"met:{meeting.pk}")
    return meeting


def _written(meeting: Meeting, *, by: Acting) -> None:
    """A meeting about a case is a fact of it; the group’s is an act of the partnership."""
    keep = {
        "safety check": meeting.safety_check,
        "written positions": meeting.written_positions,
        "notes": meeting.notes,
    }
    if meeting.case is None:
        record(meeting, "close_meeting", by=by, on={"standing": meeting.standing}, keep=keep)
        return
    establish(
        meeting.case,
        Kind.MET,
        by=by,
        occurred=min(timezone.localdate(meeting.held_for), by.today),
        at=meeting.opened_at,
        act="close_meeting",
        key=str(meeting.pk),
        detail={"meeting": meeting.kind, "standing": meeting.standing},
        on={"meeting": str(meeting.pk), "standing": meeting.standing},
        keep=keep,
    )


def may_close(
    meeting: Meeting, safety_check: str, written_positions: str, reconvene_for: datetime | None, *, on: Acting
) -> Answer:
    """Whether a meeting can be closed now, and what is missing if not."""
    lines = list(meeting.attendances.select_related("agency", "seat__person"))
    if not any(line.present for line in lines):
        return Refused("nobody_there", "Nobody is recorded as there yet.", "Record who came first.")
    unasked = [line.name for line in lines if line.counts and not line.interest]
    if unasked:
        return Refused(
            "interests_not_asked",
            f"Interests have not been asked of {joined(unasked)}.",
            "Ask each whether they or their organisation have an interest; “none” is an answer.",
        )
    there = quorum(lines, profile_of(meeting).quorum)
    if not there.met and meeting.case is None:
        return _group_again(there.sentence, written_positions, reconvene_for, on=on)
    if not there.met and not written_positions.strip():
        latest = add_working_days(on.today, 1)
        if reconvene_for is None:
            return Refused(
                "no_quorum",
                f"{there.sentence} The clock keeps running.",
                f"Meet again by {latest:%A} {latest.day} {latest:%B}, or go on with written positions and "
                f"say what they are.",
            )
        if timezone.localdate(reconvene_for) > latest:
            return Refused(
                "reconvene_too_late",
                "A meeting without its quorum is held again within one working day.",
                f"Choose a time up to {latest:%A} {latest.day} {latest:%B}, or go on with written positions.",
            )
        return Allowed()
    if meeting.kind == Meeting.Kind.RAPID_REVIEW and not safety_check.strip():
        return Refused(
            "safety_not_answered",
            "Nothing is written yet about the safety of each child today.",
            "Say for every child, brothers and sisters included, how they are safe now and who sees to it.",
        )
    return Allowed(there.warnings)


def _group_again(
    missing: str, written_positions: str, reconvene_for: datetime | None, *, on: Acting
) -> Answer:
    """The group without its quorum decides in writing, or on another day of its own choice: no clock runs."""
    if written_positions.strip() or (reconvene_for and timezone.localdate(reconvene_for) >= on.today):
        return Allowed()
    return Refused(
        "no_quorum",
        f"{missing} The group cannot decide without it.",
        "Say when it meets again, or go on with written positions and say what they are.",
    )
