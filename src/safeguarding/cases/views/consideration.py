"""Considering the threshold: one page for the shared record, one press for each partner."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import consideration as acts
from safeguarding.cases.facts import find, has
from safeguarding.cases.forms.working import (
    AskWhatIsKnown,
    Conclude,
    Confirm,
    Convene,
    LocalAuthorityDecides,
    PositionForm,
    SharedRecord,
    TypePosition,
    WhatIsKnown,
)
from safeguarding.cases.models import Case, Consideration, Enquiry, Position
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.acting import Acting
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, mailbox, perform
from safeguarding.record.actions import look
from safeguarding.statute.calendar import working_day_number
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AbuseNeglect, Outcome, Partner, Place, ThresholdPosition
from safeguarding.ui import forms
from safeguarding.ui.pages import render

COLOURS = {"notify": "teal", "do_not_notify": "purple", "need_more_information": "yellow"}


@case_page()
def consideration(request: HttpRequest, case: Case) -> HttpResponse:
    """Where the partners stand, and what each can do now."""
    by = acting(request)
    current = case.considerations.order_by("-round").first()
    here = reverse("cases:consideration", args=[case.reference])
    made, answer = _answer(request, case, current, by, here)
    if answer:
        return answer
    status = max((form.status for form in made.values() if form.is_bound), default=200)
    mine = _mine(current, by)
    decision = case.local_authority_decisions.filter(current=True).select_related("seat__person").first()
    return render_case(
        request,
        "cases/consideration.html",
        case,
        {
            **made,
            "consideration": current,
            "lines": _lines(current),
            "tally": acts.tally_of(current) if current else None,
            "enquiries": list(current.enquiries.select_related("agency").prefetch_related("agency__names"))
            if current
            else [],
            "incident": case.incident,
            "children": list(case.children.all()),
            "parallel": list(case.parallel_processes.all()),
            "mine": mine,
            "my_partner": by.role.partner,
            "decision": decision,
            "earlier": list(case.considerations.filter(concluded_at__isnull=False).order_by("round")),
            "profile": case.profile,
            "day": _day(case, by),
            "may_convene": bool(may_do(by, Act.CONVENE_CONSIDERATION, case)),
            "may_write": bool(may_do(by, Act.WRITE_CONSIDERATION, case)),
            "may_confirm": may_do(by, Act.CONFIRM_POSITION, case),
            "may_decide": bool(may_do(by, Act.DECIDE_FOR_LOCAL_AUTHORITY, case)),
        },
        status=status,
    )


def _answer(
    request: HttpRequest, case: Case, current: Consideration | None, by: Acting, here: str
) -> tuple[dict[str, forms.Form], HttpResponse | None]:
    """The page's forms, and where to go when one of them was sent and its act was done."""
    which = request.POST.get("which", "")

    def sent(name: str) -> Any:
        return request.POST if which == name else None

    agencies = [(str(a.pk), a.name_on(by.today)) for a in agencies_of(case.partnership, by.today)]
    made: dict[str, forms.Form] = {
        "convene": Convene(sent("convene")),
        "ask": AskWhatIsKnown(sent("ask"), agencies=agencies),
        "shared": SharedRecord(sent("shared"), initial=_shared(current)),
        "type_line": TypePosition(sent("type_line")),
        "confirm": Confirm(sent("confirm")),
        "own": PositionForm(sent("own"), initial=_initial(_mine(current, by))),
        "conclude": Conclude(sent("conclude")),
        "decide": LocalAuthorityDecides(sent("decide")),
    }
    form = made.get(which)
    if request.method != "POST" or form is None:
        return made, None

    def act() -> object:
        said = form.cleaned_data
        if which == "convene":
            return acts.convene_consideration(
                by=by, case=case, convened_for=said["convened_for"], how=said["how"]
            )
        if which == "decide":
            return acts.decide_for_local_authority(
                by=by, case=case, notify=said["notify"] == "yes", reason=said["reason"]
            )
        if current is None:
            raise Http404
        if which == "ask":
            return [
                acts.ask_what_is_known(by=by, consideration=current, agency=agency)
                for agency in case.partnership.agencies.filter(pk__in=said["agencies"])
            ]
        if which == "shared":
            return acts.write_consideration(
                by=by,
                consideration=current,
                **{**said, "legal_advice_taken": bool(said["legal_advice_taken"])},
            )
        if which == "type_line":
            return acts.type_position(
                by=by, consideration=current, partner=Partner(said["partner"]), line=_line(said)
            )
        if which == "confirm":
            return acts.confirm_position(by=by, consideration=current, read=request.POST.get("line", "none"))
        if which == "own":
            return acts.confirm_position(by=by, consideration=current, line=_line(said))
        return acts.conclude_consideration(by=by, consideration=current, **said)

    return made, perform(request, form, act, here, stream=case.stream)


