"""The register of actions: grouped by recommendation, Done and Difference made side by side."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from safeguarding.improvements.access import may_in
from safeguarding.improvements.forms.actions import Filter
from safeguarding.improvements.models import Action, Source
from safeguarding.improvements.queries.actions import PAGE, Wanted, register
from safeguarding.people.web import acting, signed_in
from safeguarding.statute.improvement import Delivery
from safeguarding.statute.permission import Act, roles_for
from safeguarding.ui.pages import render

ANY = {"state": "open", "agency": "any", "theme": "any"}
"""What is shown until somebody chooses."""


@signed_in
def actions(request: HttpRequest) -> HttpResponse:
    """Every action that one may see, the longest due first, a page at a time."""
    by = acting(request)
    whole = bool(may_in(by, Act.SEE_ACTIONS, by.partnership))
    if not whole and by.role not in roles_for(Act.READ_OWN_ACTION):
        raise Http404
    asked = {**ANY, **{name: request.GET[name] for name in ANY if request.GET.get(name)}}
    form = Filter(asked, partnership=by.partnership)
    said = form.cleaned_data if form.is_valid() else ANY
    wanted = Wanted(
        agency=None if said["agency"] == "any" else int(said["agency"]),
        state=said["state"],
        theme="" if said["theme"] == "any" else said["theme"],
    )
    found = register(by, wanted, after=_after(request))
    rows, more = found[:PAGE], len(found) > PAGE
    last = rows[-1] if rows else None
    return render(
        request,
        "improvements/register.html",
        {
            "form": form,
            "wanted": wanted,
            "groups": _by_source(rows, by.today),
            "count": len(rows),
            "next": urlencode({**said, "after": f"{last.due.isoformat()}.{last.pk}"})
            if more and last
            else "",
            "may_import": bool(may_in(by, Act.IMPORT_ACTIONS, by.partnership)),
            "may_note": bool(may_in(by, Act.NOTE_SOURCE, by.partnership)),
            "whole": whole,
            "today": by.today,
        },
    )


def _after(request: HttpRequest) -> tuple[date, int] | None:
    """Where the page before ended; anything else begins at the beginning."""
    day, _, key = request.GET.get("after", "").partition(".")
    try:
        return date.fromisoformat(day), int(key)
    except ValueError:
        return None


def _by_source(rows: list[Action], today: date) -> list[tuple[Source, list[tuple[Action, Delivery]]]]:
    """The actions under their sources; the source with the longest due comes first."""
    found: dict[int, tuple[Source, list[tuple[Action, Delivery]]]] = {}
    for action in rows:
        found.setdefault(action.source_id, (action.source, []))[1].append((action, action.delivery(today)))
    return list(found.values())
