"""The other areas that a case concerns, as the area that leads sees them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import agreements
from safeguarding.cases.actions import areas as acts
from safeguarding.cases.forms import areas as forms
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Area, Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Seat
from safeguarding.people.queries import who_holds
from safeguarding.people.web import acting, perform_sent, sent
from safeguarding.statute import areas as law
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role
from safeguarding.ui import forms as ui_forms


def ways(by: Acting) -> dict[str, Partnership | Seat]:
    """How another area can answer by itself: its partnership works here too, or a guest has a seat."""
    others = Partnership.objects.exclude(pk=by.partnership.pk).order_by("name")
    guests = who_holds(by.partnership, Role.EXTERNAL_PARTNERSHIP, by.today)
    return {f"partnership:{one.pk}": one for one in others} | {f"seat:{seat.pk}": seat for seat in guests}


def _in_words(way: Partnership | Seat) -> str:
    if isinstance(way, Partnership):
        return f"{way.name}: itself, in this system"
    return f"{way.person.name}, {way.organisation or 'guest'}: by a guest’s seat"


@case_page()
def areas(request: HttpRequest, case: Case) -> HttpResponse:
    """Invite an area, and note what it answered."""
    by = acting(request)
    invited = {str(area.pk): area for area in case.areas.select_related("guest", "guest_seat__person")}
    known = {area.name.casefold() for area in invited.values()}
    to_ask = [area for area in case.other_areas if area.casefold() not in known]
    how = ways(by) if may_do(by, Act.INVITE_AREA, case) else {}
    invite = forms.InviteArea(
        sent(request, "invite"),
        ways=[(key, _in_words(way)) for key, way in how.items()],
        initial={
            "area": request.GET.get("area", next(iter(to_ask), "")),
            "invited_on": by.today,
            "how": forms.BY_TELEPHONE,
        },
    )
    answered = forms.AreaAnswer(
        sent(request, "answer"),
        areas=[(pk, area.name) for pk, area in invited.items()],
        initial={"answered_on": by.today},
    )
    here = reverse("cases:areas", args=[case.reference])

    def do_invite() -> Area:
        given = dict(invite.cleaned_data)
        way = how.get(given.pop("how"))
        return acts.invite_area(
            by=by,
            case=case,
            guest=way if isinstance(way, Partnership) else None,
            guest_seat=way if isinstance(way, Seat) else None,
            **given,
        )

    def do_answer() -> Area:
        said = answered.cleaned_data
        return acts.note_area_answer(
            by=by, area=invited[said["area"]], answered_on=said["answered_on"], answer=said["answer"]
        )

    ways_on = {"invite": (invite, do_invite), "answer": (answered, do_answer)}
    response = perform_sent(request, ways_on, here, stream=case.stream)
    if response:
        return response
    return render_case(
        request,
        "cases/areas.html",
        case,
        {
            "invite": invite,
            "answered": answered,
            "areas": list(invited.values()),
            "to_ask": to_ask,
            "cite": law.CITE,
            "may": may_do(by, Act.INVITE_AREA, case),
        },
        status=max(invite.status, answered.status),
    )


@case_page()
def area(request: HttpRequest, case: Case, area: int) -> HttpResponse:
    """One other area: what is agreed with it, and the lead passing to it."""
    by = acting(request)
    chosen = get_object_or_404(
        Area.objects.select_related("case__partnership", "lead", "guest", "guest_seat__person"),
        pk=area,
        case=case,
    )
    agreed = list(chosen.agreements.select_related("proposed_by__person", "answered_by__person"))
    transfers = list(chosen.transfers.select_related("offered_by__person", "answered_by__person"))
    last = agreed[0] if agreed else None
    offered = transfers[0] if transfers and transfers[0].is_open else None
    agree = forms.Agree(sent(request, "agree"))
    answer = forms.AnswerAgreement(sent(request, "answer"))
    offer = forms.OfferTransfer(sent(request, "offer"))
    back = Confirm(sent(request, "back"))
    taken = forms.AnswerTransfer(sent(request, "taken"))

    def propose() -> object:
        return agreements.propose_agreement(by=by, area=chosen, terms=agreements.Terms(**agree.cleaned_data))

    def offers() -> object:
        return agreements.offer_transfer(by=by, area=chosen, why=offer.cleaned_data["why"])

    ways_on: dict[str, tuple[ui_forms.Form, Callable[[], object]]] = {
        "agree": (agree, propose), "offer": (offer, offers),
    }  # fmt: skip
    if last:
        ways_on["answer"] = (
            answer,
            lambda: agreements.answer_agreement(by=by, agreement=last, **answer.said),
        )
    if transfers:
        first = transfers[0]
        ways_on["back"] = (back, lambda: agreements.withdraw_transfer(by=by, transfer=first))
        ways_on["taken"] = (taken, lambda: agreements.answer_transfer(by=by, transfer=first, **taken.said))
    here = reverse("cases:area", args=[case.reference, chosen.pk])
    done = perform_sent(request, ways_on, here, stream=case.stream)
    if done:
        return done
    return render_case(
        request,
        "cases/area.html",
        case,
        {
            "agree": agree,
            "answer": answer,
            "offer": offer,
            "back": back,
            "taken": taken,
            "area": chosen,
            "agreements": agreed,
            "transfers": transfers,
            "last": last,
            "offered": offered,
            "may_propose": bool(may_do(by, Act.PROPOSE_AGREEMENT, case)) and not case.closed,
            "may_note": bool(may_do(by, Act.INVITE_AREA, case)) and not chosen.reads,
            "may_transfer": bool(may_do(by, Act.TRANSFER_CASE, case)) and not case.closed,
        },
        status=max(form.status for form in (agree, answer, offer, back, taken)),
    )
