"""Sealing a decision by whoever acts: what every room's record of a decision has in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.record.actions import seal
from safeguarding.record.models import DecisionRecord, Stream
from safeguarding.statute.decision_records import Said, content
from safeguarding.statute.terms import DecisionKind


def seal_in(
    stream: Stream,
    *,
    by: Acting,
    kind: DecisionKind,
    matter: str,
    said: Said,
    source: str = "",
    name: str = "",
    capacity: str = "",
    documents: Iterable[Mapping[str, object]] = (),
    told: Iterable[str] = (),
    needs: str = "",
    editions: Mapping[str, str] | None = None,
) -> DecisionRecord:
    """Seal the record of a decision in this chain, inside the transaction of the act that decides."""
    return seal(
        stream=stream,
        actor=by.actor,
        kind=kind.value,
        matter=matter,
        source=source or matter,
        needs=needs,
        editions=editions,
        content={
            **content(kind, said),
            "decided_by": {"name": name or by.person.name, "capacity": capacity or by.capacity},
            "documents": list(documents),
            "told": list(told),
        },
    )


def seal_for_partnership(
    *, by: Acting, partnership: Partnership, kind: DecisionKind, matter: str, said: Said
) -> DecisionRecord:
    """A decision that belongs to no case stands in its partnership's chain."""
    assert partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    return seal_in(partnership.stream, by=by, kind=kind, matter=matter, said=said)
