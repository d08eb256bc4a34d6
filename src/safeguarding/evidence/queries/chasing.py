"""Whom the system is to remind today, and at which step of the partnership's plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from safeguarding.cases.models import Exclusion
from safeguarding.evidence.models import ChaserHold, PassedOn, Refusal, Reminder, Request, TimeRequest
from safeguarding.evidence.queries.standing import unanswered
from safeguarding.statute.calendar import is_working_day
from safeguarding.statute.chasing import Chaser, Told, next_step, step_on


@dataclass(frozen=True)
class Step:
    """A step of the plan for one request: “step 2 of 4”."""

    request: Request
    number: int
    of: int
    chaser: Chaser

    @property
    def on(self) -> date:
        """The day of this step."""
        return self.chaser.on(self.request.due_on)


def owing() -> QuerySet[Request]:
    """The requests that the system may remind of: unanswered, with somebody to write to, of a case that goes
    on.

    Not while the answer is explained or refused (a formal letter follows that), while somebody is wanted who
    can write it, while the manager holds the reminders or has a question about time to answer, nor on a
    sealed case, which only the people named on it handle.
    """
    walled = Exclusion.objects.filter(
        case=OuterRef("case"), person=OuterRef("contact__person"), ended_at__isnull=True
    )
    return (
        unanswered(Request.objects.all())
        .filter(
            contact__isnull=False,
            stepped_back_at__isnull=True,
            explained_at__isnull=True,
            case__sealed=False,
        )
        .exclude(Exists(walled))
        .exclude(Exists(ChaserHold.objects.filter(request=OuterRef("pk"), ended_at__isnull=True)))
        .exclude(Exists(TimeRequest.objects.filter(request=OuterRef("pk"), answered_at__isnull=True)))
        .exclude(Exists(Refusal.objects.filter(request=OuterRef("pk"), ended_at__isnull=True)))
    )


def steps_due(today: date, only: Request | None = None) -> list[Step]:
    """The steps that have come and are not done yet; none on a day without work. A fixed number of queries.

    Somebody whom the agency heard from today is not written to again before tomorrow; a reminder by hand
    stands for the step that it follows, unless that step tells a partner as well.
    """
    if not is_working_day(today):
        return []
    found = owing() if only is None else owing().filter(pk=only.pk)
    requests = list(
        found.filter(asked_on__lt=today)
        .defer("search_for", "purpose", "legal_basis")
        .select_related("case__partnership", "case__stream", "agency", "contact__person")
    )
    since = _given_time(requests)
    done, by_hand = _reminded(requests)
    handed = dict(
        PassedOn.objects.filter(request__in=requests).values_list("request").annotate(last=Max("at"))
    )
    steps = []
    for request in requests:
        plan = request.case.profile.chasers
        number = step_on(plan, request.due_on, since.get(request.pk, request.asked_on), today)
        if number == 0 or number <= done.get((request.pk, request.due_on), 0):
            continue
        step = Step(request, number, len(plan), plan[number - 1])
        reached = max(
            [timezone.localdate(at) for at in (by_hand.get(request.pk), handed.get(request.pk)) if at],
            default=date.min,
        )
        hand = by_hand.get(request.pk)
        stands = hand is not None and timezone.localdate(hand) >= step.on and step.chaser.told is Told.NOBODY
        if reached < today and not stands:
            steps.append(step)
    return steps


def coming_step(request: Request, today: date) -> Step | None:
    """The next step for a request that is owing, for whoever runs the case; nothing when none is to come."""
    if not owing().filter(pk=request.pk).exists():
        return None
    plan = request.case.profile.chasers
    since = _given_time([request]).get(request.pk, request.asked_on)
    number = next_step(plan, request.due_on, since, today)
    return Step(request, number, len(plan), plan[number - 1]) if number else None


def _given_time(requests: list[Request]) -> dict[int, date]:
    """When each was given the day that now holds, where more time was granted."""
    granted = TimeRequest.objects.filter(request__in=requests, answer=TimeRequest.Answer.GRANTED)
    last = granted.values_list("request").annotate(last=Max("answered_at"))
    return {pk: timezone.localdate(at) for pk, at in last if at}


def _reminded(
    requests: list[Request],
) -> tuple[dict[tuple[int, date | None], int], dict[int, datetime]]:
    """The last step done for each request and day, and when each was last reminded by hand."""
    done: dict[tuple[int, date | None], int] = {}
    by_hand: dict[int, datetime] = {}
    for pk, step, for_day, at in (
        Reminder.objects.filter(request__in=requests)
        .order_by("at")
        .values_list("request", "step", "for_day", "at")
    ):
        if step is None:
            by_hand[pk] = at
        else:
            done[pk, for_day] = max(step, done.get((pk, for_day), 0))
    return done, by_hand
