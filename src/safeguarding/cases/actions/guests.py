"""Telling the people of another area that something waits for them here."""

from __future__ import annotations

from django.utils import timezone

from safeguarding.cases.models import Area, Exclusion
from safeguarding.correspondence.actions import post_kind
from safeguarding.people.models import Person
from safeguarding.people.queries import who_holds
from safeguarding.statute.terms import Role


def tell_guests(area: Area, kind: str, *, once: str) -> None:
    """A letter to the guest, or to the manager of the guest's partnership; nothing of the case is in it."""
    for person in _guests(area):
        post_kind(
            partnership=area.lead,
            to=person,
            kind=kind,
            stream=area.case.stream,
            subject_context={"link": "/"},
            once_key=f"{once}:{person.pk}",
        )


def _guests(area: Area) -> list[Person]:
    if area.guest_seat is not None:
        found = [area.guest_seat.person]
    elif area.guest is not None and not area.case.sealed:
        held = who_holds(area.guest, Role.PARTNERSHIP_MANAGER, timezone.localdate())
        found = [seat.person for seat in held]
    else:
        found = []
    apart = set(
        Exclusion.objects.filter(case=area.case, ended_at__isnull=True).values_list("person_id", flat=True)
    )
    return [person for person in found if person.pk not in apart]
