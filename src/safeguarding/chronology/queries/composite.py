"""The composite: every event that was released, in order, as far as its mark lets the reader see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from safeguarding.cases.models import Case
from safeguarding.chronology.access import readable
from safeguarding.chronology.models import Event
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import Handling

A_PAGE = 100
"""How many events one page shows."""


@dataclass(frozen=True)
class Filters:
    """What somebody looks for."""

    agency: int | None = None
    person: int | None = None
    theme: str = ""
    weight: int | None = None
    doubtful: bool = False
    seen: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    def q(self) -> Q:
        """As a condition on events."""
        found = Q()
        if self.agency is not None:
            found &= Q(agency=self.agency)
        if self.person is not None:
            found &= Q(mentions__identity=self.person)
        if self.theme:
            found &= Q(tags__theme=self.theme)
        if self.weight is not None:
            found &= Q(weight=self.weight)
        if self.doubtful:
            found &= Q(uncertain=True) | Q(earliest__isnull=True)
        if self.seen:
            found &= Q(seen=self.seen)
        if self.since is not None:
            found &= Q(latest__gte=self.since)
        if self.until is not None:
            found &= Q(earliest__lte=self.until)
        return found


@dataclass(frozen=True)
class Page:
    """One page of the composite, and where the pages beside it begin."""

    events: list[Event]
    total: int
    before: str = ""
    after: str = ""


def released(case: Case) -> QuerySet[Event]:
    """Every event that the people of the meeting may be shown, whatever its mark."""
    return Event.objects.filter(
        case=case,
        paper__released_at__isnull=False,
        paper__superseded_at__isnull=True,
    ).exclude(settled=Event.Settled.NO_EVENT)


def visible(case: Case, by: Acting) -> QuerySet[Event]:
    """The same, as far as each event's mark lets this reader read it."""
    return released(case).filter(readable(by, case))


def page(
    case: Case,
    by: Acting,
    filters: Filters | None = None,
    *,
    total: int | None = None,
    after: str = "",
    before: str = "",
) -> Page:
    """A page of events by keyset: those after one sorting key, or before one. `total`: how many there are,
    where that is known already.
    """
    wanted = visible(case, by).filter((filters or Filters()).q())
    rows = wanted.select_related("paper__file", "agency", "episode").prefetch_related("tags", "mentions")
    if before:
        back = list(rows.filter(sorts__lt=before).order_by("-sorts")[: A_PAGE + 1])
        events, more_before, more_after = back[:A_PAGE][::-1], len(back) > A_PAGE, True
    else:
        ahead = list(rows.filter(sorts__gt=after).order_by("sorts")[: A_PAGE + 1])
        events, more_before, more_after = ahead[:A_PAGE], bool(after), len(ahead) > A_PAGE
    return Page(
        events,
        wanted.count() if total is None else total,
        before=events[0].sorts if events and more_before else "",
        after=events[-1].sorts if events and more_after else "",
    )


@dataclass(frozen=True)
class Overall:
    """The composite in figures."""

    events: int
    undated: int
    first: date | None
    last: date | None
    agencies: Mapping[int, int] = field(default_factory=dict)


def overall(case: Case, by: Acting) -> Overall:
    """How much there is, from when to when, and of whom."""
    rows = list(
        visible(case, by)
        .order_by()
        .values("agency")
        .annotate(
            events=Count("pk"),
            undated=Count("pk", filter=Q(earliest__isnull=True)),
            first=Min("earliest"),
            last=Max("latest"),
        )
    )
    return Overall(
        events=sum(row["events"] for row in rows),
        undated=sum(row["undated"] for row in rows),
        first=min((row["first"] for row in rows if row["first"]), default=None),
        last=max((row["last"] for row in rows if row["last"]), default=None),
        agencies={row["agency"]: row["events"] for row in rows},
    )


def usable(case: Case, by: Acting, *, for_report: bool) -> QuerySet[Event]:
    """What may leave: for the report or for somebody outside, nothing that its agency keeps from there, and
    what it wants to be asked about only once it has agreed.
    """
    seen = visible(case, by)
    if not for_report:
        return seen
    free = Q(handling=Handling.SHAREABLE.value) | Q(handling=Handling.ASK_ME.value, allowed_at__isnull=False)
    return seen.filter(free)
