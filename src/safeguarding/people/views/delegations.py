"""Deputies: a delegated partner's own page, and naming one for them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.people import actions, queries
from safeguarding.people.acting import Acting
from safeguarding.people.forms import ConfirmDeputy, NameDeputy, Press
from safeguarding.people.models import Delegation, Seat
from safeguarding.people.permission import may_here
from safeguarding.people.views.seats import _posted
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.ui import pages


def _principals(by: Acting) -> list[Seat]:
    """For whom this person may name a deputy: a partner for themselves, staff for all three."""
    if by.role.value.startswith("dsp_"):
        return [by.seat]
    found = queries.seats_of(by.partnership, by.today)
    return [s for s in found if s.role.startswith("dsp_") and s.in_force(by.today)]


@signed_in
def delegation(request: HttpRequest) -> HttpResponse:
    """Who stands in for me, or for whom I stand in."""
    by = acting(request)
    may_name = bool(may_here(by, Act.DELEGATE, by.partnership))

    def shown(found: list[Delegation]) -> list[Delegation]:
        mine = [d for d in found if by.seat.pk in {d.principal_id, d.deputy_id}]
        return found if may_name and not by.role.value.startswith("dsp_") else mine

    involved = shown(queries.delegations_of(by.partnership, by.today))
    if not involved and not may_name and not by.role.value.startswith("deputy_"):
        raise Http404
    context = {
        "delegations": involved,
        "over": shown(queries.lapsed(by.partnership, by.today)),
        "soon": {d.pk for d in queries.lapsing(by.partnership, by.today)},
        "may_name": may_name,
        "mine": by.seat.pk,
        "may_see_members": bool(may_here(by, Act.SEE_MEMBERS, by.partnership)),
        "may_see_decisions": bool(may_here(by, Act.SEE_SETTINGS, by.partnership)),
    }
    return pages.render(request, "people/delegation.html", context)


@signed_in
def name_deputy(request: HttpRequest) -> HttpResponse:
    """Name a deputy."""
    by = acting(request)
    if not may_here(by, Act.DELEGATE, by.partnership):
        raise Http404
    principals = _principals(by)
    partners = {seat.partner for seat in principals}
    found = queries.seats_of(by.partnership, by.today)
    stand_ins = [s for s in found if s.role.startswith("deputy_") and s.partner in partners]
    form = NameDeputy(_posted(request), principals=principals, deputies=stand_ins, today=by.today)

    def name() -> Delegation:
        given = form.cleaned_data
        return actions.delegate(
            by=by,
            principal=form.seats[given["principal"]],
            deputy=form.seats[given["deputy"]],
            since=given["since"],
            until=given["until"],
            scopes=given["scopes"],
            evidence=given["evidence"],
        )

    def after(made: Delegation) -> str:
        own = made.principal_id == by.seat.pk
        return reverse("confirm_deputy", args=[made.pk]) if own else reverse("delegation")

    done = request.method == "POST" and perform(request, form, name, after)
    return done or pages.render(request, "people/name_deputy.html", {"form": form}, form.status)


@signed_in
def confirm_deputy(request: HttpRequest, delegation: int) -> HttpResponse:
    """The delegated partner confirms the three tests."""
    by = acting(request)
    found = next((d for d in queries.waiting_for(by.seat, by.today) if d.pk == delegation), None)
    if found is None:
        raise Http404
    form = ConfirmDeputy(_posted(request))

    def confirm() -> Delegation:
        return actions.confirm_delegation(by=by, delegation=found, **form.cleaned_data)

    done = request.method == "POST" and perform(request, form, confirm, reverse("delegation"))
    context = {"form": form, "delegation": found}
    return done or pages.render(request, "people/confirm_deputy.html", context, form.status)


@signed_in
def end_delegation(request: HttpRequest, delegation: int) -> HttpResponse:
    """End a delegation at once."""
    by = acting(request)
    found = next((d for d in queries.delegations_of(by.partnership, by.today) if d.pk == delegation), None)
    involved = found is not None and by.seat.pk in {found.principal_id, found.deputy_id}
    if found is None or not (involved or may_here(by, Act.END_DELEGATION, by.partnership)):
        raise Http404
    form = Press(_posted(request))

    def end() -> Delegation:
        return actions.end_delegation(by=by, delegation=found)

    done = request.method == "POST" and perform(request, form, end, reverse("delegation"))
    context = {"form": form, "delegation": found}
    return done or pages.render(request, "people/end_delegation.html", context, form.status)
