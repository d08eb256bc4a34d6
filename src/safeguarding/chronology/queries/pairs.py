"""Records that may tell of one event, as far as a reader may read both."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from safeguarding.cases.models import Case
from safeguarding.chronology.models import Event, Pair
from safeguarding.chronology.queries.composite import visible
from safeguarding.people.acting import Acting

SHOWN = 20
"""How many undecided pairs one page shows."""


def pairs(case: Case, by: Acting) -> QuerySet[Pair]:
    """Every pair of which this reader may read both records, the likeliest first."""
    seen = visible(case, by).values("pk")
    return (
        Pair.objects.filter(case=case, first__in=seen, second__in=seen)
        .select_related(
            "first__agency", "second__agency", "first__paper", "second__paper", "judged_by__person"
        )
        .order_by("-score", "id")
    )


def undecided(case: Case, by: Acting) -> QuerySet[Pair]:
    """Those that wait for a person."""
    return pairs(case, by).filter(judged="")


def told_twice(case: Case, by: Acting, events: list[Event]) -> dict[int, list[tuple[Pair, Event]]]:
    """For each of these events, the other records that may be, or are, of the same event."""
    mine = {event.pk for event in events}
    found: dict[int, list[tuple[Pair, Event]]] = {}
    wanted = pairs(case, by).exclude(judged=Pair.Judged.DIFFERENT)
    for pair in wanted.filter(Q(first__in=mine) | Q(second__in=mine)):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one.pk in mine:
                found.setdefault(one.pk, []).append((pair, other))
    return found
