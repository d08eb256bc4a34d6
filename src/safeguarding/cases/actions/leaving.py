"""Somebody leaves: what waits for them goes to others, and their seat ends, in one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.actions.access import independent
from safeguarding.cases.facts import record
from safeguarding.cases.handover import Handover, Waiting
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Grant, LeftOpen
from safeguarding.cases.queries import leaving as queries
from safeguarding.cases.queries.contacts import walled_off
from safeguarding.people.acting import Acting
from safeguarding.people.actions import end_seat
from safeguarding.people.models import Seat
from safeguarding.people.permission import may_here
from safeguarding.people.queries import in_force, seats
from safeguarding.record import rows
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.leaving import ASKS, may_leave
from safeguarding.statute.permission import Act
from safeguarding.statute.permission.permits import LEADS
from safeguarding.statute.terms import Role

Choices = Mapping[str, Seat | None]
"""For each thing, by its key, who takes it on; None: nobody for now."""
RUNS = {*ASKS, Role.LTRG_CHAIR}


@rows.past_walls()
@transaction.atomic
def leave(
    *,
    by: Acting,
    seat: Seat,
    last_day: date,
    to: Choices,
    knows: bool = False,
    besides: Callable[[Seat], Answer] | None = None,
) -> Seat:
    """Hand over what waits for the holder of a seat, and end the seat after its last day.

    What whoever ends it may not see is left open for those who may. `knows`: that nobody holds a seat
    after it that must always be held. `besides` is asked of the seat once it is locked. Raises NotAllowed
    while something that they may see is undecided.
    """
    demand(may_here(by, Act.END_SEAT, seat.partnership))
    cases = _locked(
        [*queries.waiting_for(seat)], Case.objects.filter(grants__seat=seat, grants__ended_at__isnull=True)
    )
    _hold([seat, *(one for one in to.values() if one)])
    if besides is not None:
        demand(besides(seats().get(pk=seat.pk)))
    found = queries.waiting_for(seat)
    _demand_locked(found, cases)
    mine = [(room, one) for room, one in queries.seen(by, found) if not room.then]
    demand(
        may_leave(
            seat.person.name,
            Role(seat.role),
            undecided=sum(one.key not in to for _, one in mine),
            held_after=queries.held_after(seat, last_day),
            knows=knows,
            asks=queries.somebody_asks(seat, last_day),
        )
    )
    hand_over(by=by, found=found, to={one.key: to[one.key] for _, one in mine})
    ended = end_seat(by=by, seat=seat, last_day=last_day)
    for grant in Grant.objects.filter(seat=seat, ended_at__isnull=True).select_related("case"):
        _end_grant(by, grant, cases.get(grant.case_id) or lock(grant.case), last_day)
    return ended


@transaction.atomic
def hand_on(*, by: Acting, to: Mapping[str, Seat]) -> int:
    """Say who takes on what waited for somebody who has gone; the rest waits on. Raises NotAllowed."""
    demand(may_here(by, Act.HAND_ON_WORK, by.partnership))
    chosen = [
        (room, one)
        for room, one in queries.seen(by, queries.waits_for_nobody(by.partnership, by.today))
        if one.key in to
    ]
    cases = _locked(chosen)
    _hold(to.values())
    found = [
        (room, one)
        for room, one in queries.seen(by, queries.waits_for_nobody(by.partnership, by.today))
        if one.key in to
    ]
    _demand_locked(found, cases)
    if not found:
        raise NotAllowed(
            Refused(
                "nobody_chosen",
                "Nothing is handed on: nobody is chosen, or it has been done meanwhile.",
                "Choose who takes on at least one of the things that still wait.",
            )
        )
    hand_over(by=by, found=found, to=to)
    return len(found)


def hand_over(*, by: Acting, found: Iterable[tuple[Handover, Waiting]], to: Choices) -> None:
    """Give each thing to whoever is chosen, and leave the others open; each room re-addresses its own.

    For acts that have asked permission and locked the cases. Raises NotAllowed for somebody who cannot take a
    thing on.
    """
    listed = list(found)
    takers = {
        offer.waiting.key: {seat.pk for seat in offer.takers}
        for offer in queries.offers(listed, by.partnership, by.today)
    }
    for room, one in listed:
        if room.hand_over is None:
            continue
        chosen = None if room.then else to.get(one.key)
        if chosen is not None and chosen.pk not in takers[one.key]:
            raise NotAllowed(
                Refused(
                    "cannot_take",
                    f"{chosen.person.name} cannot take on one of these things.",
                    "Choose somebody from its list, or nobody for now.",
                )
            )
        room.hand_over(by=by, one=one, to=chosen)
        if not room.then:
            _mark(by, one, chosen)


def _mark(by: Acting, one: Waiting, chosen: Seat | None) -> None:
    marks = LeftOpen.objects.filter(kind=one.kind, row=one.row, ended_at__isnull=True)
    if chosen is not None:
        marks.update(ended_at=timezone.now())
    elif one.seat is not None and not marks.exists():
        LeftOpen.objects.create(
            partnership=by.partnership, case=one.case, kind=one.kind, row=one.row, seat=one.seat, by=by.seat
        )


def _locked(found: Iterable[tuple[Handover, Waiting]], more: Iterable[Case] = ()) -> dict[int, Case]:
    """The cases of these things, locked in the order of their references."""
    wanted = {one.case.pk: one.case for _, one in found if one.case is not None} | {
        one.pk: one for one in more
    }
    return {case.pk: lock(case) for case in sorted(wanted.values(), key=lambda case: case.reference)}


def _hold(chosen: Iterable[Seat]) -> None:
    """Lock the seats, so that nobody is given something while their own seat ends."""
    list(Seat.objects.select_for_update().filter(pk__in={seat.pk for seat in chosen}).order_by("pk"))


def _demand_locked(found: Iterable[tuple[Handover, Waiting]], cases: Mapping[int, Case]) -> None:
    if any(one.case is not None and one.case.pk not in cases for _, one in found):
        raise NotAllowed(
            Refused(
                "changed_meanwhile", "Something changed while you pressed.", "Read the page and press again."
            )
        )


def _end_grant(by: Acting, grant: Grant, case: Case, last_day: date) -> None:
    """Access by name ends with the seat. Where nobody who could run a sealed case is named on it any more,
    the chair is, or a lead safeguarding partner: a case that nobody sees is one that nobody looks after.
    """
    if last_day < by.today:
        grant.ended_at = timezone.now()
        record(case, "end_access", by=by, on={"seat": str(grant.seat_id)})
    grant.until = min(last_day, grant.until) if grant.until else last_day
    grant.save(update_fields=["ended_at", "until"])
    if not case.sealed:
        return
    named = Grant.objects.filter(case=case, ended_at__isnull=True, since__lte=by.today).exclude(
        seat=grant.seat
    )
    named = named.exclude(until__lt=by.today).filter(seat__role__in=RUNS)
    apart = walled_off(case)
    if (
        named.filter(seat__in=Seat.objects.filter(in_force(by.today)))
        .exclude(seat__person__in=apart)
        .exists()
    ):
        return
    free = seats().filter(in_force(by.today), partnership=case.partnership).exclude(person__in=apart)
    free = free.exclude(pk=grant.seat_id)
    takers = [*free.filter(role=Role.LTRG_CHAIR), *free.filter(role__in=LEADS).order_by("pk")]
    chair = next((one for one in takers if independent(case, one)), None)
    if chair is None or Grant.objects.filter(case=case, seat=chair, ended_at__isnull=True).exists():
        return
    Grant.objects.create(
        case=case, seat=chair, since=by.today, given_by=by.seat,
        reason="The last person named on this case who could run it has left.",
    )  # fmt: skip
    record(case, "grant_access", by=by, on={"seat": str(chair.pk)})
