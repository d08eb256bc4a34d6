"""Who looked, and the daily seal on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.db import transaction
from django.utils import timezone

from safeguarding.record import chain, rows
from safeguarding.record.actions.events import SYSTEM, Actor, write
from safeguarding.record.models import DaySeal, Look, Stream, StreamKind

SEALED = "looks_sealed"
SETTLING = timedelta(hours=1)


class TooSoon(Exception):
    """The day is not over, so that more looks may yet belong to it."""


def look(
    *,
    stream: Stream,
    actor: Actor,
    kind: Literal["opened", "downloaded", "searched", "refused", "named"],
    what: str,
) -> Look:
    """Keep that somebody looked.

    Waits for no other writer. `what` is an id, a path or a blind value, never a name.
    """
    now = timezone.now()
    return Look.objects.create(
        stream=stream,
        partnership_key=stream.partnership_key,
        at=now,
        day=timezone.localdate(now),
        person=actor.person,
        seat=actor.seat,
        capacity=actor.capacity,
        kind=kind,
        what=what,
    )


def look_rows(**only: object) -> Iterator[tuple[str, str, bytes]]:
    """The partnership, the day and the exact bytes of each look, in the order in which they were kept."""
    found = (
        Look.objects.filter(**only)
        .order_by("id")
        .values_list(
            *(
                "id",
                "stream__key",
                "partnership_key",
                "person",
                "seat",
                "capacity",
                "kind",
                "what",
                "at",
                "day",
            )
        )
    )
    for row, stream, partnership, person, seat, capacity, kind, what, at, on in found.iterator(
        chunk_size=5000
    ):
        day = on.isoformat()
        exact = chain.look_bytes(
            row=row,
            stream=stream,
            partnership=partnership,
            person=person,
            seat=seat,
            capacity=capacity,
            kind=kind,
            what=what,
            at=at,
            day=day,
        )
        yield partnership, day, exact


def seal_day(day: date) -> list[DaySeal]:
    """Seal a finished day's looks into each partnership's chain; a day already sealed stays as it is.

    An hour must have passed since midnight, so that a page begun just before it is in.
    """
    ended = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    if timezone.now() < ended + SETTLING:
        raise TooSoon(f"The looks of {day:%-d %B %Y} can be sealed from 1 am on the day after.")
    sealed = []
    with rows.scope("all"):
        for stream in Stream.objects.filter(kind=StreamKind.PARTNERSHIP).order_by("key"):
            with transaction.atomic():
                Stream.objects.select_for_update().get(pk=stream.pk)
                if DaySeal.objects.filter(stream=stream, day=day).exists():
                    continue
                looks = chain.Root()
                for _partnership, _day, exact in look_rows(partnership_key=stream.partnership_key, day=day):
                    looks.add(exact)
                count, root = looks.count, looks.hexdigest()
                event = write(
                    stream=stream,
                    act=SEALED,
                    actor=SYSTEM,
                    on={"day": day.isoformat(), "count": str(count), "root": root},
                )
                sealed.append(
                    DaySeal.objects.create(stream=stream, day=day, count=count, root=root, event=event)
                )
    return sealed
