"""The composite of a case: every event in order, the drawn timeline, gaps and filters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.naming import identities
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology import timeline
from safeguarding.chronology.forms import Look
from safeguarding.chronology.models import Event
from safeguarding.chronology.queries import composite, pairs, spans
from safeguarding.chronology.views.reader import Reader
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting
from safeguarding.statute.permission import Act

TAB = "chronology:composite"
LONGEST_KEY = 60


@case_page(Act.READ_CHRONOLOGY)
@require_GET
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """Every event that was released, in order, with filters; above it the drawn timeline."""
    by, reader = acting(request), Reader(request, case)
    whole = composite.overall(case, by)
    agencies = reader.knows(whole.agencies)
    form = Look(request.GET or None, agencies=agencies, people=identities(case))
    filters = _filters(form)
    page = composite.page(
        case,
        by,
        filters,
        total=None if filters.any else whole.events,
        after=request.GET.get("after", "")[:LONGEST_KEY],
        before=request.GET.get("before", "")[:LONGEST_KEY],
    )
    kept = {name: value for name in form.fields if (value := request.GET.get(name, ""))}
    reader.shown()
    return render_case(
        request,
        "chronology/composite.html",
        case,
        {
            "whole": whole,
            "agencies": agencies,
            "page": page,
            "form": form,
            "filters": filters,
            "reader": reader,
            "lines": _lines(case, by, reader, page.events),
            "kept": kept,
            "earlier": reader.query(**kept, before=page.before) if page.before else "",
            "later": reader.query(**kept, after=page.after) if page.after else "",
            "undecided": pairs.undecided(case, by).count(),
            **_drawn(case, by, whole, agencies),
            "may_work": bool(may_do(by, Act.WORK_ON_CHRONOLOGY, case)),
            "may_take": bool(may_do(by, Act.TAKE_CHRONOLOGY, case)),
            "may_bring": bool(may_do(by, Act.BRING_IN_CHRONOLOGY, case)),
        },
        tab=TAB,
    )


def _lines(case: Case, by: Acting, reader: Reader, events: list[Event]) -> list[dict[str, Any]]:
    """The events of a page, each with the other records that may be of the same event."""
    twice = pairs.told_twice(case, by, events)
    return [
        reader.line(event)
        | {
            "twice": [
                (pair, reader.agencies[other.agency_id], other) for pair, other in twice.get(event.pk, ())
            ]
        }
        for event in events
    ]


def _drawn(case: Case, by: Acting, whole: composite.Overall, agencies: dict[int, str]) -> dict[str, Any]:
    lanes = {key: number for number, key in enumerate(agencies)}
    names, silences = list(agencies.values()), spans.silences(case, by)
    shown = spans.spans(case, by, lanes, whole.events)
    return {
        "drawn": timeline.draw(names, shown, silences, whole.undated),
        "drawn_table": timeline.table(names, shown, exact=whole.events <= spans.DRAWN_ONE_BY_ONE),
        "by_month": whole.events > spans.DRAWN_ONE_BY_ONE,
        "silences": silences,
        "unseen": spans.unseen(case, by),
    }


def _filters(form: Look) -> composite.Filters:
    if not form.is_bound or not form.is_valid():
        return composite.Filters()
    said = form.cleaned_data
    return composite.Filters(
        agency=int(said["agency"]) if said["agency"] else None,
        person=int(said["person"]) if said["person"] else None,
        theme=said["theme"],
        weight=int(said["weight"]) if said["weight"] else None,
        doubtful=bool(said["doubtful"]),
        seen=said["seen"],
        since=said["since"],
        until=said["until"],
    )
