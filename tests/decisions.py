"""The sealed records of decisions, as a test looks at them."""

from __future__ import annotations

from safeguarding.cases.queries.decisions import Read, read
from safeguarding.record.models import DecisionRecord
from safeguarding.statute.terms import DecisionKind


def sealed(kind: DecisionKind | str, times: int = 1) -> list[Read]:
    """The records of that kind, oldest first: so many, each with everything that its kind asks for."""
    found = DecisionRecord.objects.filter(kind=DecisionKind(kind).value).order_by("pk")
    lines = read(found.select_related("event", "supersedes", "superseded_by").prefetch_related("event__kept"))
    assert len(lines) == times
    assert [line.words["missing"] for line in lines] == [[]] * times
    return lines
