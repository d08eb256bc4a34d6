"""Recording what a meeting decides itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from safeguarding.meetings import actions
from safeguarding.meetings.access import may_at
from safeguarding.meetings.forms import Decide
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import deciding
from safeguarding.meetings.subject import link, stream_of
from safeguarding.meetings.views.one import show
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner


def decide_page(request: HttpRequest, one: Meeting) -> HttpResponse:
    """What was decided, why, who held what, and whether it is looked at again."""
    by = acting(request)
    ready = actions.still_open(one)
    if not may_at(by, Act.RECORD_ATTENDANCE, one) or (request.method != "POST" and not ready):
        raise Http404
    there = {line.voting_partner for line in one.attendances.all() if line.counts}
    form = Decide(
        request.POST or None,
        partners=[partner for partner in Partner if partner.value in there],
        earlier=[(str(found.pk), found.words) for found in deciding.in_force(one)],
    )
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.decide_in_meeting(by=by, meeting=one, **form.said),
            link(one),
            stream=stream_of(one),
        )
        if answer:
            return answer
    lead = (
        "Decisions that have a page of their own, such as a sign-off or an action, are made there; "
        "this is for everything else that the meeting decides."
    )
    if one.case is None:
        lead += " Name no case here: what is decided about a case is decided on the case."
    context = {
        "form": form, "heading": "Record a decision", "button_text": "Record the decision", "lead": lead,
    }  # fmt: skip
    return show(request, "meetings/form.html", one.case, context, form.status)
