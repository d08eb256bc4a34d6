"""Newer rules for a running case: what would change, proposing it, and the second person's answer."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.restamp import (
    confirm_restamp,
    decline_restamp,
    propose_restamp,
    take_back_restamp,
)
from safeguarding.cases.forms.restamp import DeclineRestamp, ProposeRestamp, TakeBackRestamp
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case, Restamp
from safeguarding.cases.queries import restamp as queries
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform, perform_sent, sent, step_up
from safeguarding.statute.permission import Act
from safeguarding.statute.restamping import Moved


@case_page(Act.RESTAMP_EDITION)
def propose(request: HttpRequest, case: Case, since: str) -> HttpResponse:
    """What would change if the case went on under the rules in force since a day, and proposing that."""
    by = acting(request)
    try:
        day = date.fromisoformat(since)
    except ValueError:
        raise Http404 from None
    form = ProposeRestamp(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: propose_restamp(by=by, case=case, since=day, reason=form.cleaned_data["reason"]),
            lambda made: reverse("cases:restamp", args=[case.reference, made.pk]),
            stream=case.stream,
        )
        if answer:
            return answer
    version = next((one for one in queries.newer(case, by.today) if one.since == day), None)
    shown = version is not None and not case.closed
    return render_case(
        request,
        "cases/propose_restamp.html",
        case,
        {
            "form": form,
            "since": day,
            "shown": shown,
            "differences": queries.differences(case, case.stamp, version.stamp) if version else [],
            "moved": queries.moved(case, version.stamp, by.today) if version else [],
            "today": by.today,
        },
        status=form.status,
    )


@step_up
@case_page()
def answer(request: HttpRequest, case: Case, restamp: int) -> HttpResponse:
    """One proposal: what would change or has changed, who proposed and answered it, and one's own answer."""
    by = acting(request)
    chosen = get_object_or_404(queries.of_case(case), pk=restamp)
    yes, no = Confirm(sent(request, "yes")), DeclineRestamp(sent(request, "no"))
    back = TakeBackRestamp(sent(request, "back"))
    done = perform_sent(
        request,
        {
            "yes": (yes, lambda: confirm_restamp(by=by, restamp=chosen)),
            "no": (no, lambda: decline_restamp(by=by, restamp=chosen, why=no.cleaned_data["why"])),
            "back": (back, lambda: take_back_restamp(by=by, restamp=chosen, why=back.cleaned_data["why"])),
        },
        reverse("cases:rules", args=[case.reference]),
        stream=case.stream,
    )
    if done:
        return done
    return render_case(
        request,
        "cases/restamp.html",
        case,
        {
            "restamp": chosen,
            "differences": queries.differences(case, chosen.before, chosen.version.stamp),
            "moved": _moved(case, chosen, by.today),
            "today": by.today,
            "yes": yes,
            "no": no,
            "back": back,
            "takes_back": bool(may_do(by, Act.RESTAMP_EDITION, case)),
            "confirms": chosen.proposed_by.person_id != by.person.pk
            and bool(may_do(by, Act.CONFIRM_RESTAMP, case)),
        },
        status=max(yes.status, no.status, back.status),
    )


def _moved(case: Case, restamp: Restamp, today: date) -> list[Moved] | None:
    """The dates that would move, or did when it was confirmed; none of one that was not taken."""
    if restamp.settled_at is None:
        return queries.moved(case, restamp.version.stamp, today)
    if not restamp.confirmed:
        return None
    return [
        Moved(what, date.fromisoformat(was), date.fromisoformat(will)) for what, was, will in restamp.moved
    ]
