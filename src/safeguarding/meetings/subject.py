"""What a meeting is about: one case, or the partnership's standing group, which is about none."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.locking import lock
from safeguarding.cases.queries.rules import profile_on
from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.record.actions import write
from safeguarding.record.models import Stream
from safeguarding.statute.profiles import Profile


def stream_of(meeting: Meeting) -> Stream:
    """Where its acts are written: with the case, or with the partnership."""
    stream = (meeting.case or meeting.partnership).stream
    if stream is None:
        raise RuntimeError(f"Meeting {meeting.pk} has no stream.")
    return stream


def profile_of(meeting: Meeting) -> Profile:
    """The rules by which it is held: the case's own, or the partnership's of that day."""
    if meeting.case is not None:
        return meeting.case.profile
    return profile_on(meeting.partnership, timezone.localdate(meeting.held_for))


def link(meeting: Meeting, page: str = "meeting") -> str:
    """The address of one of its pages."""
    if meeting.case is None:
        return reverse(f"meetings:group_{page}", args=[meeting.pk])
    return reverse(f"meetings:{page}", args=[meeting.case.reference, meeting.pk])


def record(
    meeting: Meeting,
    act: str,
    *,
    by: Acting,
    on: Mapping[str, str] | None = None,
    keep: Mapping[str, str] | None = None,
) -> None:
    """Write an act on this meeting."""
    named = {"meeting": str(meeting.pk), **(on or {})}
    if meeting.case is not None:
        facts.record(meeting.case, act, by=by, on=named, keep=keep)
    else:
        write(stream=stream_of(meeting), act=act, actor=by.actor, on=named, keep=dict(keep or {}))


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now; its case's row is locked first, or its partnership's stream."""
    case = lock(meeting.case) if meeting.case is not None else None
    if case is None:
        lock_group(meeting.partnership)
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    found.case, found.partnership = case, meeting.partnership
    return found


def lock_group(partnership: Partnership) -> None:
    """One act at a time on the meetings of a partnership's group."""
    Stream.objects.select_for_update().get(partnership=partnership)
