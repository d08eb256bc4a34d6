"""Dates that a room keeps of its own, when a case goes on under newer rules.

The rooms stand in `OWN_DATES` of the wiring.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.statute.restamping import Moved


@dataclass(frozen=True)
class OwnDates:
    """How a room says which of its open dates the case's rules give otherwise, and puts them right."""

    moved: Callable[[Case], list[Moved]]
    move: Callable[[Case], None]


def rooms() -> list[OwnDates]:
    """Every room that keeps dates of its own."""
    found: list[OwnDates] = import_string(settings.SAFEGUARDING_WIRING + ".OWN_DATES")
    return found
