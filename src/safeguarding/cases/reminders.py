"""One thing that is open and due, and whose it is: what a digest counts, and never says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safeguarding.cases.models import Case
from safeguarding.people.models import Partnership
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.reminding import Plan, Reminding
from safeguarding.statute.terms import Role


def reminding_of(partnership: Partnership) -> Reminding:
    """How the partnership reminds."""
    return PROFILES[partnership.profile].reminding


@dataclass(frozen=True, eq=False)
class Open:
    """It is theirs who hold one of the roles in the partnership (or, with an agency, in that agency), and of
    one seat besides; never of the seats that are reminded in another way or have done their part.

    Of a case it is theirs only who may see the case, or whose agency was asked.
    """

    due: date
    plan: Plan
    partnership: int
    case: Case | None = None
    roles: frozenset[Role] = frozenset()
    agency: int | None = None
    seat: int | None = None
    but: frozenset[int | None] = frozenset()
    outside: frozenset[int] = frozenset()
    """Agencies for which whoever decides may not sit."""
    asked: bool = False
    """Asked of an agency or an owner, who need not see the case."""
    told: date | None = None
    """The day on which they were told of it at once."""
