"""Writing an event at the end of a chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from safeguarding.record import chain
from safeguarding.record.models import Event, Kept, Stream, StreamKind


@dataclass(frozen=True)
class Actor:
    """Who acted, as the record names them: ids and the capacity in words, never a person's name."""

    person: str
    seat: str
    capacity: str


SYSTEM = Actor(person="system", seat="", capacity="The system")


def open_stream(*, kind: StreamKind | str, of: int | str, partnership: int | str) -> Stream:
    """Begin the chain of a case or of a partnership; its key is “case:<id>” or “partnership:<id>”."""
    kind = StreamKind(kind)
    return Stream.objects.create(key=f"{kind.value}:{of}", kind=kind, partnership_key=str(partnership))


def _demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event is written in the same transaction as the change that it records."
        )


def _demand_texts(**given: Mapping[str, str]) -> None:
    for name, mapping in given.items():
        for key, value in mapping.items():
            if not isinstance(key, str) or not isinstance(value, str):
                raise TypeError(
                    f"In “{name}” every key and value must be text; {key!r} is {type(value).__name__}."
                )


def write(
    *,
    stream: Stream,
    act: str,
    actor: Actor,
    on: Mapping[str, str],
    grounds: str = "",
    editions: Mapping[str, str] | None = None,
    keep: Mapping[str, str] | None = None,
) -> Event:
    """Add an event to a chain, in the transaction of the change that it records.

    `on` holds ids. `keep` holds content by what it is: the event carries only a commitment to each, and the
    content is encrypted beside it. Locks the stream, so two writers of one chain wait for each other and of
    two chains do not.
    """
    _demand_transaction()
    editions, keep = editions or {}, keep or {}
    _demand_texts(on=on, editions=editions, keep=keep)
    head = Stream.objects.select_for_update().get(pk=stream.pk)
    nonces = {what: chain.new_nonce() for what in keep}
    commits = [
        chain.Commit(what, chain.commitment(nonces[what], content)) for what, content in sorted(keep.items())
    ]
    seq, at = head.head_seq + 1, timezone.now()
    exact = chain.event_bytes(
        stream=head.key,
        seq=seq,
        at=at,
        act=act,
        person=actor.person,
        seat=actor.seat,
        capacity=actor.capacity,
        on=on,
        grounds=grounds,
        editions=editions,
        commits=commits,
        prev=head.head_hash,
    )
    event = Event.objects.create(
        stream=stream,
        seq=seq,
        at=at,
        act=act,
        person=actor.person,
        seat=actor.seat,
        capacity=actor.capacity,
        on=dict(on),
        grounds=grounds,
        editions=dict(editions),
        commits=[{"what": c.what, "sha256": c.sha256} for c in commits],
        prev=head.head_hash,
        hash=chain.digest(exact),
        bytes=exact,
    )
    Kept.objects.bulk_create(
        Kept(event=event, what=what, nonce=nonces[what].hex(), content=content)
        for what, content in sorted(keep.items())
    )
    Stream.objects.filter(pk=head.pk).update(head_seq=seq, head_hash=event.hash)
    stream.head_seq, stream.head_hash = seq, event.hash
    return event
