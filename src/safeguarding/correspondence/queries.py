"""Reading the outbox."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, QuerySet

from safeguarding.correspondence.kinds import LetterKind
from safeguarding.correspondence.models import Letter
from safeguarding.people.models import Partnership, Person
from safeguarding.record.models import Stream


def for_stream(stream: Stream) -> QuerySet[Letter]:
    """Every letter about one case (or one partnership's own business), newest first, with its tries."""
    return Letter.objects.filter(stream=stream).prefetch_related("tries").order_by("-queued_at", "-pk")


def outbox(partnership: Partnership | None = None) -> QuerySet[Letter]:
    """All letters, newest first; of one partnership when given."""
    letters = Letter.objects.select_related("partnership").order_by("-queued_at", "-pk")
    return letters if partnership is None else letters.filter(partnership=partnership)


def undelivered(partnership: Partnership) -> QuerySet[Letter]:
    """Letters that could not be delivered, or were tried and wait: somebody has to telephone instead."""
    waiting = Letter.objects.filter(partnership=partnership, state=Letter.QUEUED, attempts__gt=0)
    return (waiting | Letter.objects.filter(partnership=partnership, state=Letter.FAILED)).order_by(
        "queued_at"
    )


def last_sent(kind: LetterKind) -> dict[int, datetime]:
    """When each person last had a letter of this kind queued for them."""
    theirs = Letter.objects.filter(kind=kind, to_person__isnull=False).order_by()
    return dict(theirs.values_list("to_person").annotate(last=Max("queued_at")))


def addressed_to(person: Person) -> QuerySet[Letter]:
    """What one person was sent, newest first."""
    return Letter.objects.filter(to_person=person).order_by("-queued_at", "-pk")
