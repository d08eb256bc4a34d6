"""“Safety and learning”: is every child safe now, and what is already being changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.improvements import actions, queries
from safeguarding.improvements.forms.safety import CompleteStep, LogStep, NoteLearning
from safeguarding.people.models import Agency
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act

TAB = "improvements:safety"


@case_page()
def safety(request: HttpRequest, case: Case) -> HttpResponse:
    """The safety log by child, and the learning with its two lights."""
    by = acting(request)
    return render_case(
        request,
        "improvements/safety.html",
        case,
        {
            "children": queries.safety(case),
            "others": queries.safety_of_others(case),
            "learning": list(queries.learning(case)),
            "may_log": bool(may_do(by, Act.LOG_SAFETY_STEP, case)),
            "may_complete": bool(may_do(by, Act.COMPLETE_SAFETY_STEP, case)),
            "may_note": bool(may_do(by, Act.NOTE_EARLY_LEARNING, case)),
        },
        tab=TAB,
    )


@case_page(Act.LOG_SAFETY_STEP)
def log(request: HttpRequest, case: Case) -> HttpResponse:
    """Logging a step."""
    by = acting(request)
    form = LogStep(request.POST or None, case=case, initial={"whom": request.GET.get("for", "")})
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.log_safety_step(
                by=by,
                case=case,
                child=case.children.filter(pk=int(form.cleaned_data["whom"])).first()
                if form.cleaned_data["whom"] != "others"
                else None,
                others=form.cleaned_data["others"],
                what=form.cleaned_data["what"],
                owner=form.cleaned_data["owner"],
                agency=_agency(case, form.cleaned_data["agency"]),
                due=form.cleaned_data["due"],
            ),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(request, "improvements/log.html", case, {"form": form}, tab=TAB, status=form.status)


@case_page(Act.COMPLETE_SAFETY_STEP)
def complete(request: HttpRequest, case: Case, step: int) -> HttpResponse:
    """Confirming a step."""
    by = acting(request)
    chosen = get_object_or_404(queries.steps_of(case), pk=step)
    form = CompleteStep(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.complete_safety_step(
                by=by, step=chosen, done_on=form.cleaned_data["done_on"], words=form.cleaned_data["words"]
            ),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "improvements/complete.html",
        case,
        {"form": form, "step": chosen},
        tab=TAB,
        status=form.status,
    )


@case_page(Act.NOTE_EARLY_LEARNING)
def note(request: HttpRequest, case: Case) -> HttpResponse:
    """Noting something learned."""
    by = acting(request)
    form = NoteLearning(request.POST or None, case=case)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.note_early_learning(
                by=by,
                case=case,
                finding=form.cleaned_data["finding"],
                what=form.cleaned_data["what"],
                owner=form.cleaned_data["owner"],
                agency=_agency(case, form.cleaned_data["agency"]),
                due=form.cleaned_data["due"],
                intended_change=form.cleaned_data["intended_change"],
            ),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(request, "improvements/note.html", case, {"form": form}, tab=TAB, status=form.status)


def _agency(case: Case, chosen: str) -> Agency | None:
    return Agency.objects.filter(partnership=case.partnership, pk=int(chosen)).first() if chosen else None
