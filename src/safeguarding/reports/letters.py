"""Letters that were not delivered, and the background work of the system."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safeguarding.cases.queries import visible_to
from safeguarding.correspondence.models import Letter
from safeguarding.correspondence.queries import undelivered
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import Role

LATELY = timedelta(days=30)
SHOWN = 100


def seen(by: Acting, letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Those that are about no case, or about a case that this person may see.

    An administrator, who sees no case, is shown every one that failed, and never to whom it went.
    """
    if by.role is Role.SYS_ADMIN:
        return letters
    own = Q(stream__isnull=True) | Q(stream=by.partnership.stream)
    return letters.filter(own | Q(stream__in=visible_to(by).values("stream")))


def not_delivered(by: Acting) -> list[Letter]:
    """Letters that could not be delivered, or were tried and wait for another try."""
    return list(seen(by, undelivered(by.partnership)).select_related("to_person")[:SHOWN])


def lately(by: Acting) -> list[tuple[str, str]]:
    """How many letters of the last thirty days stand in each state."""
    found = seen(
        by, Letter.objects.filter(partnership=by.partnership, queued_at__gte=timezone.now() - LATELY)
    )
    counted = Counter(dict(found.values_list("state").annotate(Count("pk")).order_by()))
    return [(words, str(counted[state]) if counted[state] else "None") for state, words in Letter.STATES]


@dataclass(frozen=True)
class Job:
    """One kind of background work: how much of it waits, runs and failed in the last thirty days."""

    name: str
    waiting: int
    running: int
    failed: int
    last_failure: datetime | None


NAMES = {
    "safeguarding.correspondence.tasks.deliver": "Delivering letters",
    "safeguarding.chronology.tasks.look_for_pairs": "Looking for events told twice",
}


def jobs() -> list[Job]:
    """Background work by kind, in one query."""
    found = (
        DBTaskResult.objects.filter(Q(enqueued_at__gte=timezone.now() - LATELY) | Q(status="READY"))
        .values("task_path")
        .annotate(
            waiting=Count("pk", filter=Q(status="READY")),
            running=Count("pk", filter=Q(status="RUNNING")),
            failed=Count("pk", filter=Q(status="FAILED")),
            last_failure=Max("finished_at", filter=Q(status="FAILED")),
        )
        .order_by("task_path")
    )
    return [
        Job(
            NAMES.get(row["task_path"], row["task_path"].rpartition(".")[2].replace("_", " ")),
            row["waiting"],
            row["running"],
            row["failed"],
            row["last_failure"],
        )
        for row in found
    ]
