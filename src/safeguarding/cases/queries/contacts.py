"""Whom to write to at an agency."""

from __future__ import annotations

from datetime import date

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


def first_contact(agency: Agency, on: date) -> Seat | None:
    """The seat that answers for the agency.

    Its safeguarding lead, else its registered contact, else its partner.
    """
    order = {role.value: place for place, role in enumerate(CONTACTS)}
    held = seats().filter(in_force(on), agency=agency, role__in=order)
    return min(held, key=lambda seat: (order[seat.role], seat.pk), default=None)
