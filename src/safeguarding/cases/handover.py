"""What waits for the holder of a seat, as each room says it, and how it goes to somebody else.

The rooms stand in `HANDOVER` of the wiring: each reads its own rows here and re-addresses them itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from safeguarding.cases.models import Case, LeftOpen
from safeguarding.people.models import Partnership, Seat


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody: what, on which case (if on one), and who could take it on.

    `seat` is whom it waits for, and nobody where it was left open. Somebody of `agency` in one of `roles`
    could take it on, but for the people `apart`; without an agency, somebody of the leaver's own.
    """

    kind: str
    row: int
    what: str
    case: Case | None = None
    due: date | None = None
    seat: Seat | None = None
    agency: int | None = None
    roles: frozenset[str] = frozenset()
    apart: frozenset[int | None] = frozenset()

    @property
    def key(self) -> str:
        """Its name in forms and choices."""
        return f"{self.kind}-{self.row}"


@dataclass(frozen=True)
class Whose:
    """Whose rows are asked for: those of some seats, and those that were left open."""

    partnership: Partnership
    seats: QuerySet[Seat] | Iterable[Seat]
    left: Mapping[tuple[str, int], LeftOpen] = field(default_factory=dict)

    def rows(self, kind: str, column: str) -> Q:
        """The rows of a kind that wait for these seats in that column, and those that were left open."""
        open_ones = [row for one, row in self.left if one == kind]
        return Q(**{f"{column}__in": self.seats}) | Q(**{f"{column}__isnull": True}, pk__in=open_ones)


@dataclass(frozen=True)
class Handover:
    """How a room finds what waits for somebody, and hands it over; to nobody, when `to` is None.

    `then` is for things that nobody can take on: they fall with the seat, or stay in the leaver's name, and
    it says which. What only stays has no `hand_over`.
    """

    kind: str
    room: str
    waiting: Callable[[Whose], list[Waiting]]
    hand_over: Callable[..., None] | None = None
    then: str = ""


def handed(to: Seat | None) -> dict[str, str]:
    """To whom something went, as the record names them."""
    return {"to": str(to.pk) if to else "nobody"}
