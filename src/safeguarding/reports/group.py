"""What the group looks at between cases: what drifts, what each agency owes, and the agenda made of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse

from safeguarding.cases.matters import Matter
from safeguarding.cases.queries import visible_to
from safeguarding.improvements.models import Action
from safeguarding.improvements.queries.actions import drifting, visible_actions, with_names
from safeguarding.learning.models import Direction, Publication, Report
from safeguarding.learning.queries import directions, publications, visible_reports
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.people.permission import may_here
from safeguarding.people.queries import agencies_of
from safeguarding.statute.improvement import Delivery
from safeguarding.statute.permission import Act

SHOWN = 20
"""How many actions the page shows one by one; the register has them all."""


@dataclass
class Owes:
    """What one agency has to answer."""

    agency: Agency
    name: str
    drifting: int = 0
    since: date | None = None
    challenged: int = 0
    reports: list[Report] = field(default_factory=list)
    directions: list[Direction] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.drifting or self.challenged or self.reports or self.directions)

    @property
    def items(self) -> list[str]:
        """In words, for the meeting."""
        found = []
        if self.drifting:
            actions = "an action that drifts" if self.drifting == 1 else f"{self.drifting} actions that drift"
            found.append(f"{actions}, the oldest due in {_month(self.since)}")
        if self.challenged:
            found.append(
                "a question of the chair about an action"
                if self.challenged == 1
                else f"{self.challenged} questions of the chair about actions"
            )
        found += [f"the report on steps and impact due in {_month(row.round.due)}" for row in self.reports]
        found += [f"an answer to a direction, due in {_month(row.by_when)}" for row in self.directions]
        return found


def owed_by_agency(by: Acting) -> list[Owes]:
    """Every agency that owes something, the longest first, in a fixed number of queries."""
    today = by.today
    owes = {agency.pk: Owes(agency, agency.name_on(today)) for agency in agencies_of(by.partnership, today)}
    seen = visible_actions(by).filter(closed_on__isnull=True, agency__in=owes)
    for row in (
        seen.filter(drifting(today)).values("agency").annotate(n=Count("pk"), since=Min("due")).order_by()
    ):
        owes[row["agency"]].drifting, owes[row["agency"]].since = row["n"], row["since"]
    for row in seen.exclude(challenge="").values("agency").annotate(n=Count("pk")).order_by():
        owes[row["agency"]].challenged = row["n"]
    late = visible_reports(by).filter(
        state__in=[Report.State.ASKED, Report.State.CHALLENGED], round__due__lt=today, agency__in=owes
    )
    for report in late.order_by("round__due", "pk")[:200]:
        owes[report.agency_id].reports.append(report)
    for direction in _unanswered(by):
        if direction.agency_id in owes and direction.by_when < today:
            owes[direction.agency_id].directions.append(direction)
    return sorted((one for one in owes.values() if one.anything), key=_longest)


def _longest(owes: Owes) -> tuple[date, str]:
    dates = [owes.since, *(r.round.due for r in owes.reports), *(d.by_when for d in owes.directions)]
    return min((day for day in dates if day), default=date.max), owes.name.casefold()


def drift_in_sentences(by: Acting, owed: list[Owes]) -> list[str]:
    """At most three sentences: who owes what, since when."""
    said = []
    for one in owed:
        if len(one.reports) > 1:
            said.append(
                f"{one.name} has owed {len(one.reports)} impact reports"
                f" since {_month(one.reports[0].round.due)}."
            )
        elif one.drifting > 1 and one.since:
            said.append(
                f"{one.name} has {one.drifting} actions that drift, the oldest since {_month(one.since)}."
            )
        elif one.drifting and one.since:
            said.append(f"{one.name} has an action that has drifted since {_month(one.since)}.")
        elif one.reports:
            said.append(f"{one.name} has owed its impact report since {_month(one.reports[0].round.due)}.")
        elif one.directions:
            said.append(f"{one.name} has owed you an answer since {_month(one.directions[0].by_when)}.")
    return said[:3]


@dataclass(frozen=True)
class Agenda:
    """What is open for the group's next meeting."""

    cases: int
    drifting: list[tuple[Action, Delivery]]
    drifting_count: int
    challenged: list[tuple[Action, Delivery]]
    to_close: list[tuple[Action, Delivery]]
    no_difference: int
    directions: list[Direction]
    reports: list[Report]
    publications: list[Publication]


