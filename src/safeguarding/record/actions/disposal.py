"""Disposing of content at the end of its retention, while the chain goes on verifying."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from safeguarding.record.actions.events import Actor, write
from safeguarding.record.models import Disposal, Event, Kept, Stream

DISPOSED = "content_disposed"


@transaction.atomic
def dispose(
    *, stream: Stream, actor: Actor, grounds: str, seqs: Collection[int] | None = None
) -> Event | None:
    """Remove the content and nonces kept beside these events of a chain (None: beside all of them).

    UK GDPR article 5(1)(e), storage limitation. An event says so, names the places, and alone lets the
    database remove the rows. Returns None when nothing is kept there any more. Whoever calls this decides
    whether it may be done.
    """
    Stream.objects.select_for_update().get(pk=stream.pk)
    events = (
        Event.objects.filter(stream=stream, kept__isnull=False, disposal__isnull=True)
        .distinct()
        .order_by("seq")
    )
    if seqs is not None:
        events = events.filter(seq__in=seqs)
    found = list(events.only("id", "seq"))
    if not found:
        return None
    under = write(
        stream=stream,
        act=DISPOSED,
        actor=actor,
        on={"seqs": ",".join(str(event.seq) for event in found)},
        grounds=grounds,
    )
    Disposal.objects.bulk_create(Disposal(event=event, under=under) for event in found)
    Kept.objects.filter(event__in=found)._raw_delete(using="default")
    return under
