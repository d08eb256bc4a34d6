"""What is open on a case, for the agenda of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting


@dataclass(frozen=True)
class Matter:
    """One thing to talk about, why, and the page where it is worked on."""

    title: str
    why: str
    href: str


def matters_of(by: Acting, case: Case) -> list[Matter]:
    """Everything that is open on the case now, from the rooms that keep it (`config.wiring.MATTERS`)."""
    rooms = import_string(settings.SAFEGUARDING_WIRING + ".MATTERS")
    return [found for room in rooms for found in room(by, case)]
