"""Looking at the time and the quality of a practice review."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, has
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import MonitoringPoint
from safeguarding.statute import monitoring
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.monitoring import Course
from safeguarding.statute.permission import Act


@transaction.atomic
def note_monitoring(
    *,
    by: Acting,
    case: Case,
    time: Course,
    quality: Course,
    forecast: date,
    time_words: str = "",
    quality_words: str = "",
    risks: str = "",
) -> MonitoringPoint:
    """Note how time and quality stand today, and when publication is expected (SI 2018/789 reg 14(1)).

    The next look is due four weeks on. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.MONITOR_REVIEW, case))
    demand(may_be_monitored(case))
    demand(
        monitoring.may_note(time=time, time_words=time_words, quality=quality, quality_words=quality_words)
    )
    number = case.monitoring_points.count() + 1
    point = MonitoringPoint.objects.create(
        case=case,
        number=number,
        on=by.today,
        time=time.value,
        time_words=time_words,
        quality=quality.value,
        quality_words=quality_words,
        risks=risks,
        forecast=forecast,
        seat=by.seat,
    )
    establish(
        case,
        Kind.MONITORED,
        by=by,
        occurred=by.today,
        act="note_monitoring",
        key=str(number),
        on={"point": str(number), "time": time.value, "quality": quality.value},
        keep={"time": time_words, "quality": quality_words, "risks": risks},
    )
    return point


def may_be_monitored(case: Case) -> Answer:
    """From the decision to carry out a review until it is published, or is not to be."""
    if case.closed:
        return Refused("closed", "This case is closed.", "Open it again first, with the reason.")
    if not has(case, Kind.PRACTICE_REVIEW_DECIDED):
        return Refused(
            "no_review", "No practice review has been decided.", "It is looked at once there is one."
        )
    if has(case, Kind.PUBLISHED) or has(case, Kind.PUBLICATION_DECLINED):
        return Refused("finished", "This practice review is finished.", "There is nothing more to look at.")
    return Allowed()
