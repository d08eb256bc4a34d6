"""Proof that the record is whole: every chain, every head, what is kept, the seals on looks, and the anchors.

Reads rows in the order in which they were written, holding only one head for each chain, so that a million
events take seconds. Stops at the first row that is not as it was written, and says which.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import orjson
from django.db import connection, transaction

from safeguarding.record import chain, rows, vault
from safeguarding.record.actions import DISPOSED, SEALED, anchor_lines
from safeguarding.record.actions.looks import look_rows
from safeguarding.record.models import Anchor, DaySeal, Disposal, Kept, Stream

CHUNK = 5000


@dataclass(frozen=True)
class Report:
    """What was checked, and a sentence on the first row that is not as it was written."""

    ok: bool
    streams: int
    events: int
    first_broken: str | None


class Broken(Exception):
    """The sentence on the first broken row."""


@dataclass
class _Chain:
    """What verifying remembers of one chain while it reads."""

    key: str
    partnership: str
    head: tuple[int, str]
    anchored_seq: int
    seq: int = 0
    hash: str = chain.GENESIS
    wanted: set[int] = field(default_factory=set)


@dataclass
class _Seen:
    """What verifying has gathered so far."""

    chains: dict[int, _Chain]
    events: int = 0
    hashes: dict[tuple[str, int], str] = field(default_factory=dict)
    sealings: dict[int, tuple[int, dict[str, str]]] = field(default_factory=dict)
    disposings: dict[int, tuple[int, frozenset[str]]] = field(default_factory=dict)


def verify_all(outside: Iterable[bytes] = ()) -> Report:
    """Check everything; `outside` are anchor files that were kept elsewhere.

    The anchors' signatures show a chain that was cut or rewritten together with its head. When the anchor
    rows were removed as well, only the copies outside show it: give them here.
    """
    seen, files = _Seen({}), list(outside)
    try:
        with rows.scope("all"), _one_moment():
            for row, key, partnership, seq, head, anchored in Stream.objects.order_by("id").values_list(
                "id", "key", "partnership_key", "head_seq", "head_hash", "anchored_seq"
            ):
                seen.chains[row] = _Chain(key, partnership, (seq, head), anchored)
            _gather_anchored(seen, files)
            _events(seen)
            _heads(seen)
            _seals(seen)
            _anchors(seen, files)
    except Broken as broken:
        return Report(False, len(seen.chains), seen.events, str(broken))
    return Report(True, len(seen.chains), seen.events, None)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it stood at one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


# Chains


# The exact text of the time in an event's bytes, made from the column by the database.
_AT = {
    "postgresql": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "sqlite": "replace(at, ' ', 'T') || CASE WHEN length(at) = 19 THEN '.000000Z' ELSE 'Z' END",
}


def _event_rows() -> Iterator[tuple[Any, ...]]:
    """Every event in the order of its row, as the database holds it: models would take ten times as long."""
    columns = (
        f'id, stream_id, seq, {_AT[connection.vendor]}, act, person, seat, capacity, "on", grounds, editions'
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns}, commits, prev, hash, bytes FROM record_event ORDER BY id")  # noqa: S608
        while found := cursor.fetchmany(CHUNK):
            yield from found


def _events(seen: _Seen) -> None:
    """Walk every event, beside what is kept with it."""
    try:
        _walk(seen)
    except TypeError as reason:
        where = f"The event after the first {seen.events}"
        raise Broken(f"{where} was changed: it holds something that is not text.") from reason
    _disposals(seen)


def _walk(seen: _Seen) -> None:
    kept, disposed = _KeptReader(), dict(Disposal.objects.values_list("event_id", "under_id"))
    chains, sha256, dumps, json = seen.chains, hashlib.sha256, orjson.dumps, orjson.Fragment
    for found in _event_rows():
        row, stream, seq, at, act, person, seat, capacity = found[:8]
        on, grounds, editions, commits, prev, stored, exact = found[8:]
        its = chains.get(stream)
        if its is None:
            raise Broken(f"Event {seq} in row {row} belongs to no chain.")
        if sha256(exact).hexdigest() != stored:
            raise Broken(f"{_name(its, seq, row)} was changed: its hash does not fit its bytes.")
        columns = {  # in the order of their names, which is the order of the bytes
            "act": act,
            "at": at,
            "capacity": capacity,
            "commits": json(commits),
            "editions": json(editions),
            "grounds": grounds,
            "on": json(on),
            "person": person,
            "prev": prev,
            "seat": seat,
            "seq": seq,
            "stream": its.key,
            "v": chain.VERSION,
        }
        if dumps(columns) != exact:
            raise Broken(f"{_name(its, seq, row)} was changed: its columns do not say what its bytes say.")
        if seq != its.seq + 1:
            raise Broken(f"{_name(its, seq, row)} is out of its place: event {its.seq + 1} should come here.")
        if prev != its.hash:
            raise Broken(f"{_name(its, seq, row)} does not follow from the event before it.")
        its.seq, its.hash = seq, stored
        seen.events += 1
        if its.wanted and seq in its.wanted:
            seen.hashes[its.key, seq] = stored
        if act == SEALED:
            seen.sealings[row] = (stream, orjson.loads(on))
        elif act == DISPOSED:
            seen.disposings[row] = (stream, frozenset(orjson.loads(on).get("seqs", "").split(",")))
        if commits != "[]" or row == kept.beside:
            kept.check(row, _name(its, seq, row), orjson.loads(commits), gone=row in disposed)
    kept.finish()


def _name(its: _Chain, seq: int, row: int) -> str:
    return f"Event {seq} of {its.key} (row {row})"


class _KeptReader:
    """Reads what is kept in step with the events, and checks it against their commitments."""

    def __init__(self) -> None:
        found = Kept.objects.order_by("event_id", "what").values_list("event_id", "what", "nonce", "content")
        self._groups = groupby(_decrypted(found.iterator(chunk_size=CHUNK)), key=lambda row: row[0])
        self._advance()

    def _advance(self) -> None:
        self._next = next(self._groups, None)
        self.beside = self._next[0] if self._next else None

    def check(self, row: int, name: str, commits: list[dict[str, str]], *, gone: bool) -> None:
        """Compare what is kept beside one event with what the event commits to."""
        there: dict[str, str] = {}
        if self._next is not None and self._next[0] == row:
            there = {
                what: chain.commitment(bytes.fromhex(nonce), text) for _, what, nonce, text in self._next[1]
            }
            self._advance()
        if gone:
            if there:
                raise Broken(f"{name}: content that was disposed of is there again.")
            return
        promised = {c["what"]: c["sha256"] for c in commits}
        for what in sorted(promised.keys() | there.keys()):
            if what not in there:
                raise Broken(f"{name}: its “{what}” was removed.")
            if promised.get(what) != there[what]:
                raise Broken(f"{name}: its “{what}” was changed.")

    def finish(self) -> None:
        """Refuse content that stands beside no event."""
        if self._next is not None:
            raise Broken(f"Something is kept beside event row {self._next[0]}, which is not there.")


def _decrypted(found: Iterator[tuple[int, str, str, str]]) -> Iterator[tuple[int, str, str, str]]:
    try:
        yield from found
    except (vault.CannotOpen, ValueError) as reason:
        raise Broken("Content kept beside an event was changed: it can no longer be decrypted.") from reason


def _disposals(seen: _Seen) -> None:
    for row, seq, stream, under in Disposal.objects.order_by("id").values_list(
        "id", "event__seq", "event__stream_id", "under_id"
    ):
        where, seqs = seen.disposings.get(under, (0, frozenset[str]()))
        if where != stream or str(seq) not in seqs:
            raise Broken(
                f"Disposal row {row} was put there: no event says that this content was disposed of."
            )


def _heads(seen: _Seen) -> None:
    for its in seen.chains.values():
        if its.head != (its.seq, its.hash):
            raise Broken(
                f"The end of {its.key} is not as it was written: its head is event {its.head[0]}, "
                f"the last event there is {its.seq}."
            )


# Looks


def _seals(seen: _Seen) -> None:
    roots: dict[tuple[str, str], chain.Root] = defaultdict(chain.Root)
    for partnership, day, exact in look_rows():
        roots[partnership, day].add(exact)
    sealings = dict(seen.sealings)
    for row, stream, on, count, root, event in DaySeal.objects.order_by("id").values_list(
        "id", "stream_id", "day", "count", "root", "event_id"
    ):
        day = on.isoformat()
        where, said = sealings.pop(event, (0, {}))
        if where != stream or said != {"day": day, "count": str(count), "root": root}:
            raise Broken(f"Seal row {row} ({day}) does not say what its event says.")
        its = seen.chains[stream]
        there = roots[its.partnership, day]
        if (there.count, there.hexdigest()) != (count, root):
            raise Broken(
                f"The looks of {day} in {its.key} are not those that were sealed: {count} were sealed, "
                f"{there.count} are there."
            )
    for event, (stream, said) in sealings.items():
        key = seen.chains[stream].key
        raise Broken(f"The seal on the looks of {said.get('day')} in {key} (event row {event}) is gone.")


# Anchors


def _gather_anchored(seen: _Seen, files: list[bytes]) -> None:
    """Which hashes to remember while walking. Whether the anchors are sound is asked afterwards."""
    by_key = {its.key: its for its in seen.chains.values()}
    contents = [bytes(content) for content in Anchor.objects.values_list("content", flat=True)]
    for content in contents + [anchor_lines(file)[0] for file in files]:
        for key, (seq, _head) in _anchored_heads(content, strict=False).items():
            if key in by_key:
                by_key[key].wanted.add(seq)


def _anchored_heads(content: bytes, *, strict: bool = True, name: str = "") -> dict[str, tuple[int, str]]:
    try:
        return {
            str(key): (int(seq), str(head)) for key, (seq, head) in orjson.loads(content)["heads"].items()
        }
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as reason:
        if strict:
            raise Broken(f"{name} cannot be read.") from reason
        return {}


def _anchors(seen: _Seen, files: list[bytes]) -> None:
    before, last, contents = chain.GENESIS, dict[str, int](), set[bytes]()
    for row, day, at, content, signature, public in Anchor.objects.order_by("id").values_list(
        "id", "day", "at", "content", "signature", "public_key"
    ):
        name, content = f"The anchor of {day} (row {row})", bytes(content)
        heads = _anchored_heads(content, name=name)
        expected = {"v": chain.VERSION, "day": day.isoformat(), "at": chain.moment(at), "prev": before}
        if chain.canonical(expected | {"heads": heads}) != content:
            raise Broken(f"{name} was changed, or the one before it is gone.")
        if not vault.signed_by_us(content, signature, public):
            raise Broken(f"{name} does not bear our signature.")
        _compare(seen, name, heads)
        before = chain.digest(content)
        contents.add(content)
        last |= {key: seq for key, (seq, _head) in heads.items()}
    for its in seen.chains.values():
        if last.get(its.key, 0) != its.anchored_seq:
            raise Broken(f"An anchor of {its.key} is gone: it was anchored at event {its.anchored_seq}.")
    for number, file in enumerate(files, start=1):
        name = f"The anchor kept outside (file {number})"
        content, signature, public = anchor_lines(file)
        if not vault.signed_by_us(content, signature, public):
            raise Broken(f"{name} does not bear our signature.")
        _compare(seen, name, _anchored_heads(content, name=name))
        if content not in contents:
            raise Broken(f"{name} is no longer among our own anchors.")


def _compare(seen: _Seen, name: str, heads: dict[str, tuple[int, str]]) -> None:
    for key, (seq, head) in heads.items():
        there = seen.hashes.get((key, seq))
        if there is None:
            raise Broken(f"{name} knows event {seq} of {key}, which is not there.")
        if there != head:
            raise Broken(f"{name} knows another event {seq} of {key}: the chain was rewritten.")
