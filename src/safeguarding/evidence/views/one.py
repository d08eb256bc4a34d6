"""One agency's return, for whoever runs the case: asked of whom, chased, promised; never its answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.subjects import partners_differ_on
from safeguarding.cases.web import case_page, render_case
from safeguarding.evidence import actions, queries, wording
from safeguarding.evidence.access import confirm_subject, still_open, subject
from safeguarding.evidence.forms import (
    AnswerPassOn,
    AnswerTime,
    Explain,
    Hold,
    NameCoverChecked,
    NoteRefusal,
    Press,
    SendTo,
    Telephone,
)
from safeguarding.evidence.models import Request, TimeRequest
from safeguarding.evidence.queries.chasing import coming_step
from safeguarding.evidence.queries.own import covers_of, passed, refusal_of
from safeguarding.evidence.views.shared import cover_said
from safeguarding.people.acting import Acting
from safeguarding.people.queries import locked_links
from safeguarding.people.web import acting, perform
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.sectors import partner_of
from safeguarding.statute.terms import AgencyType, LatenessCode, Partner
from safeguarding.ui import forms

TAB = "evidence:board"


@case_page(Act.SEE_RETURNS_BOARD)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, case: Case, short: str) -> HttpResponse:
    """One agency: what was asked of whom, ring, remind, answer about time, send to somebody else, explain."""
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
    which = request.POST.get("which", "")
    shown = _forms(asked, which, request.POST or None)
    if which in shown:
        form = shown[which]

        def act() -> object:
            return _act(which, by=by, asked=asked, time=time, said=form.cleaned_data)

        done = perform(
            request, form, act, reverse("evidence:one", args=[case.reference, short]), stream=case.stream
        )
        if done:
            return done
    line = next(line for line in queries.board(case, asked.form) if line.short == short)
    return render_case(
        request,
        "evidence/one.html",
        case,
        {
            "may_ask": bool(may_do(by, Act.ASK_AGENCIES, case)),
            "may_ring": bool(may_do(by, Act.NOTE_TELEPHONE, case)),
            "may_hold": bool(may_do(by, Act.HOLD_CHASERS, case)),
            "may_answer": bool(may_do(by, Act.ANSWER_TIME_REQUEST, case)),
            "may_explain": bool(may_do(by, Act.EXPLAIN_MISSING_RETURN, case)),
            "asked": asked,
            "line": line,
            "time": time,
            "forms": shown,
            "refuses": wording.REFUSES,
            "pass_on": asked.pass_ons.filter(answered_at__isnull=True).select_related("by__person").first(),
            "covers": covers_of(asked),
            "refusal": refusal_of(asked),
            "subject": subject(asked),
            "differ": partners_differ_on(subject(asked)),
            "may_differ": bool(may_do(by, Act.OPEN_DISAGREEMENT, case)),
            "may_write": bool(may_do(by, Act.ISSUE_FORMAL_REQUEST, case)),
            "calls": list(asked.calls.select_related("by__person").order_by("-id")),
            "times": list(
                asked.time_requests.filter(answered_at__isnull=False).select_related("answered_by__person")
            ),
            "passed": passed(asked),
            "locked": list(
                locked_links(case.partnership).filter(subject__in=[subject(asked), confirm_subject(asked)])
            ),
            "reminders": list(asked.reminders.select_related("by__person")),
            "hold": asked.holds.filter(ended_at__isnull=True).select_related("by__person").first(),
            "next_step": coming_step(asked, by.today),
            "sector": Partner(asked.agency.partner or partner_of(AgencyType(asked.agency.kind))).label,
            "over": isinstance(still_open(asked), Refused),
            "refused_form": shown.get(which),
            "sent": which,
        },
        tab=TAB,
        status=max(form.status for form in shown.values()),
    )


def _forms(asked: Request, which: str, posted: Any) -> dict[str, forms.Form]:
    """Every form of the page; only the one that was sent holds what was typed."""

    def data(name: str) -> Any:
        return posted if which == name else None

    return {
        "ring": Telephone(data("ring"), initial={"rang_on": timezone.localdate()}),
        "remind": Press(data("remind")),
        "hold": Hold(data("hold")),
        "resume": Press(data("resume")),
        "pass_on": AnswerPassOn(data("pass_on")),
        "cover": NameCoverChecked(data("cover"), initial={"since": timezone.localdate(), "instead": "both"}),
        "end_cover": Press(data("end_cover")),
        "refusal": NoteRefusal(data("refusal")),
        "answers": Press(data("answers")),
        "time": AnswerTime(data("time")),
        "send": SendTo(data("send")),
        "explain": Explain(
            data("explain"),
            initial={
                "reason": asked.explained_why,
                "code": asked.explained_code or "agency_return_late",
                "done": asked.explained_done,
            },
        ),
    }


def _act(which: str, *, by: Acting, asked: Request, time: TimeRequest | None, said: dict[str, Any]) -> object:
    if which == "ring":
        return actions.note_telephone(by=by, request=asked, **said)
    if which == "remind":
        return actions.remind(by=by, request=asked)
    if which == "hold":
        return actions.hold_chasers(by=by, request=asked, **said)
    if which == "resume":
        return actions.resume_chasers(by=by, request=asked)
    if which == "pass_on":
        waiting = asked.pass_ons.filter(answered_at__isnull=True).first() or asked.pass_ons.last()
        if waiting is None:
            raise Http404
        return actions.answer_pass_on(by=by, asked=waiting, **said)
    if which == "cover":
        return actions.name_cover(by=by, request=asked, **cover_said(said))
    if which == "end_cover":
        return actions.end_cover(by=by, request=asked)
    if which == "refusal":
        return actions.refuse_return(by=by, request=asked, **said)
    if which == "answers":
        return actions.withdraw_refusal(by=by, request=asked)
    if which == "time":
        if time is None:
            raise Http404
        return actions.answer_time_request(by=by, asked=time, **said)
    if which == "send":
        return actions.send_to_another(by=by, request=asked, name=said["name"], email=said["email"])
    return actions.explain_missing_return(
        by=by, request=asked, reason=said["reason"], code=LatenessCode(said["code"]), done=said["done"]
    )
