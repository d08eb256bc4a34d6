"""What another area shares with mine: its question, exactly our share of the case, and our answers."""

from __future__ import annotations

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
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.record.actions import look
from safeguarding.statute import process
from safeguarding.statute.permission import Act
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
    which = request.POST.get("which", "")
    own = OwnAnswer(request.POST if which == "own" else None, initial={"answer": area.answer})
    agree = OwnAgreement(request.POST if which == "agree" else None)
    taken = OwnTransfer(request.POST if which == "taken" else None)
    done: HttpResponse | None = None
    if which == "own":
        done = perform(
            request,
            own,
            lambda: answer_for_area(by=by, area=area, answer=own.cleaned_data["answer"]),
            here,
            stream=case.stream,
        )
    elif which == "agree" and last:
        done = perform(
            request,
            agree,
            lambda: answer_agreement(
                by=by,
                agreement=last,
                agreed=agree.cleaned_data["agreed"] == "yes",
                words=agree.cleaned_data["words"],
            ),
            here,
            stream=case.stream,
        )
    elif which == "taken" and transfers:
        done = perform(
            request,
            taken,
            lambda: answer_transfer(
                by=by,
                transfer=transfers[0],
                taken=taken.cleaned_data["taken"] == "yes",
                words=taken.cleaned_data["words"],
            ),
            here,
            stream=case.stream,
        )
    if done:
        return done
    may_show = bool(may_do(by, Act.SHOW_NAME, case, *stands)) and bool(names_are_open(case))
    named = may_show and which == "names" and Confirm(request.POST).is_valid()
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
            "may_agree": bool(may_do(by, Act.ANSWER_AGREEMENT, case, *stands)),
            "may_take": bool(may_do(by, Act.ANSWER_TRANSFER, case, *stands)),
        },
        max(form.status for form in (own, agree, taken)),
    )
