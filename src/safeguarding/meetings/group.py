"""The standing group's own meetings: who is asked to them, and which there are."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from safeguarding.meetings.models import Meeting, Member
from safeguarding.people.models import Partnership, Person, Seat
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.permission.permits import CHAIR, DELEGATED, DEPUTIES, LEADS, MEMBERS
from safeguarding.statute.terms import Role

ALWAYS = (CHAIR, *DELEGATED, *DEPUTIES)
"""Whose seat alone gives a place at the group's table; others have one by membership."""


def in_the_group(seat: Seat, on: date) -> bool:
    """Whether a seat has a place in the group on a day: as a member in force; where no membership of it was
    ever kept here, by its role.
    """
    return at_the_table(on).filter(pk=seat.pk).exists()


def asked(partnership: Partnership, on: date) -> list[Seat]:
    """Everybody who is asked to the group's meetings, with all that a line about them is worded from."""
    there = at_the_table(on).filter(partnership=partnership)
    return sorted(there, key=lambda seat: (_place(seat), seat.person.name))


def told(partnership: Partnership) -> list[Person]:
    """Who gets the letters about the group's meetings."""
    found = {seat.person_id: seat.person for seat in asked(partnership, timezone.localdate())}
    return list(found.values())


def at_the_table(on: date) -> QuerySet[Seat]:
    """Every seat that has a place in the group of its partnership on a day."""
    kept = Member.objects.filter(seat=OuterRef("pk"))
    by_role = Q(role__in=ALWAYS) | (Q(role__in=MEMBERS) & ~Exists(kept))
    return seats().filter(in_force(on), by_role | Exists(kept.filter(in_force(on))))


def _place(seat: Seat) -> int:
    order = [*ALWAYS, *MEMBERS]
    return order.index(Role(seat.role)) if Role(seat.role) in order else len(order)


def of_group(partnership: Partnership) -> QuerySet[Meeting]:
    """The meetings of a partnership's group, in the order in which they are held."""
    return Meeting.objects.filter(partnership=partnership, kind=Meeting.Kind.GROUP)


def coming(partnership: Partnership) -> Meeting | None:
    """The one that is still to be held or closed."""
    return of_group(partnership).exclude(state=Meeting.State.CLOSED).first()


def to_accept(now: Meeting) -> list[Meeting]:
    """The meetings whose minutes wait to be accepted at this one, the oldest first."""
    held = of_group(now.partnership).filter(
        state=Meeting.State.CLOSED, items__isnull=False, minutes_agreed_at__isnull=True
    )
    return list(held.exclude(standing=Meeting.Standing.RECONVENED).distinct().order_by("closed_at", "pk"))


def who_confirms(partnership: Partnership) -> list[Person]:
    """Who agrees to somebody else in the chair: the chair; where there is none, the lead partners."""
    today = timezone.localdate()
    held = seats().filter(in_force(today), partnership=partnership)
    found = list(held.filter(role=CHAIR)) or list(held.filter(role__in=[*LEADS]))
    return [seat.person for seat in found]
