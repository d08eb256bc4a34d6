"""The returns of a case, for whoever runs it: the board, asking, one agency, releasing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology.queries.papers import not_yet_released
from safeguarding.evidence import actions, queries, wording
from safeguarding.evidence.access import confirm_subject, still_open, subject
from safeguarding.evidence.actions.asking import EDUCATION, usual_agencies, usual_due, warnings
from safeguarding.evidence.forms import AnswerTime, Ask, Explain, Press, SendTo
from safeguarding.evidence.models import Request, TimeRequest
from safeguarding.evidence.queries.board import Line
from safeguarding.evidence.queries.own import passed
from safeguarding.people.queries import agencies_of, locked_links
from safeguarding.people.web import acting, perform
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AgencyType, LatenessCode

TAB = "evidence:board"


@case_page(Act.SEE_RETURNS_BOARD)
def board(request: HttpRequest, case: Case) -> HttpResponse:
    """Who has answered and who has not."""
    by = acting(request)
    lines = queries.board(case)
    over = still_open(case)
    return render_case(
        request,
        "evidence/board.html",
        case,
        {
            "lines": lines,
            "owing": [line for line in lines if line.missing],
            "waiting": sum(line.waits_for_release for line in lines),
            "chronologies": _with_chronology(case, lines),
            "released": sum(line.released for line in lines),
            "warnings": warnings(set(case.requests.values_list("agency__kind", flat=True))) if lines else (),
            "over": over if isinstance(over, Refused) else None,
            "may_ask": bool(may_do(by, Act.ASK_AGENCIES, case)),
            "may_release": bool(may_do(by, Act.RELEASE_RETURNS, case)),
            "may_read": bool(may_do(by, Act.READ_RELEASED_RETURNS, case)),
        },
        tab=TAB,
    )


@case_page(Act.ASK_AGENCIES)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Asking agencies, many at once; the usual ones are ticked."""
    by = acting(request)
    before = set(case.requests.values_list("agency_id", flat=True))
    chosen = request.POST.getlist(
        "agencies"
    )  # one that was asked a moment ago is refused by the act, in words
    directory = {
        str(one.pk): one
        for one in agencies_of(case.partnership, by.today)
        if one.pk not in before or str(one.pk) in chosen
    }
    usual = [str(one.pk) for one in usual_agencies(case, by.today) if str(one.pk) in directory]
    begins, ends = wording.period(case)
    form = Ask(
        request.POST or None,
        agencies=[
            (key, f"{one.name_on(by.today)} ({AgencyType(one.kind).label.lower()})")
            for key, one in directory.items()
        ],
        initial={
            "agencies": usual,
            "due_on": usual_due(case, by.today),
            "period_from": begins,
            "period_to": ends,
        },
    )
    if request.method == "POST":

        def act() -> object:
            said = {
                **form.cleaned_data,
                "agencies": [directory[key] for key in form.cleaned_data["agencies"]],
            }
            return actions.ask_agencies(by=by, case=case, **said)

        done = perform(request, form, act, reverse(TAB, args=[case.reference]), stream=case.stream)
        if done:
            return done
    asked_education = case.requests.filter(agency__kind__in=[kind.value for kind in EDUCATION]).exists()
    return render_case(
        request,
        "evidence/ask.html",
        case,
        {
            "form": form,
            "nobody_left": not directory,
            "education": asked_education,
            "legal_basis": wording.legal_basis(case),
        },
        tab=TAB,
        status=form.status,
    )


@case_page(Act.RELEASE_RETURNS)
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, case: Case) -> HttpResponse:
    """Opening the returns to the people of the meeting."""
    by = acting(request)
    form = Press(request.POST or None)
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.release_returns(by=by, case=case),
            reverse(TAB, args=[case.reference]),
            stream=case.stream,
        )
        if done:
            return done
    lines = queries.board(case)
    return render_case(
        request,
        "evidence/release.html",
        case,
        {
            "form": form,
            "waiting": [line for line in lines if line.waits_for_release],
            "chronologies": _with_chronology(case, lines),
            "owing": [line for line in lines if line.missing],
        },
        tab=TAB,
        status=form.status,
    )


def _with_chronology(case: Case, lines: list[Line]) -> list[str]:
    """The agencies whose checked chronology waits for its release."""
    waiting = not_yet_released(case)
    return [line.agency for line in lines if line.agency_id in waiting]


@case_page(Act.SEE_RETURNS_BOARD)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, case: Case, short: str) -> HttpResponse:
    """One agency: what was asked of whom, remind, answer about time, send to somebody else, explain. Never
    its answer.
    """
    by = acting(request)
    asked = (
        Request.objects.filter(case=case, short=short)
        .select_related("agency", "contact__person", "asked_by__person", "explained_by__person")
        .first()
    )
    if asked is None:
        raise Http404
    asked.case = case
    time = (
        TimeRequest.objects.filter(request=asked, answered_at__isnull=True)
        .select_related("asked_by__person")
        .first()
    )
    may = {
        "may_ask": bool(may_do(by, Act.ASK_AGENCIES, case)),
        "may_answer": bool(may_do(by, Act.ANSWER_TIME_REQUEST, case)),
        "may_explain": bool(may_do(by, Act.EXPLAIN_MISSING_RETURN, case)),
    }
    which = request.POST.get("which", "")
    forms = {
        "remind": Press(request.POST if which == "remind" else None),
        "time": AnswerTime(request.POST if which == "time" else None),
        "send": SendTo(request.POST if which == "send" else None),
        "explain": Explain(
            request.POST if which == "explain" else None,
            initial={
                "reason": asked.explained_why,
                "code": asked.explained_code or "agency_return_late",
                "done": asked.explained_done,
            },
        ),
    }
    if which in forms:
        form = forms[which]

        def act() -> object:
            return _act(which, by=by, asked=asked, time=time, said=form.cleaned_data)

        done = perform(
            request, form, act, reverse("evidence:one", args=[case.reference, short]), stream=case.stream
        )
        if done:
            return done
    line = next(line for line in queries.board(case) if line.short == short)
    return render_case(
        request,
        "evidence/one.html",
        case,
        {
            **may,
            "asked": asked,
            "line": line,
            "time": time,
            "forms": forms,
            "refuses": wording.REFUSES,
            "times": list(
                asked.time_requests.filter(answered_at__isnull=False).select_related("answered_by__person")
            ),
            "passed": passed(asked),
            "locked": list(
                locked_links(case.partnership).filter(subject__in=[subject(asked), confirm_subject(asked)])
            ),
            "reminders": list(asked.reminders.select_related("by__person")),
            "over": isinstance(still_open(case), Refused),
            "refused_form": forms.get(which),
        },
        tab=TAB,
        status=max(form.status for form in forms.values()),
    )


def _act(which: str, *, by: Any, asked: Request, time: TimeRequest | None, said: dict[str, Any]) -> object:
    if which == "remind":
        return actions.remind(by=by, request=asked)
    if which == "time":
        if time is None:
            raise Http404
        return actions.answer_time_request(by=by, asked=time, **said)
    if which == "send":
        return actions.send_to_another(by=by, request=asked, name=said["name"], email=said["email"])
    return actions.explain_missing_return(
        by=by, request=asked, reason=said["reason"], code=LatenessCode(said["code"]), done=said["done"]
    )
