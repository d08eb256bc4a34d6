"""Holiday cover: a colleague who is written to between two days, as well as the contact or instead."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions.reaching import colleague, letterbox, send_to_cover
from safeguarding.evidence.actions.sealed import locked
from safeguarding.evidence.letters import request_letter
from safeguarding.evidence.models import Cover, Request
from safeguarding.evidence.queries.covering import reached, still_owed
from safeguarding.people.acting import Acting
from safeguarding.people.actions import shut_door
from safeguarding.people.models import Seat
from safeguarding.record import rows
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def name_cover(
    *, by: Acting, request: Request, name: str, email: str, since: date, until: date, instead: bool
) -> Cover:
    """Name who covers for whoever has the request, in all that the partnership sends them in these days.

    The agency names a colleague at an address by which it is known; whoever runs the case, at one that they
    have checked. Their links end with the last day. Raises NotAllowed.
    """
    case, request = locked(by, Act.NAME_COVER, request)
    contact = request.contact
    if contact is None:
        raise NotAllowed(
            Refused("nobody_asked", "Nobody at this agency has the request.", "Send it to somebody first.")
        )
    Seat.objects.select_for_update().get(pk=contact.pk)  # covers of one seat are named one after another
    demand(may_cover(contact, email, since, until, today=by.today))
    checked = by.seat.agency_id != request.agency_id
    seat = colleague(request, name=name, email=email, role=Role.AGENCY_CONTACT, by=by, any_address=checked)
    cover = Cover.objects.create(
        partnership=case.partnership,
        seat=contact,
        cover=seat,
        since=since,
        until=until,
        instead=instead,
        by=by.seat,
        at=timezone.now(),
    )
    record(
        case,
        "name_cover",
        by=by,
        on={
            "agency": str(request.agency_id),
            "for": str(contact.pk),
            "cover": str(seat.pk),
            "since": since.isoformat(),
            "until": until.isoformat(),
            "instead": "yes" if instead else "no",
        },
    )
    if request in still_owed(cover, by.today):
        send_to_cover(
            request, cover, by=by, kind=request_letter(request), once=f"cover:{cover.pk}:{request.pk}"
        )
    return cover


def may_cover(contact: Seat, email: str, since: date, until: date, *, today: date) -> Answer:
    """Somebody else, on days to come and in order, and one at a time."""
    if letterbox(email) == letterbox(contact.person.email):
        return Refused(
            "to_yourself", "That is the address of whoever is away.", "Name a colleague who is there."
        )
    if until < since:
        return Refused("period_backwards", "The cover would end before it begins.", "Check both days.")
    if since < today:
        return Refused("date_past", "The cover cannot begin in the past.", "Choose today or a later day.")
    standing = Cover.objects.filter(seat=contact, ended_at__isnull=True, since__lte=until, until__gte=since)
    if standing.exists():
        return Refused(
            "covered_already",
            "Somebody covers in these days already.",
            "End that cover first, or choose other days.",
        )
    return Allowed()


@transaction.atomic
def end_cover(*, by: Acting, request: Request) -> Cover:
    """End the cover of whoever has the request, early: its links stop working. Raises NotAllowed."""
    case, request = locked(by, Act.NAME_COVER, request)
    cover = (
        Cover.objects.select_for_update(of=("self",))
        .filter(seat=request.contact_id, ended_at__isnull=True, until__gte=by.today)
        .select_related("cover")
        .first()
    )
    if cover is None:
        raise NotAllowed(Refused("no_cover", "Nobody covers for them now.", "It may have ended by itself."))
    cover.ended_by, cover.ended_at = by.seat, timezone.now()
    cover.save(update_fields=["ended_by", "ended_at"])
    record(case, "end_cover", by=by, on={"agency": str(request.agency_id), "cover": str(cover.cover_id)})
    with rows.past_walls():
        for one in Request.objects.filter(contact=cover.seat_id):
            shut_door(by=by, seat=cover.cover, subject=subject(one))
    return cover


@transaction.atomic
def reach_cover(*, request: Request, cover: Cover) -> bool:
    """Send an open request to whoever covers now, once; by the system. Whether it was sent."""
    case = lock(request.case)
    cover = Cover.objects.select_related("cover__person", "cover__partnership").get(pk=cover.pk)
    open_ones = {one.pk: one for one in still_owed(cover, timezone.localdate())}
    if request.pk not in open_ones:
        return False
    request = open_ones[request.pk]
    request.case = case
    if reached(request, cover):
        return False
    record(case, "reach_cover", by=None, on={"agency": str(request.agency_id), "cover": str(cover.cover_id)})
    send_to_cover(
        request, cover, by=None, kind=request_letter(request), once=f"cover:{cover.pk}:{request.pk}"
    )
    return True
