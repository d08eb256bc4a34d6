"""The returns of a case, for whoever runs it: the board, asking, releasing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology.queries.papers import not_yet_released
from safeguarding.evidence import actions, queries, wording
from safeguarding.evidence.access import still_asked
from safeguarding.evidence.actions.asking import (
    EDUCATION,
    asked_before,
    may_begin,
    usual_agencies,
    usual_due,
    usual_reporters,
    warnings,
)
from safeguarding.evidence.forms import Ask, Press
from safeguarding.evidence.models import Request
from safeguarding.evidence.queries.board import Line
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, perform
from safeguarding.statute.answer import Allowed, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AgencyType

TAB = "evidence:board"


@case_page(Act.SEE_RETURNS_BOARD)
def board(request: HttpRequest, case: Case) -> HttpResponse:
    """Who has answered and who has not."""
    by = acting(request)
    lines, reports = queries.board(case), queries.board(case, Request.Form.REPORT)
    short = case.requests.filter(form=Request.Form.SHORT)
    kinds = set(short.values_list("agency__kind", flat=True)) if lines else set()
    return render_case(
        request,
        "evidence/board.html",
        case,
        {
            "lines": lines,
            "owing": [line for line in lines if line.missing],
            "reports": reports,
            "reports_owing": [line for line in reports if line.missing],
            "waiting": sum(line.waits_for_release for line in [*lines, *reports]),
            "chronologies": _with_chronology(case, [*lines, *reports]),
            "released": sum(line.released for line in lines),
            "reports_released": sum(line.released for line in reports),
            "warnings": warnings(kinds) if lines else (),
            "over": isinstance(still_asked(case), Refused),
            "reports_open": isinstance(still_asked(case, Request.Form.REPORT), Allowed),
            "may_ask": bool(may_do(by, Act.ASK_AGENCIES, case)),
            "may_release": bool(may_do(by, Act.RELEASE_RETURNS, case)),
            "may_read": bool(may_do(by, Act.READ_RELEASED_RETURNS, case)),
        },
        tab=TAB,
    )


@case_page(Act.ASK_AGENCIES)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Asking agencies for short returns, many at once; the usual ones are ticked."""
    return _ask(request, case, Request.Form.SHORT)


@case_page(Act.ASK_AGENCIES)
@require_http_methods(["GET", "POST"])
def ask_for_reports(request: HttpRequest, case: Case) -> HttpResponse:
    """Asking agencies for their reports to a practice review; those that answered before are ticked."""
    return _ask(request, case, Request.Form.REPORT)


def _ask(request: HttpRequest, case: Case, which: str) -> HttpResponse:
    by = acting(request)
    before = asked_before(case, which)
    chosen = request.POST.getlist(
        "agencies"
    )  # one that was asked a moment ago is refused by the act, in words
    directory = {
        str(one.pk): one
        for one in agencies_of(case.partnership, by.today)
        if one.pk not in before or str(one.pk) in chosen
    }
    reports = which == Request.Form.REPORT
    ticked = usual_reporters(case) if reports else {one.pk for one in usual_agencies(case, by.today)}
    usual = [key for key in directory if int(key) in ticked]
    begins, ends = wording.period(case)
    form = Ask(
        request.POST or None,
        agencies=[
            (key, f"{one.name_on(by.today)} ({AgencyType(one.kind).label.lower()})")
            for key, one in directory.items()
        ],
        initial={
            "agencies": usual,
            "due_on": usual_due(case, by.today, which),
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
            return actions.ask_agencies(by=by, case=case, form=which, **said)

        done = perform(request, form, act, reverse(TAB, args=[case.reference]), stream=case.stream)
        if done:
            return done
    asked_education = case.requests.filter(
        form=which, agency__kind__in=[kind.value for kind in EDUCATION]
    ).exists()
    return render_case(
        request,
        "evidence/ask.html",
        case,
        {
            "form": form,
            "nobody_left": not directory,
            "reports": reports,
            "why_not": _why_not(case, which),
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
    lines = [line for one in Request.Form for line in queries.board(case, one)]
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
    return list(dict.fromkeys(line.agency for line in lines if line.agency_id in waiting))


def _why_not(case: Case, form: str) -> Refused | None:
    """Why nobody can be asked now, if so."""
    answer = may_begin(case, form)
    return answer if isinstance(answer, Refused) else None
