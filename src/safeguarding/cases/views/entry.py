"""Bringing in a case that is already under way, and confirming it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import entry as acts
from safeguarding.cases.answers import ChildAnswers, ReferralAnswers
from safeguarding.cases.forms.entry import EnterCase
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case, Entry
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.actions import keep_upload
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AbuseNeglect, Outcome, PanelReply, ReasonType
from safeguarding.ui.pages import render
from safeguarding.ui.words import long_date


@signed_in
def enter(request: HttpRequest) -> HttpResponse:
    """One page: who, what, and the true dates."""
    by = acting(request)
    if not may_do(by, Act.ENTER_CASE_WHERE_IT_IS):
        raise Http404
    form = EnterCase(request.POST or None, request.FILES or None)
    if request.method == "POST":

        def keep() -> Entry:
            said = form.cleaned_data
            file = said["file"]
            entry = acts.enter_case_where_it_is(by=by, answers=_answers(form), reached=_reached(form))
            if file and entry.case.stream:
                entry.file = keep_upload(by=by, stream=entry.case.stream, name=file.name, data=file.read())
                entry.save(update_fields=["file"])
            return entry

        answer = perform(
            request,
            form,
            keep,
            lambda entry: reverse("cases:confirm_entry", args=[entry.case.reference]),
            stream=by.partnership.stream,
        )
        if answer:
            return answer
    return render(request, "cases/enter.html", {"form": form}, form.status)


@case_page()
def confirm(request: HttpRequest, case: Case) -> HttpResponse:
    """A second person reads the dates and confirms them."""
    by = acting(request)
    entry = get_object_or_404(
        Entry.objects.select_related("entered_by__person", "confirmed_by__person"), case=case
    )
    form = Confirm(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.confirm_entry(by=by, entry=entry),
            reverse("cases:overview", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    lines = [[Kind(line["kind"]).label, long_date(line["occurred"])] for line in entry.facts]
    return render_case(
        request,
        "cases/confirm_entry.html",
        case,
        {
            "form": form,
            "entry": entry,
            "lines": lines,
            "may": may_do(by, Act.CONFIRM_ENTRY, case),
            "own": entry.entered_by.person_id == by.person.pk,
        },
        status=form.status,
    )


def _answers(form: EnterCase) -> ReferralAnswers:
    said = form.cleaned_data
    return ReferralAnswers(
        referrer_name="",
        referrer_role="",
        referrer_agency="",
        referrer_telephone="",
        lead_name="",
        lead_consulted_on=said["referred"],
        reason=ReasonType.SERIOUS_INCIDENT,
        children=(
            ChildAnswers(
                name=said["name"],
                kind="child" if said["name"] else "unknown",
                born=said["born"],
                sex=said["sex"],
                ethnicity=said["ethnicity"],
                outcome=Outcome(said["outcome"]),
                safe_now=said["safe_now"],
            ),
        ),
        incident_on=said["incident_on"],
        what_happened=said["what_happened"],
        abuse_neglect=AbuseNeglect(said["abuse_neglect"]),
        safety_now=said["safe_now"],
        why_review="",
        la_aware=said["la_aware"],
    )


def _reached(form: EnterCase) -> acts.Reached:
    said = form.cleaned_data
    names = (
        "referred",
        "la_aware",
        "considered",
        "notified",
        "panel_reference",
        "agencies_asked",
        "met",
        "sent_to_panel",
        "panel_replied",
        "evidence",
    )
    return acts.Reached(
        **{name: said[name] for name in names}, reply=PanelReply(said["reply"]) if said["reply"] else None
    )
