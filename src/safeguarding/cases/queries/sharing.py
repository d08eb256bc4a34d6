"""What an area that contributes may read of another area's case: exactly its share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q, QuerySet

from safeguarding.cases.models import Area
from safeguarding.people.acting import Acting
from safeguarding.record import rows
from safeguarding.statute.permission import Act, Relation, roles_for
from safeguarding.statute.terms import Level, Role

GUEST = Role.EXTERNAL_PARTNERSHIP


def contributing(by: Acting, area: Area) -> tuple[Relation, ...]:
    """How somebody of the other area stands to the case: only through this invitation.

    A guest's seat is named in person, so that a seal does not stand in its way.
    """
    if area.guest_seat_id == by.seat.pk:
        return (Relation.CONTRIBUTING_AREA, Relation.SEALED_CASE_NAMED)
    if by.role is not GUEST and area.guest_id is not None and area.guest_id == by.seat.partnership_id:
        return (Relation.CONTRIBUTING_AREA,)
    return ()


@contextmanager
def across(by: Acting, *leads: int) -> Iterator[None]:
    """One's own partnership's rows and the leads', for as long as one works on what they share."""
    with rows.scope(sorted({by.seat.partnership_id, *leads})):
        yield


def shared_with(by: Acting) -> QuerySet[Area]:
    """The invitations of this person's area that they may open. To be read `across` their leads."""
    if by.level < Level.TOTP or by.role not in roles_for(Act.SEE_SHARED_VIEW):
        return Area.objects.none()
    if not by.seat.in_force(by.today):
        return Area.objects.none()
    ours = Q(guest_seat=by.seat.pk)
    if by.role is not GUEST:
        ours |= Q(guest=by.seat.partnership_id, case__sealed=False)
    return (
        Area.objects.filter(ours)
        .exclude(case__exclusions__in=by.person.exclusions.filter(ended_at__isnull=True))
        .select_related("case__partnership", "case__stream", "case__incident", "lead", "guest")
        .order_by("-pk")
    )


def leads_of(by: Acting) -> list[int]:
    """The partnerships that have invited this person's area, whatever the case."""
    found = Area.objects.filter(Q(guest=by.seat.partnership_id) | Q(guest_seat=by.seat.pk))
    return list(found.order_by("lead").values_list("lead", flat=True).distinct())
