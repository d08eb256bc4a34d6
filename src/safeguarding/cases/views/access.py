"""People and access.

Who is let in, who is walled off, interests declared; and the other processes beside the case.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import access as acts
from safeguarding.cases.actions.parallel import note_parallel_process
from safeguarding.cases.forms.working import Confirm, DeclareInterest, GiveAccess, Parallel, Rule
from safeguarding.cases.models import Case, Grant, Interest
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.queries import seats_of
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import ParallelKind


@case_page()
def access(request: HttpRequest, case: Case) -> HttpResponse:
    """Who may see this case and why; declare an interest; let somebody in."""
    by = acting(request)
    here = reverse("cases:access", args=[case.reference])
    may_grant = bool(may_do(by, Act.GRANT_ACCESS, case))
    seats = [
        (str(seat.pk), f"{seat.person.name}, {seat.capacity_on(by.today)}")
        for seat in (seats_of(case.partnership, by.today) if may_grant else [])
    ]
    which = request.POST.get("which", "")
    give = GiveAccess(request.POST if which == "give" else None, seats=seats)
    declare = DeclareInterest(request.POST if which == "declare" else None)
    answer: HttpResponse | None = None
    if which == "give":
        answer = perform(
            request,
            give,
            lambda: acts.grant_access(
                by=by,
                case=case,
                seat=next(
                    s for s in seats_of(case.partnership, by.today) if str(s.pk) == give.cleaned_data["seat"]
                ),
                reason=give.cleaned_data["reason"],
                until=give.cleaned_data["until"],
            ),
            here,
            stream=case.stream,
        )
    elif which == "declare":
        walled = request.POST.get("kind") != Interest.Kind.ORGANISATIONAL
        answer = perform(
            request,
            declare,
            lambda: acts.declare_interest(by=by, case=case, **declare.cleaned_data),
            "/" if walled else here,
            stream=case.stream,
        )
    if answer:
        return answer
    return render_case(
        request,
        "cases/access.html",
        case,
        {
            "give": give,
            "declare": declare,
            "may_grant": may_grant,
            "grants": list(
                case.grants.filter(ended_at__isnull=True)
                .select_related("seat__person", "seat__agency", "given_by__person")
                .prefetch_related("seat__agency__names")
            ),
            "interests": list(case.interests.select_related("person", "ruled_by__person")),
            "exclusions": list(case.exclusions.filter(ended_at__isnull=True).select_related("person")),
            "may_rule": bool(may_do(by, Act.RULE_ON_INTEREST, case)),
            "by": by,
            "may_end": bool(may_do(by, Act.END_ACCESS, case)),
        },
        tab="cases:access",
        status=max(give.status, declare.status),
    )


@case_page()
def end(request: HttpRequest, case: Case, grant: int) -> HttpResponse:
    """End a grant."""
    by = acting(request)
    chosen = get_object_or_404(Grant.objects.select_related("seat__person"), pk=grant, case=case)
    form = Confirm(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.end_access(by=by, grant=chosen),
            reverse("cases:access", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "cases/end_access.html", case, {"form": form, "grant": chosen}, status=form.status
    )


@case_page(Act.RULE_ON_INTEREST)
def rule(request: HttpRequest, case: Case, interest: int) -> HttpResponse:
    """The chair rules on an interest."""
    by = acting(request)
    chosen = get_object_or_404(Interest.objects.select_related("person"), pk=interest, case=case)
    form = Rule(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.rule_on_interest(
                by=by,
                interest=chosen,
                walled=form.cleaned_data["walled"] == "yes",
                ruling=form.cleaned_data["ruling"],
            ),
            reverse("cases:access", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "cases/rule.html", case, {"form": form, "interest": chosen}, status=form.status
    )


@case_page()
def parallel(request: HttpRequest, case: Case) -> HttpResponse:
    """Other processes about the same events."""
    by = acting(request)
    form = Parallel(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: note_parallel_process(
                by=by, case=case, **{**form.cleaned_data, "kind": ParallelKind(form.cleaned_data["kind"])}
            ),
            reverse("cases:parallel", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "cases/parallel.html",
        case,
        {
            "form": form,
            "processes": list(case.parallel_processes.all()),
            "may": bool(may_do(by, Act.NOTE_PARALLEL_PROCESS, case)),
        },
        status=form.status,
    )
