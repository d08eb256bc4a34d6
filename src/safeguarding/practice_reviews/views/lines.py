"""The lines of enquiry of a practice review: read, added, changed and withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.web import acting, perform, perform_sent, sent
from safeguarding.practice_reviews import actions, queries
from safeguarding.practice_reviews.forms.lines import Withdraw, WriteLine
from safeguarding.practice_reviews.pages import LINES, render_review
from safeguarding.statute.lines_of_enquiry import advice
from safeguarding.statute.permission import Act


@case_page(Act.SEE_LINES_OF_ENQUIRY)
def lines(request: HttpRequest, case: Case) -> HttpResponse:
    """The lines as they stand, what is advised about their number, and what was left open before."""
    rows = list(queries.lines_of(case))
    stand = [row for row in rows if not row.withdrawn_because]
    ready = actions.may_be_written(case)
    writes = bool(may_do(acting(request), Act.WRITE_LINES_OF_ENQUIRY, case))
    return render_review(
        request,
        "practice_reviews/lines.html",
        case,
        {
            "stand": stand,
            "withdrawn": [row for row in rows if row.withdrawn_because],
            "advice": advice(len(stand)) if ready else "",
            "left_open": queries.left_open(case) if ready else "",
            "ready": ready,
            "may_write": writes and bool(ready),
        },
        here=LINES,
    )


@case_page(Act.WRITE_LINES_OF_ENQUIRY)
def add(request: HttpRequest, case: Case) -> HttpResponse:
    """Add a line."""
    by = acting(request)
    form = WriteLine(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.add_line(by=by, case=case, line=form.line),
            reverse(LINES, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    before = queries.left_open(case) if actions.may_be_written(case) else ""
    context = {"form": form, "left_open": before}
    return render_review(
        request, "practice_reviews/add_line.html", case, context, here=LINES, status=form.status
    )


@case_page(Act.WRITE_LINES_OF_ENQUIRY)
def line(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Change a line, or withdraw it with the reason."""
    by = acting(request)
    row = get_object_or_404(queries.lines_of(case), number=number)
    base = request.POST.get("base") or str(row.pk)
    before = {name: getattr(row, name) for name in ("question", "reason_kind", "why", "sources", "lead")}
    change = WriteLine(sent(request, "change"), initial=before)
    withdraw = Withdraw(sent(request, "withdraw"))
    answer = perform_sent(
        request,
        {
            "change": (
                change,
                lambda: actions.change_line(by=by, case=case, number=number, line=change.line, base=base),
            ),
            "withdraw": (
                withdraw,
                lambda: actions.withdraw_line(
                    by=by, case=case, number=number, because=withdraw.cleaned_data["because"], base=base
                ),
            ),
        },
        reverse(LINES, args=[case.reference]),
        stream=case.stream,
    )
    if answer:
        return answer
    return render_review(
        request,
        "practice_reviews/line.html",
        case,
        {"row": row, "base": base, "change": change, "withdraw": withdraw},
        here=LINES,
        status=max(change.status, withdraw.status),
    )
