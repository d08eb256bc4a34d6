"""Every letter and what became of it, those not delivered, and the background work of the system."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.correspondence import queries
from safeguarding.correspondence.models import Letter
from safeguarding.correspondence.queries import undelivered
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role

LATELY = timedelta(days=30)
SHOWN = 50
MOST = 10
"""How many letters “Your work” takes in; more than that is a fault of the mail, and for its page."""


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
class Line:
    """One letter of the outbox, its case where this person may see it, and whether its address is wrong."""

    letter: Letter
    case: Case | None
    wrong_address: bool

    @property
    def day(self) -> date:
        return timezone.localdate(self.letter.queued_at)

    @property
    def whom(self) -> str:
        return name_of(self.letter)


@dataclass(frozen=True)
class Asked:
    """Which letters to show."""

    state: str = ""
    case: str = ""
    until: date | None = None


def outbox(by: Acting, asked: Asked, page: int) -> tuple[list[Line], bool]:
    """One page of the partnership's letters, newest first, and whether there are older ones.

    Of a case that this person may not see there are none, and there is no such case.
    """
    found = _listed(by)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.case:
        found = found.filter(stream__in=visible_to(by).filter(reference=asked.case).values("stream"))
    if asked.until:
        found = found.filter(
            queued_at__lt=timezone.make_aware(datetime.combine(asked.until + timedelta(days=1), time.min))
        )
    rows = list(found.select_related("to_person")[(page - 1) * SHOWN : page * SHOWN + 1])
    return lines(by, rows[:SHOWN]), len(rows) > SHOWN


def _listed(by: Acting) -> QuerySet[Letter]:
    """The letters that are listed for somebody: an administrator, who mends what fails, has what failed."""
    found = seen(by, queries.outbox(by.partnership))
    if by.role is not Role.SYS_ADMIN:
        return found
    stuck = Q(state__in=[Letter.FAILED, Letter.BOUNCED]) | Q(state=Letter.QUEUED, attempts__gt=0)
    return found.filter(stuck | Q(stream__isnull=True) | Q(stream=by.partnership.stream))


def lines(by: Acting, letters: list[Letter]) -> list[Line]:
    """These letters, which somebody may see, with what else is known of them."""
    streams = {letter.stream_id for letter in letters if letter.stream_id}
    cases = {case.stream_id: case for case in visible_to(by).filter(stream__in=streams)}
    wrong = queries.wrong_addresses({letter.to_person_id for letter in letters if letter.to_person_id})
    return [Line(letter, cases.get(letter.stream_id), letter.to_person_id in wrong) for letter in letters]


def one(by: Acting, key: int) -> Letter | None:
    """One letter that this person may see, with its tries and what came back."""
    found = _listed(by).select_related("to_person", "partnership")
    return found.prefetch_related("tries", "bounces").filter(pk=key).first()


def telephone(letter: Letter) -> str:
    """The number to ring instead, if one is known: the person's own, or that of the agency they sit for."""
    person = letter.to_person
    if person is None or person.telephone:
        return person.telephone if person else ""
    sits = person.seats.filter(partnership=letter.partnership_id, agency__isnull=False).exclude(
        agency__telephone=""
    )
    return next(iter(sits.order_by("-since", "-pk").values_list("agency__telephone", flat=True)[:1]), "")


def work(by: Acting) -> list[WorkItem]:
    """Letters that will not arrive: somebody rings instead. The administrator is not told whom."""
    if by.role is Role.SYS_ADMIN or not may_here(by, Act.TRY_LETTER_AGAIN, by.partnership):
        return []
    lost = undelivered(by.partnership).filter(state__in=[Letter.FAILED, Letter.BOUNCED])
    return [
        WorkItem(
            title=f"A letter to {name_of(letter)} did not arrive",
            case=None,
            why=f"{letter.last_error} Ring them instead.",
            due=None,
            href=reverse("reports:letter", args=[letter.pk]),
            button="See what to do",
        )
        for letter in seen(by, lost).select_related("to_person")[:MOST]
    ]


def name_of(letter: Letter) -> str:
    """Whom a letter is for, in words."""
    return letter.to_person.name if letter.to_person else "an address without a seat"


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
