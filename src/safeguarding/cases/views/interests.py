"""Ruling on interests; keeping people apart and letting them back; who decides for a partner left without."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.interests import end_exclusion, exclude_person, rule_on_interest
from safeguarding.cases.actions.standing_in import confirm_stand_in, name_stand_in
from safeguarding.cases.forms.access import KeepApart, NameStandIn, Rule, Why
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case, Exclusion, Interest, StandIn
from safeguarding.cases.queries import walls
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner


def _back(case: Case) -> str:
    return reverse("cases:access", args=[case.reference])


@case_page()
def rule(request: HttpRequest, case: Case, interest: int) -> HttpResponse:
    """The chair, or for the chair's own two of the three partners, rule on an interest."""
    by = acting(request)
    found = Interest.objects.select_related("person", "case__partnership")
    chosen = get_object_or_404(found, pk=interest, case=case)
    chairs = walls.on_the_ruling(chosen)
    if not may_do(by, Act.RULE_ON_INTEREST, case, *chairs):
        raise Http404
    form = Rule(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: rule_on_interest(
                by=by,
                interest=chosen,
                walled=form.cleaned_data["walled"] == "yes",
                ruling=form.cleaned_data["ruling"],
            ),
            _back(case),
            stream=case.stream,
        )
        if answer:
            return answer
    rulings = list(chosen.rulings.filter(current=True).select_related("seat__person"))
    return render_case(
        request,
        "cases/rule.html",
        case,
        {"form": form, "interest": chosen, "by_partners": bool(chairs), "rulings": rulings},
        status=form.status,
    )


@case_page(Act.EXCLUDE_PERSON)
def keep_apart(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep somebody apart from the case at once."""
    by = acting(request)
    people = {str(seat.person_id): seat for seat in walls.everybody(case) if seat.person_id != by.person.pk}
    form = KeepApart(request.POST or None, seats=people.values(), today=by.today)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: exclude_person(
                by=by,
                case=case,
                person=people[form.cleaned_data["person"]].person,
                reason=form.cleaned_data["reason"],
            ),
            _back(case),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(request, "cases/keep_apart.html", case, {"form": form}, status=form.status)


@case_page(Act.END_EXCLUSION)
def let_back(request: HttpRequest, case: Case, exclusion: int) -> HttpResponse:
    """The chair lets somebody back."""
    by = acting(request)
    chosen = get_object_or_404(Exclusion.objects.select_related("person", "case"), pk=exclusion, case=case)
    form = Why(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: end_exclusion(by=by, exclusion=chosen, reason=form.cleaned_data["reason"]),
            _back(case),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "cases/let_back.html", case, {"form": form, "exclusion": chosen}, status=form.status
    )


@case_page(Act.NAME_STAND_IN)
def name(request: HttpRequest, case: Case, partner: str) -> HttpResponse:
    """A lead safeguarding partner names who decides for a partner whom walls have left nobody."""
    by = acting(request)
    if partner not in set(Partner):
        raise Http404
    whose = Partner(partner)
    seats = {str(seat.pk): seat for seat in walls.may_stand_in(case, whose)}
    form = NameStandIn(request.POST or None, seats=seats.values(), today=by.today)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: name_stand_in(
                by=by,
                case=case,
                partner=whose,
                seat=seats[form.cleaned_data["seat"]],
                why=form.cleaned_data["why"],
            ),
            _back(case),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "cases/name_stand_in.html",
        case,
        {"form": form, "partner": whose, "nobody": not seats},
        status=form.status,
    )


@case_page(Act.CONFIRM_STAND_IN)
def confirm(request: HttpRequest, case: Case, named: int) -> HttpResponse:
    """A second person confirms who decides for a partner."""
    by = acting(request)
    chosen = get_object_or_404(
        StandIn.objects.select_related("case", "seat__person", "seat__agency", "named_by__person"),
        pk=named,
        case=case,
    )
    form = Confirm(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: confirm_stand_in(by=by, named=chosen),
            _back(case),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "cases/confirm_stand_in.html", case, {"form": form, "named": chosen}, status=form.status
    )
