"""What is open, for the agenda of a meeting: on a case, or for a partnership's group between cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting


@dataclass(frozen=True)
class Matter:
    """One thing to talk about, why, and the page where it is worked on.

    For the group: `code` is the item of its agenda under which it stands, and `case` the case that it names.
    """

    title: str
    why: str
    href: str
    code: str = ""
    case: Case | None = None


def matters_of(by: Acting, case: Case) -> list[Matter]:
    """Everything that is open on the case now, from the rooms that keep it (`config.wiring.MATTERS`)."""
    rooms = import_string(settings.SAFEGUARDING_WIRING + ".MATTERS")
    return [found for room in rooms for found in room(by, case)]


def group_matters_of(by: Acting) -> list[Matter]:
    """What is open for the group, as far as this person may see it (`config.wiring.GROUP_MATTERS`)."""
    rooms = import_string(settings.SAFEGUARDING_WIRING + ".GROUP_MATTERS")
    return [found for room in rooms for found in room(by)]