@mailbox("enquiry", ref="enquiry")
def what_is_known(request: HttpRequest, enquiry: int) -> HttpResponse:
    """Three questions to an agency, by link and code or signed in."""
    by = acting(request)
    chosen = get_object_or_404(
        Enquiry.objects.select_related(
            "consideration__case__partnership", "consideration__case__stream", "agency"
        ),
        pk=enquiry,
    )
    if not acts.may_answer_enquiry(by, chosen):
        raise Http404
    case = chosen.consideration.case
    form = WhatIsKnown(
        request.POST or None,
        initial={
            "involvement": chosen.involvement,
            "harm_and_cause": chosen.harm_and_cause,
            "safety_and_processes": chosen.safety_and_processes,
        },
    )
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.answer_what_is_known(by=by, enquiry=chosen, **form.cleaned_data),
            reverse("cases:what_is_known_sent"),
            stream=case.stream,
        )
        if answer:
            return answer
    if case.stream:
        look(stream=case.stream, actor=by.actor, kind="opened", what=request.path)
    over = chosen.consideration.concluded_at is not None
    if case.stream and not over:
        look(stream=case.stream, actor=by.actor, kind="named", what=f"enquiry {chosen.pk}")
    children = [] if over else case.children.select_related("identity")
    named = [child.identity.details for child in children if child.identity]
    return render(
        request,
        "cases/what_is_known.html",
        {
            "form": form,
            "enquiry": chosen,
            "named": named,
            "incident": case.incident,
            "marking": case.marking,
            "agency": chosen.agency.name_on(by.today),
        },
        form.status,
    )


def what_is_known_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "cases/what_is_known_sent.html")


def _day(case: Case, by: Acting) -> int | None:
    """Which of the five working days to notify this is, while the notification is not sent."""
    aware = find(case, Kind.LA_AWARE)
    if aware is None or has(case, Kind.NOTIFIED):
        return None
    return working_day_number(aware.occurred, by.today, case.profile.counting)


def _line(said: dict[str, Any]) -> acts.Line:
    return acts.Line(
        abuse_neglect=AbuseNeglect(said["abuse_neglect"]),
        harm=Outcome(said["harm"]),
        place=Place(said["place"]),
        position=ThresholdPosition(said["position"]),
        reason=said["reason"],
    )


def _mine(current: Consideration | None, by: Acting) -> Position | None:
    partner = by.role.partner
    if current is None or partner is None:
        return None
    return current.positions.filter(partner=partner.value, current=True).first()


def _initial(position: Position | None) -> dict[str, str]:
    if position is None:
        return {}
    return {
        "abuse_neglect": position.abuse_neglect,
        "harm": position.harm,
        "place": position.place,
        "position": position.position,
        "reason": position.reason,
    }


def _shared(current: Consideration | None) -> dict[str, Any]:
    if current is None:
        return {}
    return {
        "facts_relied_on": current.facts_relied_on,
        "harm_basis": current.harm_basis,
        "harm_reasoning": current.harm_reasoning,
        "notes": current.notes,
        "chair_advice": current.chair_advice,
        "legal_advice_taken": current.legal_advice_taken,
    }


def _lines(current: Consideration | None) -> list[dict[str, Any]]:
    standing = (
        {p.partner: p for p in current.positions.filter(current=True).select_related("confirmed_by__person")}
        if current
        else {}
    )
    lines = []
    for partner in Partner:
        position = standing.get(partner.value)
        if position is None:
            lines.append({"who": partner.label, "position": f"Waiting for {partner.label}", "colour": "grey"})
            continue
        words = ThresholdPosition(position.position).label
        confirmed = position.confirmed_at is not None
        lines.append(
            {
                "who": partner.label,
                "position": words if confirmed else f"{words} (typed, not confirmed)",
                "colour": COLOURS[position.position] if confirmed else "grey",
                "name": f"{position.confirmed_by.person.name}, {position.capacity}"
                if position.confirmed_by
                else "",
                "when": "",
                "reason": f"{AbuseNeglect(position.abuse_neglect).label}. {Outcome(position.harm).label}. "
                f"{position.reason}",
            }
        )
    return lines
