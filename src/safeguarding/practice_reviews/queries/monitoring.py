"""How the time and the quality of a practice review stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from safeguarding.cases.models import Case, Deadline, FormalLetter
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.formal_letters import letters
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import MonitoringPoint
from safeguarding.statute.letters import LetterMatter, Way
from safeguarding.statute.monitoring import past_the_date
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role

DUE, PUBLISH = "monitoring_point", "publish_practice_review"


@dataclass(frozen=True)
class Course:
    """The looks so far, the newest first; when the next is due; and whether reasons are owed."""

    points: list[MonitoringPoint]
    next_due: date | None
    publish_by: date | None
    reasons_owed: bool

    @property
    def forecast(self) -> date | None:
        return self.points[0].forecast if self.points else None


def course(case: Case) -> Course:
    """How a review stands."""
    points = list(case.monitoring_points.select_related("seat__person").order_by("-number"))
    open_ = dict(
        case.deadlines.filter(kind__in=[DUE, PUBLISH], met_on__isnull=True).values_list("kind", "due_on")
    )
    forecast = points[0].forecast if points else None
    late = past_the_date(forecast, open_.get(PUBLISH))
    return Course(points, open_.get(DUE), open_.get(PUBLISH), late and not _explained(case, points[0].on))


def requests(by: Acting, case: Case) -> list[FormalLetter]:
    """What the reviewer was asked for in writing, the newest first (SI 2018/789 reg 14(2) and (3))."""
    found = letters(by, case).filter(matter=LetterMatter.REVIEWER_REQUEST.value, way=Way.OUT.value)
    return list(found.order_by("-on", "-pk"))


def work(by: Acting) -> list[WorkItem]:
    """A look that is due, and reasons that are owed, for those who see to it."""
    if by.role not in {Role.PARTNERSHIP_MANAGER} & set(roles_for(Act.MONITOR_REVIEW)):
        return []
    cases = visible_to(by).filter(closed=False)
    due = Deadline.objects.filter(
        case__in=cases, kind=DUE, met_on__isnull=True, due_on__lte=by.today
    ).select_related("case__partnership")
    return [
        *(
            _item(line.case, "Look at the time and quality of a practice review", line.due_on,
                  "The partners look at both at regular intervals.")
            for line in due.order_by("due_on", "pk")
        ),
        *(
            _item(point.case, "Tell the Panel why a practice review takes longer", by.today,
                  "Publication is now expected after the day by which it is due.")
            for point in _late(cases)
        ),
    ]  # fmt: skip


def _item(case: Case, title: str, due: date, why: str) -> WorkItem:
    page = reverse("practice_reviews:monitoring", args=[case.reference])
    return WorkItem(title=title, case=case, why=why, due=due, href=page, button="Open it")


def _late(cases: QuerySet[Case]) -> list[MonitoringPoint]:
    newer = MonitoringPoint.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    open_ = Deadline.objects.filter(
        case=OuterRef("case"), kind=PUBLISH, met_on__isnull=True, due_on__lt=OuterRef("forecast")
    )
    told = FormalLetter.objects.filter(
        case=OuterRef("case"), current=True, matter=LetterMatter.EXTENSION.value, on__gte=OuterRef("on")
    )
    found = MonitoringPoint.objects.filter(~Exists(newer), ~Exists(told), Exists(open_), case__in=cases)
    return list(found.select_related("case__partnership").order_by(F("forecast"), "pk"))


def _explained(case: Case, since: date) -> bool:
    return FormalLetter.objects.filter(
        case=case, current=True, matter=LetterMatter.EXTENSION.value, on__gte=since
    ).exists()
