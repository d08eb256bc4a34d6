"""Somebody leaves: what waits for them is handed over, and their seat ends; what waits for nobody since."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.actions import leaving as acts
from safeguarding.cases.forms.leaving import HandOn, Leave
from safeguarding.cases.queries import leaving as queries
from safeguarding.people.permission import may_here
from safeguarding.people.queries import seats
from safeguarding.people.web import acting, perform, signed_in, step_up
from safeguarding.statute.leaving import ALWAYS_HELD
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from safeguarding.ui.pages import render


@signed_in
@step_up
def leave(request: HttpRequest, seat: int) -> HttpResponse:
    """End a seat: everything that waits for its holder is listed, and goes to others in the same press."""
    by = acting(request)
    if not may_here(by, Act.END_SEAT, by.partnership):
        raise Http404
    held = get_object_or_404(seats(), pk=seat, partnership=by.partnership)
    seen = queries.seen(by, queries.waiting_for(held))
    offers = queries.offers([(room, one) for room, one in seen if not room.then], by.partnership, by.today)
    alone = Role(held.role) in ALWAYS_HELD and not queries.held_after(held, by.today)
    form = Leave(request.POST or None, offers=offers, today=by.today, asks=alone)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.leave(
                by=by,
                seat=held,
                last_day=form.cleaned_data["last_day"],
                to=form.chosen,
                knows=bool(form.cleaned_data.get("knows")),
            ),
            reverse("people"),
        )
        if answer:
            return answer
    return render(
        request,
        "cases/leave.html",
        {
            "form": form,
            "seat": held,
            "capacity": held.capacity_on(by.today),
            "keys": list(form.offers),
            "stays": [(room, one) for room, one in seen if room.then],
            "delegations": queries.delegations_that_fall(held, by.today),
            "alone": alone,
        },
        form.status,
    )


@signed_in
def hand_on(request: HttpRequest) -> HttpResponse:
    """Say who takes on what waited for people who have gone."""
    by = acting(request)
    if not may_here(by, Act.HAND_ON_WORK, by.partnership):
        raise Http404
    found = queries.seen(by, queries.waits_for_nobody(by.partnership, by.today))
    form = HandOn(
        request.POST or None, offers=queries.offers(found, by.partnership, by.today), today=by.today
    )
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.hand_on(by=by, to={key: seat for key, seat in form.chosen.items() if seat}),
            reverse("cases:hand_on"),
        )
        if answer:
            return answer
    return render(request, "cases/hand_on.html", {"form": form, "keys": list(form.offers)}, form.status)
