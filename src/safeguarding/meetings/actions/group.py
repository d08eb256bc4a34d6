"""What the acts on the group's members share."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from safeguarding.meetings.models import Attestation, Member
from safeguarding.meetings.queries.members import members_of
from safeguarding.people.acting import Acting
from safeguarding.people.actions import shut_door
from safeguarding.people.permission import may_here
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act

ENDED = Refused("ended_already", "This membership has ended.", "Add the person again if they come back.")


def locked(by: Acting, member: Member) -> Member:
    """The member as they stand now, for whoever keeps the list. Raises NotAllowed once they have ended."""
    demand(may_here(by, Act.KEEP_MEMBERS, member.partnership))
    Member.objects.select_for_update().get(pk=member.pk)
    found = members_of(member.partnership_id, pk=member.pk).get()
    if found.why_ended and found.until is not None and found.until < by.today:
        raise NotAllowed(ENDED)
    return found


def record(by: Acting, act: str, member: Member, keep: dict[str, str] | None = None, **on: object) -> None:
    """Write to the partnership's chain: who, in which place; reasons are kept apart and disposable."""
    stream = member.seat.partnership.stream
    assert stream is not None  # noqa: S101
    ids = {
        what: value.isoformat() if isinstance(value, date) else str(value)
        for what, value in on.items()
        if value
    }
    write(
        stream=stream,
        act=act,
        actor=by.actor,
        on={"member": str(member.pk), "seat": str(member.seat_id), **ids},
        keep=keep or {},
    )


def withdraw(by: Acting, member: Member) -> None:
    """Whoever was asked to confirm is no longer asked, and their link is shut."""
    for waiting in member.attestations.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True):
        waiting.withdrawn_at = timezone.now()
        waiting.save(update_fields=["withdrawn_at"])
        shut_door(by=by, seat=waiting.asked_of, subject=subject(waiting))


def subject(attestation: Attestation) -> str:
    """What the senior lead's link opens."""
    return f"member:{attestation.pk}"
