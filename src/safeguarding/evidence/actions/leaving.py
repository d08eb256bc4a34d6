"""Requests, returns to confirm and covers of somebody at an agency who leaves."""

from __future__ import annotations

from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.cases.handover import Waiting, handed
from safeguarding.cases.locking import lock
from safeguarding.evidence.access import answered, confirm_subject, subject
from safeguarding.evidence.actions.reaching import move, send_confirm_link, shut_links
from safeguarding.evidence.models import Cover, PassedOn, Request, Return
from safeguarding.people.acting import Acting
from safeguarding.people.actions import shut_door
from safeguarding.people.models import Seat


def hand_over_request(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """The request goes to a colleague with a link of their own, or waits for the manager to find somebody.

    What was answered is only asked about, so that nobody is written to.
    """
    request = Request.objects.select_related("case", "contact__person", "agency").get(pk=one.row)
    request.case = lock(request.case)
    on = {"agency": str(request.agency_id), **handed(to)}
    record(request.case, "hand_over_request", by=by, on=on)
    if to is not None and not answered(request):
        move(by, request, to, passer=by.seat)
        return
    before, request.contact = request.contact, to
    request.save(update_fields=["contact"])
    PassedOn.objects.create(request=request, by=by.seat, to=to, at=timezone.now())
    if before is not None:
        shut_links(request, before, by=by, keeps=to or by.seat)


def hand_over_confirming(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """Another senior lead is asked to confirm the return, by a link of their own, or nobody for now."""
    answer = Return.objects.select_related("request__case", "request__agency", "senior").get(pk=one.row)
    request = answer.request
    request.case = lock(request.case)
    if answer.senior is not None:
        shut_door(by=by, seat=answer.senior, subject=confirm_subject(request))
    answer.senior = to
    answer.save(update_fields=["senior"])
    record(request.case, "hand_over_confirming", by=by, on={"agency": str(request.agency_id), **handed(to)})
    if to is not None:
        version = answer.versions.order_by("-number")[0]
        send_confirm_link(request, to, by=by, once=f"confirm:{version.pk}:{to.pk}")


def let_cover_fall(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """A cover ends with the seat of either, and its links with it."""
    cover = Cover.objects.select_related("cover").get(pk=one.row)
    cover.ended_by, cover.ended_at = by.seat, timezone.now()
    cover.save(update_fields=["ended_by", "ended_at"])
    for request in Request.objects.filter(contact=cover.seat_id):
        shut_door(by=by, seat=cover.cover, subject=subject(request))
