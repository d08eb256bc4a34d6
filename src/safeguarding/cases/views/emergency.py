"""Opening a case in an emergency, and looking at that afterwards."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.actions.emergency import open_in_emergency, review_opening
from safeguarding.cases.forms.access import OpenInEmergency, ReviewOpening
from safeguarding.cases.queries import walls
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, signed_in, step_up
from safeguarding.record import rows
from safeguarding.statute.permission import EMERGENCY_MINUTES, Act
from safeguarding.ui.pages import render


@signed_in
@step_up
def emergency(request: HttpRequest) -> HttpResponse:
    """Open a case that is closed to me, for an hour, because a child may be in danger."""
    by = acting(request)
    if not may_here(by, Act.BREAK_GLASS, by.partnership):
        raise Http404
    form = OpenInEmergency(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: open_in_emergency(by=by, **form.cleaned_data),
            lambda opening: reverse("cases:overview", args=[opening.case.reference]),
        )
        if answer:
            return answer
    return render(request, "cases/emergency.html", {"form": form, "minutes": EMERGENCY_MINUTES}, form.status)


@signed_in
@rows.past_walls()
def review(request: HttpRequest, opening: int) -> HttpResponse:
    """Look afterwards at what was opened, why, and what was read."""
    by = acting(request)
    chosen = next((one for one in walls.openings_to_review(by) if one.pk == opening), None)
    if chosen is None:
        raise Http404
    form = ReviewOpening(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: review_opening(by=by, opening=chosen, **form.cleaned_data),
            "/",
            stream=chosen.case.stream,
        )
        if answer:
            return answer
    return render(
        request,
        "cases/review_emergency.html",
        {"form": form, "opening": chosen, "did": walls.done_during(chosen)},
        form.status,
    )
