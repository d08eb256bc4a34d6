"""Choosing a seat, and the people of the partnership: who holds which seat, and what lapses soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from safeguarding.people import actions, queries
from safeguarding.people.acting import Acting
from safeguarding.people.forms import CorrectAddress, GiveSeat, LostSecondStep, Press
from safeguarding.people.models import Person, Seat, SecondStepReset
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, signed_in, step_up
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from safeguarding.ui import pages


@login_required
def choose_seat(request: HttpRequest) -> HttpResponse:
    """In which capacity to go on; shown to people with several."""
    seats: list[Seat] = request.seats  # type: ignore[attr-defined]
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    after = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"
    if request.method == "POST":
        chosen = next((seat for seat in seats if str(seat.pk) == request.POST.get("seat")), None)
        if chosen is None:
            raise Http404
        request.session["seat"] = chosen.pk
        return HttpResponseRedirect(after)
    return pages.render(request, "people/choose_seat.html", {"seats": seats, "after": after})


@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a seat, by role; agencies; deputies and what lapses soon."""
    by = acting(request)
    _or_404(by, Act.SEE_PEOPLE)
    today = by.today
    may_give = bool(may_here(by, Act.GIVE_SEAT, by.partnership))
    context = {
        "groups": _by_role(queries.seats_of(by.partnership, today)),
        "agencies": queries.agencies_of(by.partnership, today),
        "ended": queries.ended_agencies(by.partnership),
        "to_move": queries.seats_to_move(by.partnership, today),
        "may_see_members": bool(may_here(by, Act.SEE_MEMBERS, by.partnership)),
        "may_see_reviewers": bool(may_here(by, Act.SEE_REVIEWERS, by.partnership)),
        "may_see_complaints": bool(may_here(by, Act.SEE_REVIEWER_COMPLAINTS, by.partnership)),
        "delegations": queries.delegations_of(by.partnership, today),
        "lapsing": queries.lapsing(by.partnership, today),
        "resets": queries.open_resets(by.partnership),
        "locked": list(queries.locked_links(by.partnership)) if may_give else [],
        "may_give": may_give,
        "may_end": bool(may_here(by, Act.END_SEAT, by.partnership)),
        "may_reset": bool(may_here(by, Act.RESET_SECOND_FACTOR, by.partnership)),
        "soon": today + timedelta(days=28),
    }
    return pages.render(request, "people/people.html", context)


@signed_in
@step_up
def give_seat(request: HttpRequest) -> HttpResponse:
    """Give somebody a seat."""
    by = acting(request)
    _or_404(by, Act.GIVE_SEAT)
    agencies = queries.agencies_of(by.partnership, by.today)
    form = GiveSeat(_posted(request), agencies=agencies, today=by.today)

    def give() -> Seat:
        given = form.cleaned_data
        return actions.give_seat(
            by=by,
            partnership=by.partnership,
            email=given["email"],
            name=given["name"],
            role=Role(given["role"]),
            agency=form.for_agency,
            organisation=given["organisation"],
            post=given["post"],
            since=given["since"],
            until=given["until"],
        )

    done = request.method == "POST" and perform(request, form, give, reverse("people"))
    return done or pages.render(request, "people/give_seat.html", {"form": form}, form.status)


@signed_in
@step_up
def correct_address(request: HttpRequest, person: int) -> HttpResponse:
    """Put an address right that was typed wrongly."""
    by = acting(request)
    _or_404(by, Act.GIVE_SEAT)
    whose = get_object_or_404(Person.objects.filter(seats__partnership=by.partnership).distinct(), pk=person)
    form = CorrectAddress(_posted(request))

    def correct() -> Person:
        return actions.correct_address(by=by, person=whose, email=form.cleaned_data["email"])

    done = request.method == "POST" and perform(request, form, correct, reverse("people"))
    return done or pages.render(
        request, "people/correct_address.html", {"form": form, "whose": whose}, form.status
    )


@signed_in
@step_up
def lost_second_step(request: HttpRequest) -> HttpResponse:
    """Somebody has lost their telephone: one of two members of staff says so."""
    by = acting(request)
    _or_404(by, Act.RESET_SECOND_FACTOR)
    holders = {
        s.person_id: s.person for s in queries.seats_of(by.partnership, by.today) if s.in_force(by.today)
    }
    people = sorted((p for p in holders.values() if p.pk != by.person.pk), key=lambda person: person.name)
    form = LostSecondStep(_posted(request), people=people)

    def propose() -> SecondStepReset:
        return actions.propose_second_step_reset(
            by=by,
            partnership=by.partnership,
            person=form.people[form.cleaned_data["person"]],
            how_known=form.cleaned_data["how_known"],
        )

    done = request.method == "POST" and perform(request, form, propose, reverse("people"))
    return done or pages.render(request, "people/lost_second_step.html", {"form": form}, form.status)


@signed_in
@step_up
def confirm_reset(request: HttpRequest, reset: int) -> HttpResponse:
    """The second member of staff confirms, and the person gets a link."""
    by = acting(request)
    _or_404(by, Act.CONFIRM_RESET_SECOND_FACTOR)
    found = next((r for r in queries.open_resets(by.partnership) if r.pk == reset), None)
    if found is None:
        raise Http404
    form = Press(_posted(request))

    def confirm() -> SecondStepReset:
        return actions.confirm_second_step_reset(by=by, reset=found)

    done = request.method == "POST" and perform(request, form, confirm, reverse("people"))
    return done or pages.render(
        request, "people/confirm_reset.html", {"form": form, "reset": found}, form.status
    )


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _or_404(by: Acting, act: Act) -> None:
    """What somebody may not do has no page."""
    if not may_here(by, act, by.partnership):
        raise Http404


def _by_role(seats: list[Seat]) -> list[tuple[str, list[Seat]]]:
    order = list(Role)
    groups: dict[Role, list[Seat]] = {}
    for seat in seats:
        groups.setdefault(Role(seat.role), []).append(seat)
    return [(role.label, groups[role]) for role in sorted(groups, key=order.index)]
