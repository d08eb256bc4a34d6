"""The page for whoever types during the meeting: its agenda, and what came of each item."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.matters import matters_of
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.meetings import actions, queries
from safeguarding.meetings.access import chairing
from safeguarding.meetings.forms import AddItem, Minutes
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries.minutes import may_type
from safeguarding.people.actions import discard_draft
from safeguarding.people.queries import load_draft
from safeguarding.people.web import acting, perform_sent, sent
from safeguarding.statute.agenda import AGENDAS, minutes_due
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

DRAFT = "minutes"


@case_page()
def minutes(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Make the agenda, type what comes of each item, and agree it afterwards."""
    by = acting(request)
    meeting = queries.of_case(case).filter(pk=pk).first()
    if meeting is None or not queries.may_read_minutes(by, meeting):
        raise Http404
    items = queries.items_of(meeting)
    closed = meeting.state == Meeting.State.CLOSED
    types = may_type(by, meeting) and meeting.minutes_agreed_at is None
    draft = load_draft(by.person, DRAFT, str(pk)) if types else None
    typing = sent(request, "type")
    form = (
        Minutes(typing, items=items, closed=closed)
        if typing is not None or not draft
        else Minutes.remembering(draft, items=items, closed=closed)
    )
    make, add, agree = (
        Confirm(sent(request, "make")),
        AddItem(sent(request, "add")),
        Confirm(sent(request, "agree")),
    )

    def type_() -> object:
        changed = actions.type_minutes(by=by, meeting=meeting, typed=form.typed)
        discard_draft(by.person, DRAFT, str(pk))
        return changed

    answer = perform_sent(
        request,
        {
            "make": (
                make,
                lambda: actions.make_agenda(by=by, meeting=meeting, matters=matters_of(by, case)),
            ),
            "add": (
                add,
                lambda: actions.add_agenda_item(by=by, meeting=meeting, title=add.cleaned_data["title"]),
            ),
            "type": (form, type_),
            "agree": (
                agree,
                lambda: actions.agree_minutes(by=by, meeting=meeting, read=request.POST.get("read", "")),
            ),
        },
        reverse("meetings:minutes", args=[case.reference, pk]),
        stream=case.stream,
    )
    if answer:
        return answer
    if form.refused is not None:
        form.take_in_what_changed()
    papers = queries.papers_of(meeting)
    to_agree = (
        closed
        and bool(items)
        and meeting.minutes_agreed_at is None
        and meeting.standing != Meeting.Standing.RECONVENED
    )
    return render_case(
        request,
        "meetings/minutes.html",
        case,
        {
            "meeting": meeting,
            "items": items,
            "form": form,
            "make": make,
            "add": add,
            "agree": agree,
            "types": types,
            "closed": closed,
            "draft_url": reverse("draft", args=[DRAFT, str(pk)]),
            "kept": bool(draft) and typing is None,
            "planned": len(AGENDAS[meeting.kind]),
            "to_agree": to_agree,
            "may_agree": to_agree and bool(may_do(by, Act.CLOSE_MEETING, case, *chairing(by, meeting))),
            "agree_by": minutes_due(timezone.localdate(meeting.closed_at)) if meeting.closed_at else None,
            "papers": papers,
            "read": next((one.reference for one in papers if one.kind == DocumentKind.RR_MINUTES), ""),
        },
        tab="meetings:meetings",
        status=max(one.status for one in (form, make, add, agree)),
    )
