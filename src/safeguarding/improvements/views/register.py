"""The register of actions: grouped by recommendation, Done and Difference made side by side."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from safeguarding.improvements.access import may_in
from safeguarding.improvements.forms.actions import Filter
from safeguarding.improvements.queries.actions import PAGE, Wanted, register
from safeguarding.people.web import acting, signed_in
from safeguarding.statute.permission import Act, roles_for
from safeguarding.ui.pages import render


@signed_in
def actions(request: HttpRequest) -> HttpResponse:
    """Every action that one may see, the longest due first, a page at a time."""
    by = acting(request)
    whole = bool(may_in(by, Act.SEE_ACTIONS, by.partnership))
    if not whole and by.role not in roles_for(Act.READ_OWN_ACTION):
        raise Http404
    form = Filter(request.GET or None, partnership=by.partnership)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wanted = Wanted(
        agency=int(said["agency"]) if said.get("agency") else None,
        state=said.get("state") or "open",
        theme=said.get("theme", ""),
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
            "groups": [
                (source, [(action, action.delivery(by.today)) for action in group])
                for source, group in groupby(
                    sorted(rows, key=lambda action: (action.source_id, action.due, action.pk)),
                    key=lambda action: action.source,
                )
            ],
            "count": len(rows),
            "next": urlencode({**_kept(said), "after": f"{last.due.isoformat()}.{last.pk}"})
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


def _kept(said: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in said.items() if value}
