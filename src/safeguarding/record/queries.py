"""The only readers of the record.

Whether the reader may is asked by whoever calls: see each room's own queries.
"""

from __future__ import annotations

from django.db.models import QuerySet

from safeguarding.record.models import Event, Kept, Look, Stream, StreamKind


def partnership_stream(partnership: int | str) -> Stream:
    """The chain for a partnership's acts that have no case."""
    return Stream.objects.get(kind=StreamKind.PARTNERSHIP, partnership_key=str(partnership))


def history(stream: Stream) -> QuerySet[Event]:
    """The events of a chain, the first first."""
    return Event.objects.filter(stream=stream).order_by("seq")


def content(event: Event) -> dict[str, str]:
    """What is kept beside an event, by what it is; empty after disposal."""
    return dict(Kept.objects.filter(event=event).values_list("what", "content"))


def looks(stream: Stream) -> QuerySet[Look]:
    """Who looked, the latest first."""
    return Look.objects.filter(stream=stream).order_by("-id")
