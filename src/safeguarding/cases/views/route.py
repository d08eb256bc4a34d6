"""The route of a referred case, and when the local authority became aware."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import correction as corrections
from safeguarding.cases.actions import referral as referrals
from safeguarding.cases.actions import route as routes
from safeguarding.cases.actions.looking_again import look_again, waits_for_chair
from safeguarding.cases.facts import find
from safeguarding.cases.forms.working import (
    AnswerCorrection,
    Awareness,
    CallUp,
    Confirm,
    Correct,
    LookAgain,
    ProposeRoute,
)
from safeguarding.cases.models import Case, Correction
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Route


@case_page()
def route(request: HttpRequest, case: Case) -> HttpResponse:
    """The manager proposes; the partners see it and can call it up; then it stands."""
    by = acting(request)
    here = reverse("cases:overview", args=[case.reference])
    proposal = case.route_proposals.order_by("-pk").first()
    waiting = proposal if proposal and not proposal.settled_on and not proposal.called_up_on else None
    which = request.POST.get("which", "")
    propose = ProposeRoute(request.POST if which == "propose" else None)
    call_up = CallUp(request.POST if which == "call_up" else None)
    settle = Confirm(request.POST if which == "settle" else None)
    acknowledge = Confirm(request.POST if which == "acknowledge" else None)
    again = LookAgain(request.POST if which == "again" else None)
    answer: HttpResponse | None = None
    status = 200
    if which == "propose":
        answer = perform(
            request,
            propose,
            lambda: routes.propose_route(
                by=by,
                case=case,
                route=Route(propose.cleaned_data["route"]),
                reason=propose.cleaned_data["reason"],
                other_area=propose.cleaned_data["other_area"],
            ),
            here,
            stream=case.stream,
        )
        status = propose.status
    elif which == "call_up":
        answer = perform(
            request,
            call_up,
            lambda: routes.call_up_route(by=by, case=case, reason=call_up.cleaned_data["reason"]),
            here,
            stream=case.stream,
        )
        status = call_up.status
    elif which == "settle":
        answer = perform(
            request, settle, lambda: routes.settle_route(by=by, case=case), here, stream=case.stream
        )
        status = settle.status
    elif which == "acknowledge":
        answer = perform(
            request,
            acknowledge,
            lambda: referrals.acknowledge_referral(by=by, case=case),
            reverse("cases:route", args=[case.reference]),
            stream=case.stream,
        )
        status = acknowledge.status
    elif which == "again":
        answer = perform(
            request,
            again,
            lambda: look_again(
                by=by,
                case=case,
                consider=again.cleaned_data["consider"] == "yes",
                reason=again.cleaned_data["reason"],
            ),
            here,
            stream=case.stream,
        )
        status = again.status
    if answer:
        return answer
    return render_case(
        request,
        "cases/route.html",
        case,
        {
            "propose": propose,
            "call_up": call_up,
            "settle": settle,
            "acknowledge": acknowledge,
            "again": again,
            "asked_again": waits_for_chair(case) and bool(may_do(by, Act.LOOK_AGAIN, case)),
            "waiting": waiting,
            "settled": find(case, Kind.ROUTE_SETTLED),
            "proposals": list(case.route_proposals.order_by("pk")),
            "may_propose": bool(may_do(by, Act.PROPOSE_ROUTE, case)),
            "may_call_up": bool(may_do(by, Act.CALL_UP_ROUTE, case)),
            "may_settle": bool(may_do(by, Act.SETTLE_ROUTE, case)),
            "may_acknowledge": bool(may_do(by, Act.ACKNOWLEDGE_REFERRAL, case)),
            "referral": case.referral,
            "interests_told": case.referral.interests_told if may_do(by, Act.GRANT_ACCESS, case) else "",
            "incident": case.incident,
        },
        status=status,
    )


@case_page()
def awareness(request: HttpRequest, case: Case) -> HttpResponse:
    """The notifier confirms when the local authority became aware."""
    by = acting(request)
    fact = find(case, Kind.LA_AWARE)
    if fact is None:
        raise Http404
    given = {"aware_on": fact.occurred} if fact.detail.get("basis") == "given" else None
    form = Awareness(request.POST or None, initial=given)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: routes.confirm_awareness(
                by=by,
                case=case,
                aware_on=form.cleaned_data["aware_on"],
                evidence=form.cleaned_data["evidence"],
            ),
            reverse("cases:overview", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "cases/awareness.html",
        case,
        {"form": form, "fact": fact, "may": may_do(by, Act.CONFIRM_AWARENESS, case)},
        status=form.status,
    )


@case_page()
def correct(request: HttpRequest, case: Case, fact: int) -> HttpResponse:
    """Propose another date for a fact."""
    by = acting(request)
    chosen = get_object_or_404(case.facts.filter(current=True), pk=fact)
    form = Correct(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: corrections.correct_fact(
                by=by,
                case=case,
                fact=chosen,
                occurred=form.cleaned_data["occurred"],
                reason=form.cleaned_data["reason"],
            ),
            reverse("cases:decisions", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "cases/correct.html", case, {"form": form, "fact": chosen}, status=form.status
    )


@case_page()
def answer_correction(request: HttpRequest, case: Case, correction: int) -> HttpResponse:
    """A second person confirms a correction, or lets it fall."""
    by = acting(request)
    chosen = get_object_or_404(
        Correction.objects.select_related("fact", "proposed_by__person"), pk=correction, fact__case=case
    )
    form = AnswerCorrection(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: corrections.confirm_correction(
                by=by, correction=chosen, agree=form.cleaned_data["agree"]
            ),
            reverse("cases:decisions", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "cases/answer_correction.html",
        case,
        {"form": form, "correction": chosen},
        status=form.status,
    )
