"""Closing a case: what stands in the way, what is still open beside it, the partners' statements, and
opening it again.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import closing as acts
from safeguarding.cases.forms.closing import Close, Reopen, Statement
from safeguarding.cases.models import Case, Closing
from safeguarding.cases.queries import closing as reading
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act


@case_page()
def closing(request: HttpRequest, case: Case) -> HttpResponse:
    """One page for the end of a case."""
    by = acting(request)
    here = reverse("cases:closing", args=[case.reference])
    which = request.POST.get("which", "")
    state = Statement(request.POST if which == "state" else None)
    close = Close(request.POST if which == "close" else None)
    reopen = Reopen(request.POST if which == "reopen" else None)
    answer: HttpResponse | None = None
    status = 200
    if which == "state":
        answer = perform(
            request,
            state,
            lambda: acts.state_nothing_to_learn(
                by=by,
                case=case,
                nothing_more=state.cleaned_data["nothing_more"] == "nothing",
                words=state.cleaned_data["words"],
            ),
            here,
            stream=case.stream,
        )
        status = state.status
    elif which == "close":
        answer = perform(
            request,
            close,
            lambda: acts.close_case(
                by=by,
                case=case,
                why=Closing.Why(close.cleaned_data["why"]),
                code=Closing.Code(close.cleaned_data["code"]),
                reason=close.cleaned_data["reason"],
                told=acts.Told(
                    close.cleaned_data["family_told"],
                    close.cleaned_data["practitioners_told"],
                    close.cleaned_data["shared"],
                ),
            ),
            here,
            stream=case.stream,
        )
        status = close.status
    elif which == "reopen":
        answer = perform(
            request,
            reopen,
            lambda: acts.reopen_case(by=by, case=case, reason=reopen.cleaned_data["reason"]),
            here,
            stream=case.stream,
        )
        status = reopen.status
    if answer:
        return answer
    said = reading.statements(case)
    ways = {way: reading.blocks(case, way.value, by) for way in Closing.Why}
    both = [stop for stop in ways[Closing.Why.LEARNING] if stop in ways[Closing.Why.NFA]]
    clear = not all(ways.values())
    return render_case(
        request,
        "cases/closing.html",
        case,
        {
            "closings": list(case.closings.select_related("closed_by__person", "reopened_by__person")),
            "both": both,
            "ways": [
                (way.label, [stop for stop in stops if stop not in both]) for way, stops in ways.items()
            ],
            "clear": clear or which == "close",
            "warnings": reading.warnings(case),
            "statements": said,
            "state": state,
            "close": close,
            "reopen": reopen,
            "which": which,
            "may_close": not case.closed and bool(may_do(by, Act.CLOSE_CASE, case)),
            "may_reopen": case.closed and bool(may_do(by, Act.REOPEN_CASE, case)),
            "stated": any(line.partner == by.role.partner for line in said),
        },
        tab="cases:decisions",
        status=status,
    )
