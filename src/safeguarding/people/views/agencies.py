"""The agency's names and dates: what it was called when, and which agency took over."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.people import actions, queries
from safeguarding.people.forms import EndAgency, NameAgency
from safeguarding.people.models import Agency, AgencyName
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.ui import pages


@signed_in
def agency_dates(request: HttpRequest, agency: int) -> HttpResponse:
    """Its names by date, its end and its successor, and whose seats are still to be moved."""
    by = acting(request)
    found = queries.agency_of(by.partnership, agency)
    if found is None or not may_here(by, Act.SEE_PEOPLE, by.partnership):
        raise Http404
    which = request.POST.get("which", "") if request.method == "POST" else ""
    others = [a for a in queries.agencies_of(by.partnership, by.today) if a.pk != found.pk]
    fit = [a for a in others if not found.partner or a.partner == found.partner]
    naming = NameAgency(request.POST if which == "name" else None)
    ending = EndAgency(request.POST if which == "end" else None, agencies=fit, today=by.today)
    here = reverse("agency_dates", args=[found.pk])

    def name() -> AgencyName:
        return actions.name_agency(by=by, agency=found, **naming.cleaned_data)

    def end() -> Agency:
        said = ending.cleaned_data
        return actions.end_agency(
            by=by,
            agency=found,
            last_day=said["last_day"],
            reason=said["end_reason"],
            successor=ending.agencies.get(said["successor"]),
            new_name=said["new_name"],
            new_email=said["new_email"],
        )

    done = None
    if which == "name":
        done = perform(request, naming, name, here)
    elif which == "end":
        done = perform(request, ending, end, here)
    context = {
        "agency": found,
        "names": sorted(found.names.all(), key=lambda n: n.since),
        "naming": naming,
        "ending": ending,
        "to_move": queries.seats_to_move(by.partnership, by.today, found),
        "may_name": bool(may_here(by, Act.NAME_AGENCY, by.partnership)),
    }
    return done or pages.render(
        request, "people/agency_dates.html", context, max(naming.status, ending.status)
    )
