"""What another area shares with mine: its question, exactly our share of the case, and our answers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do, names_are_open
from safeguarding.cases.actions.access import show_shared_names
from safeguarding.cases.actions.agreements import answer_agreement, answer_transfer
from safeguarding.cases.actions.areas import answer_for_area
from safeguarding.cases.forms.areas import OwnAgreement, OwnAnswer, OwnTransfer
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Area
from safeguarding.cases.queries.sharing import across, contributing, leads_of, shared_with
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform_sent, sent, signed_in
from safeguarding.record.actions import look
from safeguarding.statute import process
from safeguarding.statute.permission import Act
from safeguarding.ui import forms
from safeguarding.ui.pages import render


@signed_in
def shared(request: HttpRequest, short: str) -> HttpResponse:
    """The share of the area that was invited, read across both partnerships."""
    by = acting(request)
    with across(by, *leads_of(by)):
        area = shared_with(by).filter(short=short).first()
        if area is None:
            raise Http404
        answer = _page(request, by, area)
        if area.case.stream and not 300 <= answer.status_code < 400:
            look(stream=area.case.stream, actor=by.actor, kind="opened", what=request.path)
        return answer


def _page(request: HttpRequest, by: Acting, area: Area) -> HttpResponse:
    case, here, stands = area.case, reverse("cases:shared", args=[area.short]), contributing(by, area)
    agreements = list(area.agreements.select_related("proposed_by__person", "answered_by__person"))
    transfers = list(area.transfers.select_related("offered_by__person", "answered_by__person"))
    last = agreements[0] if agreements else None
    own = OwnAnswer(sent(request, "own"), initial={"answer": area.answer})
    agree = OwnAgreement(sent(request, "agree"))
    taken = OwnTransfer(sent(request, "taken"))
    ways: dict[str, tuple[forms.Form, Callable[[], object]]] = {
        "own": (own, lambda: answer_for_area(by=by, area=area, answer=own.cleaned_data["answer"]))
    }
    if last:
        ways["agree"] = (agree, lambda: answer_agreement(by=by, agreement=last, **agree.said))
    if transfers:
        first = transfers[0]
        ways["taken"] = (taken, lambda: answer_transfer(by=by, transfer=first, **taken.said))
    done = perform_sent(request, ways, here, stream=case.stream)
    if done:
        return done
    may_show = bool(may_do(by, Act.SHOW_NAME, case, *stands)) and bool(names_are_open(case))
    named = may_show and Confirm(sent(request, "names")).is_valid()
    return render(
        request,
        "cases/shared.html",
        {
            "own": own,
            "agree": agree,
            "taken": taken,
            "names_form": Confirm(),
            "area": area,
            "case": case,
            "stage": process.stage([fact.pure for fact in case.facts.filter(current=True).order_by("id")]),
            "incident": case.incident,
            "children": list(case.children.all()),
            "names": {one.pk: one.details for one in show_shared_names(by=by, area=area)} if named else {},
            "last": last,
            "offered": transfers[0] if transfers and transfers[0].is_open else None,
            "marking": case.marking,
            "may_show": may_show,
            "may_answer": bool(may_do(by, Act.ANSWER_FOR_AREA, case, *stands)) and not case.closed,
            "may_agree": bool(may_do(by, Act.ANSWER_AGREEMENT, case, *stands)) and not case.closed,
            "may_take": bool(may_do(by, Act.ANSWER_TRANSFER, case, *stands)) and not case.closed,
        },
        max(form.status for form in (own, agree, taken)),
    )