def agenda(by: Acting) -> Agenda:
    """The agenda, made of what is open, in a fixed number of queries."""
    today = by.today
    seen = visible_actions(by)
    late = seen.filter(drifting(today))
    ready = Q(closed_on__isnull=True, verified_on__isnull=False, challenge="") & (
        Q(checked_on__isnull=False) | ~Q(check_waived="")
    )
    counted = seen.aggregate(
        drifting=Count("pk", filter=drifting(today)),
        no_difference=Count("pk", filter=Q(verified_on__isnull=False, difference=0)),
        newest=Max("pk"),
    )
    return Agenda(
        cases=visible_to(by).filter(closed=False).count(),
        drifting=_lit(late, today),
        drifting_count=counted["drifting"],
        challenged=_lit(seen.filter(closed_on__isnull=True).exclude(challenge=""), today),
        to_close=_lit(seen.filter(ready), today),
        no_difference=counted["no_difference"],
        directions=[d for d in _unanswered(by) if d.case_id],
        reports=list(
            visible_reports(by).filter(state=Report.State.RETURNED).order_by("round__due", "pk")[:SHOWN]
        ),
        publications=list(
            publications(by).filter(considered_on__isnull=True).order_by("consider_by")[:SHOWN]
        ),
    )


def matters(by: Acting) -> list[Matter]:
    """The same for the group’s own meeting, each under its item of the agenda."""
    if not may_here(by, Act.SEE_ACTIONS, by.partnership):
        return []
    found = [
        Matter(one.name, "; ".join(one.items) + ".", reverse("reports:owes", args=[one.agency.pk]), "owed")
        for one in owed_by_agency(by)
    ]
    now = agenda(by)
    found += [
        Matter(
            report.agency.name_on(by.today),
            f"{report.round.title}.",
            reverse("learning:assurance_report", args=[report.short]),
            "reports",
        )
        for report in now.reports
    ]
    found += [
        Matter(
            f"Case {row.case.reference}",
            f"{row.whom}, by {row.by_when:%A} {row.by_when.day} {row.by_when:%B %Y}.",
            reverse("learning:learning", args=[row.case.reference]),
            "directions",
            row.case,
        )
        for row in now.directions
        if row.case
    ]
    return found + [
        Matter(
            one.source.title,
            f"To be considered by {one.consider_by:%A} {one.consider_by.day} {one.consider_by:%B %Y}.",
            reverse("learning:publication", args=[one.source.short]),
            "publications",
        )
        for one in now.publications
    ]


def actions_of(by: Acting, agency: Agency) -> dict[str, list[tuple[Action, Delivery]]]:
    """An agency's open actions, by what they need."""
    seen = visible_actions(by).filter(agency=agency, closed_on__isnull=True)
    lit = _lit(seen, by.today, most=200)
    groups: dict[str, list[tuple[Action, Delivery]]] = defaultdict(list)
    for action, light in lit:
        groups["open" if light.open else "waiting"].append((action, light))
    return groups


def reports_owed(by: Acting, agency: Agency) -> list[Report]:
    """The assurance reports that an agency owes."""
    owed = [Report.State.ASKED, Report.State.CHALLENGED]
    return list(visible_reports(by).filter(agency=agency, state__in=owed).order_by("round__due"))


def directions_owed(by: Acting, agency: Agency) -> list[Direction]:
    """The directions that an agency has still to answer, of cases that this reader may see."""
    return [row for row in _unanswered(by) if row.agency_id == agency.pk]


def _unanswered(by: Acting) -> list[Direction]:
    found = directions().filter(case__in=visible_to(by)).order_by("by_when", "pk")[:200]
    return [row for row in found if row.waits_for_answer]


def _lit(actions: QuerySet[Action], today: date, most: int = SHOWN) -> list[tuple[Action, Delivery]]:
    return [(action, action.delivery(today)) for action in with_names(actions).order_by("due", "pk")[:most]]


def _month(day: date | None) -> str:
    return f"{day:%B %Y}" if day else "an earlier month"
