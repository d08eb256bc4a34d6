"""The coordinator's pages: who of their sector owes an answer, and that they have rung them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.cases.access import may_do
from safeguarding.evidence import actions, queries
from safeguarding.evidence.forms import Telephone
from safeguarding.evidence.queries.sector import owed_in_sector
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render


@signed_in
@require_GET
def sector(request: HttpRequest) -> HttpResponse:
    """Agency, case reference, day and days late: nothing else of any case."""
    by = acting(request)
    if not may_do(by, Act.SEE_SECTOR):
        raise Http404
    if by.partnership.stream is not None:
        look(stream=by.partnership.stream, actor=by.actor, kind="opened", what=request.path)
    lines = queries.sector(by)
    return render(
        request,
        "evidence/sector.html",
        {"lines": lines, "late": len([line for line in lines if line.late])},
    )


@signed_in
@require_http_methods(["GET", "POST"])
def rang(request: HttpRequest, short: str) -> HttpResponse:
    """“I have rung them.”"""
    by = acting(request)
    asked = owed_in_sector(by).filter(short=short).first()
    if asked is None or asked.case.stream is None:
        raise Http404
    form = Telephone(request.POST or None, initial={"rang_on": by.today})
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.note_telephone(by=by, request=asked, **form.cleaned_data),
            reverse("evidence:sector"),
            stream=asked.case.stream,
        )
        if done:
            return done
    look(stream=asked.case.stream, actor=by.actor, kind="opened", what=request.path)
    return render(
        request,
        "evidence/rang.html",
        {
            "form": form,
            "agency": asked.agency.name_on(by.today),
            "telephone": asked.agency.telephone,
            "reference": asked.case.reference,
            "due_on": asked.due_on,
        },
        form.status,
    )
