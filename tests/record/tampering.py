"""What somebody with the database's own password could try. Each function changes something and says what."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
from django.db.models import F, Model
from django.utils import timezone

from safeguarding.record import chain
from safeguarding.record.models import Anchor, DaySeal, Disposal, Event, Kept, Look, Stream

Tampering = Callable[[random.Random], str]


def pick(rng: random.Random, model: type[Model], **only: Any) -> Any:
    return rng.choice(list(model.objects.filter(**only).order_by("pk")))  # type: ignore[attr-defined]


def change(row: Model, **values: Any) -> str:
    type(row).objects.filter(pk=row.pk).update(**values)  # type: ignore[attr-defined]
    return f"{row._meta.model_name} {row.pk}: {', '.join(values)}"


def remove(row: Model) -> None:
    type(row).objects.filter(pk=row.pk)._raw_delete("default")  # type: ignore[attr-defined]


def put(row: Model) -> None:
    """Insert a row as it is, with a new id."""
    row.pk = None
    row.save(force_insert=True)


def swap(first: Model, second: Model, *columns: str) -> str:
    mine = {column: getattr(first, column) for column in columns}
    return change(first, **{c: getattr(second, c) for c in columns}) + " and " + change(second, **mine)


def signed_again(event: Event, *, prev: str | None = None) -> None:
    """Give an event bytes and a hash that fit its columns, as a careful forger would."""
    event.prev = event.prev if prev is None else prev
    event.bytes = chain.event_bytes(
        stream=event.stream.key,
        seq=event.seq,
        at=event.at,
        act=event.act,
        person=event.person,
        seat=event.seat,
        capacity=event.capacity,
        on=event.on,
        grounds=event.grounds,
        editions=event.editions,
        commits=[chain.Commit(c["what"], c["sha256"]) for c in event.commits],
        prev=event.prev,
    )
    event.hash = chain.digest(bytes(event.bytes))


def with_head(stream: Stream) -> None:
    last = Event.objects.filter(stream=stream).order_by("-seq").first()
    seq, head = (last.seq, last.hash) if last else (0, chain.GENESIS)
    Stream.objects.filter(pk=stream.pk).update(head_seq=seq, head_hash=head)


def without_dependants(events: list[Event]) -> None:
    """Remove events with all that stands beside them."""
    for model, column in ((Kept, "event"), (Disposal, "event"), (Disposal, "under"), (DaySeal, "event")):
        model.objects.filter(**{f"{column}__in": events})._raw_delete("default")
    Event.objects.filter(pk__in=[event.pk for event in events])._raw_delete("default")


# Events


def column_of_event(rng: random.Random) -> str:
    event = pick(rng, Event)
    values: dict[str, Any] = {
        "act": "notified",
        "person": "99",
        "seat": "99",
        "capacity": "Somebody else",
        "grounds": "C1",
        "prev": "f" * 64,
        "hash": "e" * 64,
        "seq": event.seq + 1000,
        "at": event.at + timedelta(microseconds=1),
        "on": {**event.on, "child": "5"},
        "editions": {"working_together": "WT2018"},
        "commits": [{"what": "reason", "sha256": "d" * 64}],
        "bytes": bytes(event.bytes)[:-1] + b" }",
        "stream_id": pick(rng, Stream).pk,
    }
    column = rng.choice(sorted(values))
    if column == "stream_id":
        values[column] = rng.choice(list(Stream.objects.exclude(pk=event.stream_id))).pk
        Event.objects.filter(stream_id=values[column], seq=event.seq).update(seq=F("seq") + 500)
    return change(event, **{column: values[column]})


def event_rewritten_alone(rng: random.Random) -> str:
    event = pick(rng, Event)
    event.capacity += " (as it were)"
    signed_again(event)
    return change(event, capacity=event.capacity, bytes=event.bytes, hash=event.hash)


def event_of_another_type(rng: random.Random) -> str:
    """SQLite lets any column hold bytes."""
    from django.db import connection

    event, column = pick(rng, Event), rng.choice(["act", "commits", "on", "bytes", "capacity"])
    value = "x'00'" if connection.vendor == "sqlite" else "''"
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE record_event SET "{column}" = {value} WHERE id = {event.pk}')  # noqa: S608
    return f"{column} of event {event.pk} made bytes"


def event_removed(rng: random.Random) -> str:
    event = pick(rng, Event)
    without_dependants([event])
    return f"event {event.pk} removed"


def event_forged_at_the_end(rng: random.Random) -> str:
    stream = pick(rng, Stream)
    event = Event.objects.filter(stream=stream).order_by("-seq")[0]
    event.seq, event.commits = event.seq + 1, []
    signed_again(event, prev=event.hash)
    put(event)
    return f"event added to {stream.key}"


def event_squeezed_in(rng: random.Random) -> str:
    event = pick(rng, Event, seq__gt=1)
    later = Event.objects.filter(stream=event.stream, seq__gte=event.seq).order_by("-seq")
    for one in later:
        change(one, seq=one.seq + 1)
    event.commits = []
    signed_again(event)
    put(event)
    return f"event squeezed in at {event.seq}"


def two_events(rng: random.Random) -> tuple[Event, Event]:
    stream = pick(rng, Stream)
    first, second = rng.sample(list(Event.objects.filter(stream=stream).order_by("seq")), 2)
    return first, second


def events_swap_places(rng: random.Random) -> str:
    first, second = two_events(rng)
    change(first, seq=-1)
    change(second, seq=first.seq)
    return change(first, seq=second.seq)


def events_swap_rows(rng: random.Random) -> str:
    first, second = two_events(rng)
    change(first, id=10**6)
    change(second, id=first.pk)
    Event.objects.filter(pk=10**6).update(id=second.pk)
    return f"rows {first.pk} and {second.pk} swapped"


def events_swap_contents(rng: random.Random) -> str:
    return swap(*two_events(rng), "act", "person", "on", "at", "bytes", "hash", "prev", "commits", "capacity")


def tail_cut(rng: random.Random) -> str:
    stream = pick(rng, Stream)
    events = list(Event.objects.filter(stream=stream).order_by("seq"))
    start = rng.randrange(len(events))
    without_dependants(events[start:])
    return f"{stream.key} cut from event {start + 1}"


def tail_cut_with_head(rng: random.Random) -> str:
    said = tail_cut(rng)
    for stream in Stream.objects.all():
        with_head(stream)
    return said + ", head set"


def chain_rewritten(rng: random.Random) -> str:
    """One event changed and every later one hashed again, up to the head."""
    stream = pick(rng, Stream)
    events = list(Event.objects.filter(stream=stream).order_by("seq"))
    start = rng.randrange(len(events))
    events[start].person = "99"
    for number in range(start, len(events)):
        signed_again(events[number], prev=events[number - 1].hash if number else chain.GENESIS)
        one = events[number]
        change(one, person=one.person, prev=one.prev, bytes=one.bytes, hash=one.hash)
    with_head(stream)
    return f"{stream.key} rewritten from event {start + 1}"


# Heads


def head_changed(rng: random.Random) -> str:
    stream = pick(rng, Stream)
    return change(
        stream,
        **rng.choice(
            [
                {"head_seq": stream.head_seq - 1},
                {"head_seq": stream.head_seq + 1},
                {"head_hash": "a" * 64},
                {"anchored_seq": stream.anchored_seq - 1},
                {"key": stream.key + "x"},
            ]
        ),
    )


def chain_removed(rng: random.Random) -> str:
    stream = pick(rng, Stream)
    without_dependants(list(Event.objects.filter(stream=stream)))
    remove(stream)
    return f"{stream.key} removed"


# What is kept


def kept_changed(rng: random.Random) -> str:
    kept = pick(rng, Kept)
    return change(
        kept,
        **rng.choice(
            [
                {"content": kept.content + "."},
                {"nonce": "00" * 32},
                {"what": "other"},
                {"event_id": rng.choice(list(Event.objects.exclude(pk=kept.event_id))).pk, "what": "other"},
            ]
        ),
    )


def kept_garbled(rng: random.Random) -> str:
    from django.db import connection

    kept = pick(rng, Kept)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_kept SET content = 'gAAAA' WHERE id = %s", [kept.pk])
    return f"kept {kept.pk} garbled"


def kept_removed(rng: random.Random) -> str:
    kept = pick(rng, Kept)
    remove(kept)
    return f"kept {kept.pk} removed"


def kept_swapped(rng: random.Random) -> str:
    first = pick(rng, Kept, what="reason")
    second = rng.choice(list(Kept.objects.filter(what="reason").exclude(event=first.event)))
    return swap(first, second, "content", "nonce")


def kept_put_back(rng: random.Random) -> str:
    disposal = pick(rng, Disposal)
    Kept.objects.create(event=disposal.event, what="reason", nonce="00" * 32, content="Put back")
    return f"content put back beside event {disposal.event_id}"


def disposal_removed(rng: random.Random) -> str:
    disposal = pick(rng, Disposal)
    remove(disposal)
    return f"disposal {disposal.pk} removed"


def disposal_invented(rng: random.Random) -> str:
    kept = pick(rng, Kept)
    Kept.objects.filter(event=kept.event)._raw_delete("default")
    under = rng.choice([pick(rng, Event), Disposal.objects.order_by("pk")[0].under])
    Disposal.objects.create(event=kept.event, under=under)
    return f"disposal of {kept.event_id} invented"


# Looks and seals


def look_changed(rng: random.Random) -> str:
    look = pick(rng, Look)
    values = {
        "person": "99",
        "seat": "99",
        "capacity": "Somebody else",
        "kind": "downloaded",
        "what": "/elsewhere",
        "at": look.at + timedelta(microseconds=1),
        "day": look.day + timedelta(days=9),
        "partnership_key": "9",
        "stream_id": rng.choice(list(Stream.objects.exclude(pk=look.stream_id))).pk,
    }
    column = rng.choice(sorted(values))
    return change(look, **{column: values[column]})


def look_removed(rng: random.Random) -> str:
    look = pick(rng, Look)
    remove(look)
    return f"look {look.pk} removed"


def look_invented(rng: random.Random) -> str:
    look = pick(rng, Look)
    look.person = "99"
    put(look)
    return "look invented"


def looks_swapped(rng: random.Random) -> str:
    first = pick(rng, Look)
    second = rng.choice(list(Look.objects.exclude(what=first.what)))
    return swap(first, second, "what")


def seal_changed(rng: random.Random) -> str:
    seal = pick(rng, DaySeal)
    return change(
        seal,
        **rng.choice([{"count": seal.count + 1}, {"root": "b" * 64}, {"day": seal.day + timedelta(days=30)}]),
    )


def seal_removed(rng: random.Random) -> str:
    seal = pick(rng, DaySeal)
    remove(seal)
    return f"seal {seal.pk} removed"


# Anchors


def anchor_changed(rng: random.Random) -> str:
    anchor = pick(rng, Anchor)
    content = orjson.loads(bytes(anchor.content))
    content["heads"][next(iter(content["heads"]))] = [1, "c" * 64]
    return change(
        anchor,
        **rng.choice(
            [
                {"content": chain.canonical(content)},
                {"content": b"{}"},
                {"content": b"nothing"},
                {"signature": "00" * 64},
                {"signature": "no"},
                {"public_key": "00" * 32},
                {"day": anchor.day + timedelta(days=30)},
                {"at": timezone.now()},
            ]
        ),
    )


def anchor_removed(rng: random.Random) -> str:
    anchor = pick(rng, Anchor)
    remove(anchor)
    return f"anchor {anchor.pk} removed"


def anchor_signed_by_another(rng: random.Random) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    anchor, key = pick(rng, Anchor), Ed25519PrivateKey.generate()
    return change(
        anchor,
        signature=key.sign(bytes(anchor.content)).hex(),
        public_key=key.public_key().public_bytes_raw().hex(),
    )


TAMPERINGS: list[Tampering] = [
    column_of_event,
    event_rewritten_alone,
    event_of_another_type,
    event_removed,
    event_forged_at_the_end,
    event_squeezed_in,
    events_swap_places,
    events_swap_rows,
    events_swap_contents,
    tail_cut,
    tail_cut_with_head,
    chain_rewritten,
    head_changed,
    chain_removed,
    kept_changed,
    kept_garbled,
    kept_removed,
    kept_swapped,
    kept_put_back,
    disposal_removed,
    disposal_invented,
    look_changed,
    look_removed,
    look_invented,
    looks_swapped,
    seal_changed,
    seal_removed,
    anchor_changed,
    anchor_removed,
    anchor_signed_by_another,
]


def everything_rewritten_and_every_anchor_removed() -> None:
    """The most that can be done without the anchor's key: only a copy kept outside can show it."""
    chain_rewritten(random.Random(1))  # noqa: S311
    Anchor.objects.all()._raw_delete("default")
    Stream.objects.update(anchored_seq=0)
