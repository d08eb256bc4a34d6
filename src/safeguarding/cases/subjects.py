"""What the partners may disagree about inside a case, besides the case as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.terms import DecisionKind


@dataclass(frozen=True)
class Subject:
    """One thing in a case that has its own page: an action, or what an agency was asked for.

    `key` finds it again, `words` name it, `kinds` are the decisions about it on which partners can differ,
    and `position` is what the agency concerned has said already.
    """

    key: str
    words: str
    kinds: frozenset[DecisionKind]
    href: str
    agency: Agency | None = None
    position: str = ""


def partners_differ_on(key: str) -> bool:
    """Whether a disagreement about this one thing is open (`config.wiring.DIFFER_ON`)."""
    return bool(import_string(settings.SAFEGUARDING_WIRING + ".DIFFER_ON")(key))


def subjects_of(by: Acting, case: Case | None, key: str = "") -> list[Subject]:
    """All of them in the case (or beside all cases) that this person may see, or the one with that key, from
    the rooms that keep them (`config.wiring.SUBJECTS`).
    """
    rooms = import_string(settings.SAFEGUARDING_WIRING + ".SUBJECTS")
    found = [one for room in rooms for one in room(by, case, key)]
    return [one for one in found if not key or one.key == key]
