"""Reading the outbox."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from safeguarding.correspondence.bounces import address_is_bad
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
    """Letters that could not be delivered, came back, or were tried and wait: somebody has to telephone."""
    waiting = Q(state=Letter.QUEUED, attempts__gt=0)
    lost = Q(state__in=[Letter.FAILED, Letter.BOUNCED])
    return Letter.objects.filter(waiting | lost, partnership=partnership).order_by("queued_at")


def wrong_addresses(people: Collection[int]) -> set[int]:
    """Of these people, whose address did not take a letter and has not been put right since."""
    came_back = Letter.objects.filter(to_person__in=people, state=Letter.BOUNCED)
    return {
        letter.to_person_id
        for letter in came_back.select_related("to_person").prefetch_related("bounces")
        if letter.to_person
        and letter.to_person_id
        and letter.to_address.lower() == letter.to_person.email.lower()
        and any(row.final and address_is_bad(row.status) for row in letter.bounces.all())
    }


def last_sent(kind: LetterKind) -> dict[int, datetime]:
    """When each person last had a letter of this kind queued for them."""
    theirs = Letter.objects.filter(kind=kind, to_person__isnull=False).order_by()
    return dict(theirs.values_list("to_person").annotate(last=Max("queued_at")))


def addressed_to(person: Person) -> QuerySet[Letter]:
    """What one person was sent, newest first."""
    return Letter.objects.filter(to_person=person).order_by("-queued_at", "-pk")
