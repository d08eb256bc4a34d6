"""The other areas that a case concerns: who leads, who was invited, what they answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import areas as acts
from safeguarding.cases.forms.working import AreaAnswer, InviteArea
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform
from safeguarding.statute import areas as law
from safeguarding.statute.permission import Act


@case_page()
def areas(request: HttpRequest, case: Case) -> HttpResponse:
    """Invite an area, and note what it answered."""
    by = acting(request)
    invited = {str(area.pk): area for area in case.areas.all()}
    known = {area.name.casefold() for area in invited.values()}
    to_ask = [area for area in case.other_areas if area.casefold() not in known]
    which = request.POST.get("which", "")
    invite = InviteArea(
        request.POST if which == "invite" else None,
        initial={"area": next(iter(to_ask), ""), "invited_on": by.today},
    )
    answered = AreaAnswer(
        request.POST if which == "answer" else None,
        areas=[(pk, area.name) for pk, area in invited.items()],
        initial={"answered_on": by.today},
    )
    here = reverse("cases:areas", args=[case.reference])
    response: HttpResponse | None = None
    if which == "invite":
        response = perform(
            request,
            invite,
            lambda: acts.invite_area(by=by, case=case, **invite.cleaned_data),
            here,
            stream=case.stream,
        )
    elif which == "answer":
        response = perform(
            request,
            answered,
            lambda: acts.note_area_answer(
                by=by,
                area=invited[answered.cleaned_data["area"]],
                answered_on=answered.cleaned_data["answered_on"],
                answer=answered.cleaned_data["answer"],
            ),
            here,
            stream=case.stream,
        )
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
