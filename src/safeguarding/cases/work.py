"""“Your work”: one thing that waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safeguarding.cases.models import Case


@dataclass(frozen=True)
class WorkItem:
    """What to do, on which case (if on one), why this person, by when, and the one button that leads there.

    With `waiting_for` set, the person has nothing to do but wait for somebody else.
    """

    title: str
    case: Case | None
    why: str
    due: date | None
    href: str
    button: str
    waiting_for: str = ""
