"""Whom to write to at an agency."""

from __future__ import annotations

from datetime import date

from safeguarding.cases.models import Case
from safeguarding.people.models import Agency, Seat
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.terms import Role

CONTACTS = (
    Role.AGENCY_LEAD,
    Role.AGENCY_CONTACT,
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.EDUCATION_LEAD,
)


def first_contact(agency: Agency, on: date, case: Case | None = None) -> Seat | None:
    """The seat that answers for the agency.

    Its safeguarding lead, else its registered contact, else its partner; of a case, nobody who is walled off
    from it.
    """
    order = {role.value: place for place, role in enumerate(CONTACTS)}
    held = seats().filter(in_force(on), agency=agency, role__in=order)
    if case is not None:
        held = held.exclude(person__in=walled_off(case))
    return min(held, key=lambda seat: (order[seat.role], seat.pk), default=None)


def walled_off(case: Case) -> frozenset[int]:
    """The people who are kept apart from a case."""
    return frozenset(case.exclusions.filter(ended_at__isnull=True).values_list("person_id", flat=True))
