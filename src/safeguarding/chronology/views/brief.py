"""What the composite has for whoever chairs: the lines that matter most, each leading to its source."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.chronology.models import Event, Pair
from safeguarding.chronology.queries import composite, pairs, spans
from safeguarding.chronology.views.reader import Reader
from safeguarding.people.web import acting
from safeguarding.statute.permission import Act

MOST = 6
"""How many lines of a kind fit on the chair's one page."""


def from_the_composite(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The child's own voice, the events marked as key, where accounts differ, and the gaps; nothing for
    somebody who may not read the chronology.
    """
    by, reader = acting(request), Reader(request, case)
    reader.named = False  # the brief is a paper: names stand in none
    if not may_do(by, Act.READ_CHRONOLOGY, case):
        return {"voices": [], "key": [], "differ": [], "silences": [], "unseen": [], "reader": reader}
    marked = composite.visible(case, by).filter(weight__isnull=False).select_related("paper")
    weighed = list(marked.prefetch_related("tags").order_by("-weight", "sorts")[: 4 * MOST])
    differ = list(pairs.pairs(case, by).filter(judged=Pair.Judged.CONFLICT.value)[:MOST])
    told = [*weighed, *(event for pair in differ for event in (pair.first, pair.second))]
    reader.knows({event.agency_id for event in told})
    lines = [reader.line(event) for event in weighed]
    return {
        "voices": [line for line in lines if line["voice"]][:MOST],
        "key": [line for line in lines if line["event"].weight == Event.Weight.HIGH][:MOST],
        "differ": [(pair, reader.line(pair.first), reader.line(pair.second)) for pair in differ],
        "silences": spans.silences(case, by)[:MOST],
        "unseen": spans.unseen(case, by)[:MOST],
        "reader": reader,
    }
