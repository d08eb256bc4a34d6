"""Reading the records of decisions: a case's, and those of a partnership that belong to no case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Q, QuerySet

from safeguarding.cases.access import kept_back, may_do
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.record.actions import KEPT_AS
from safeguarding.record.models import DecisionRecord, Stream
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind


@dataclass(frozen=True)
class Told:
    """Somebody who was told of a decision: what was written, and when it went."""

    name: str
    subject: str
    letter: Letter


@dataclass(frozen=True)
class Read:
    """A record with its words; empty where they have been disposed of."""

    record: DecisionRecord
    words: dict[str, Any]

    @property
    def label(self) -> str:
        """What was decided, in words."""
        return DecisionKind(self.record.kind).label

    @property
    def stands(self) -> bool:
        """Whether no later decision has taken its place."""
        return not hasattr(self.record, "superseded_by")


def decisions_of(case: Case, by: Acting) -> list[Read]:
    """The decisions of a case that this reader may see, newest first."""
    found = _whole(case.stream) if case.stream else DecisionRecord.objects.none()
    needs = set(found.exclude(needs="").values_list("needs", flat=True))
    refused = [act for act in needs if not may_do(by, Act(act), case)]
    return read(found.exclude(needs__in=refused))


def decisions_of_partnership(by: Acting) -> list[Read]:
    """The decisions of the reader's partnership that belong to no case, newest first."""
    return read(_whole(by.partnership.stream) if by.partnership.stream else ())


def one_of(case: Case, by: Acting, reference: str) -> Read | None:
    """One decision of a case, if this reader may see it."""
    return next((one for one in decisions_of(case, by) if one.record.reference == reference), None)


def told_of(one: Read, case: Case, by: Acting) -> list[Told]:
    """Whom letters told of a decision, in the order in which they were written; a referrer who asked for it
    stays without a name.
    """
    hide = case.referral.seat.person_id if kept_back(by, case) is not None else None
    occasions = Q(pk__in=[])
    for occasion in one.words.get("told", ()):
        occasions |= Q(once_key=occasion) | Q(once_key__startswith=f"{occasion}:")
    found = Letter.objects.filter(occasions, stream=one.record.stream_id).select_related("to_person")
    return [
        Told(
            "Name kept back" if letter.to_person_id == hide else letter.to_person.name, letter.subject, letter
        )
        for letter in found.order_by("pk")
        if letter.to_person is not None
    ]


def sources(found: Iterable[Read]) -> set[str]:
    """The rows of other rooms that have a sealed record."""
    return {one.record.source for one in found}


def _whole(stream: Stream) -> QuerySet[DecisionRecord]:
    found = DecisionRecord.objects.filter(stream=stream).select_related(
        "event", "supersedes", "superseded_by"
    )
    return found.prefetch_related("event__kept").order_by("-pk")


def read(found: Iterable[DecisionRecord]) -> list[Read]:
    """Each record with its words."""
    lines = []
    for record in found:
        kept = next((kept.content for kept in record.event.kept.all() if kept.what == KEPT_AS), "{}")
        lines.append(Read(record, orjson.loads(kept)))
    return lines
