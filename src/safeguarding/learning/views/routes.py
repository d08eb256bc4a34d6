"""Learning: directions and their answers, ways of learning, and what comes of a practice review."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import find
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.learning import actions, queries
from safeguarding.learning.access import may_answer
from safeguarding.learning.actions.routes import signed_intent
from safeguarding.learning.forms.assurance import ReportLearning
from safeguarding.learning.forms.routes import Agree, AnswerDirection, GiveDirection, PlanRoute, Rule
from safeguarding.learning.models import LearningOutcome, LearningRoute
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency, Seat
from safeguarding.people.web import acting, mailbox, perform
from safeguarding.record.actions import look
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render

TAB = "learning:learning"


@case_page()
def learning(request: HttpRequest, case: Case) -> HttpResponse:
    """What was directed and answered, and how learning goes forward."""
    by = acting(request)
    routes = list(queries.routes(case))
    return render_case(
        request,
        "learning/learning.html",
        case,
        {
            "directions": list(queries.directions().filter(case=case)),
            "routes": routes,
            "signed": signed_intent(case),
            "report_due": queries.report_due(case),
            "may_report": bool(may_do(by, Act.REPORT_LEARNING, case)),
            "practice_review": find(case, Kind.PRACTICE_REVIEW_DECIDED),
            "waits_for_me": [route for route in routes if _waits_for(by, route)],
            "may_direct": bool(may_do(by, Act.GIVE_DIRECTION, case)),
            "may_plan": bool(may_do(by, Act.DECIDE_LEARNING_ROUTE, case)),
            "open_proposal": any(route.decided_on is None for route in routes),
            "agree": Agree(),
        },
        tab=TAB,
    )


@case_page(Act.GIVE_DIRECTION)
def direct(request: HttpRequest, case: Case) -> HttpResponse:
    """The chair gives a direction."""
    by = acting(request)
    form = GiveDirection(request.POST or None, case=case)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.give_direction(
                by=by,
                case=case,
                what=form.cleaned_data["what"],
                why=form.cleaned_data["why"],
                by_when=form.cleaned_data["by_when"],
                agency=_agency(case, form.cleaned_data["whom"]),
                seat=_seat(case, form.cleaned_data["whom"]),
            ),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(request, "learning/direct.html", case, {"form": form}, tab=TAB, status=form.status)


@case_page()
def report(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """What came of a way of learning."""
    by = acting(request)
    chosen = get_object_or_404(queries.routes(case), number=number, decided_on__isnull=False)
    if not may_do(by, Act.REPORT_LEARNING, case):
        raise Http404
    form = ReportLearning(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.report_learning(
                by=by,
                route=chosen,
                **{**form.cleaned_data, "concern": LearningOutcome.Concern(form.cleaned_data["concern"])},
            ),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "learning/report_route.html",
        case,
        {"form": form, "route": chosen},
        tab=TAB,
        status=form.status,
    )


@case_page(Act.GIVE_DIRECTION)
def rule(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The chair looks at the newest answer to a direction."""
    by = acting(request)
    chosen = get_object_or_404(queries.directions().filter(case=case), number=number)
    latest = chosen.latest
    if latest is None:
        raise Http404
    form = Rule(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.rule_on_answer(
                by=by,
                answer=latest,
                accepted=form.cleaned_data["accepted"] == "yes",
                ruling=form.cleaned_data["ruling"],
            ),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "learning/rule.html",
        case,
        {"form": form, "row": chosen, "latest": latest},
        tab=TAB,
        status=form.status,
    )


@case_page(Act.DECIDE_LEARNING_ROUTE)
def plan(request: HttpRequest, case: Case) -> HttpResponse:
    """A partner says how learning goes forward."""
    by = acting(request)
    form = PlanRoute(request.POST or None, case=case)
    signed = signed_intent(case)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: _plan(by, case, form),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "learning/plan.html", case, {"form": form, "signed": signed}, tab=TAB, status=form.status
    )


@case_page(Act.DECIDE_LEARNING_ROUTE)
def agree(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """A partner agrees to what another proposed."""
    by = acting(request)
    route = get_object_or_404(queries.routes(case), number=number)
    form = Agree(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.agree_learning_route(by=by, route=route),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request, "learning/agree.html", case, {"form": form, "route": route}, tab=TAB, status=form.status
    )


@mailbox("direction", ref="short")
def direction(request: HttpRequest, short: str) -> HttpResponse:
    """The direction, for whom it is: by their link and code, or signed in. It shows nothing else of the
    case.
    """
    by = acting(request)
    chosen = get_object_or_404(queries.directions(), short=short)
    if not may_answer(by, chosen):
        raise Http404
    form = AnswerDirection(request.POST or None)
    stream = chosen.case.stream
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.answer_direction(by=by, direction=chosen, words=form.cleaned_data["words"]),
            reverse("learning:thanks", args=[short]),
            stream=stream,
        )
        if answer:
            return answer
    elif stream is not None:
        look(stream=stream, actor=by.actor, kind="opened", what=request.path)
    return render(
        request,
        "learning/direction.html",
        {"form": form, "row": chosen, "marking": chosen.case.marking},
        form.status,
    )


@mailbox("direction", ref="short")
def thanks(request: HttpRequest, short: str) -> HttpResponse:
    """Thanks, and what happens next."""
    chosen = get_object_or_404(queries.directions(), short=short)
    if not may_answer(acting(request), chosen):
        raise Http404
    return render(request, "learning/thanks.html", {"row": chosen})


def _plan(by: Acting, case: Case, form: PlanRoute) -> LearningRoute:
    given = dict(form.cleaned_data)
    chosen = given.pop("agency")
    agency = Agency.objects.filter(partnership=case.partnership, pk=int(chosen)).first() if chosen else None
    return actions.decide_learning_route(
        by=by, case=case, agency=agency, kind=LearningRoute.Kind(given.pop("kind")), **given
    )


def _agency(case: Case, chosen: str) -> Agency | None:
    kind, _, pk = chosen.partition(":")
    return (
        Agency.objects.filter(partnership=case.partnership, pk=int(pk)).first() if kind == "agency" else None
    )


def _seat(case: Case, chosen: str) -> Seat | None:
    kind, _, pk = chosen.partition(":")
    found = Seat.objects.filter(partnership=case.partnership).select_related("person")
    return found.filter(pk=int(pk)).first() if kind == "seat" else None


def _waits_for(by: Acting, route: LearningRoute) -> bool:
    if route.decided_on or not may_do(by, Act.DECIDE_LEARNING_ROUTE, route.case):
        return False
    return all(line.partner != by.role.partner for line in route.agreements.all())
