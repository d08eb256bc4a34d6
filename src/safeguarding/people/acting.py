"""Somebody acting in a named seat, at a level of certainty: the `by=` of every act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from safeguarding.people.models import Agency, Partnership, Person, Seat
from safeguarding.record.actions import Actor
from safeguarding.statute.terms import Level, Role


@dataclass(frozen=True)
class Acting:
    """A seat, how sure we are that it is its holder, and (by mailbox) the one subject that they came for."""

    seat: Seat
    level: Level
    subject: str | None = None

    @property
    def person(self) -> Person:
        return self.seat.person

    @property
    def partnership(self) -> Partnership:
        return self.seat.partnership

    @property
    def agency(self) -> Agency | None:
        return self.seat.agency

    @property
    def role(self) -> Role:
        return Role(self.seat.role)

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def capacity(self) -> str:
        return self.seat.capacity_on(self.today)

    @property
    def actor(self) -> Actor:
        """How the record names whoever acts: ids and capacity, never a name."""
        return Actor(person=str(self.seat.person_id), seat=str(self.seat.pk), capacity=self.capacity)
