"""The page for whoever types during the meeting: its agenda, and what came of each item."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.matters import Matter, group_matters_of, matters_of
from safeguarding.meetings import actions, queries
from safeguarding.meetings.access import may_at
from safeguarding.meetings.actions.minutes import may_accept_now
from safeguarding.meetings.forms import AddItem, Minutes
from safeguarding.meetings.group import coming, to_accept
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries.minutes import may_type
from safeguarding.meetings.subject import link, stream_of
from safeguarding.meetings.views.one import show
from safeguarding.people.acting import Acting
from safeguarding.people.actions import discard_draft
from safeguarding.people.queries import load_draft
from safeguarding.people.web import acting, perform_sent, sent
from safeguarding.statute.agenda import AGENDAS, CASES, minutes_due
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

DRAFT = "minutes"


def minutes_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Make the agenda, type what comes of each item, and agree it afterwards."""
    by, case, pk = acting(request), meeting.case, meeting.pk
    if not queries.may_read_minutes(by, meeting):
        raise Http404
    items = queries.items_of(by, meeting)
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
                lambda: actions.make_agenda(
                    by=by,
                    meeting=meeting,
                    matters=matters_of(by, case) if case else group_matters_of(by),
                ),
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
        link(meeting, "minutes"),
        stream=stream_of(meeting),
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
    return show(
        request,
        "meetings/minutes.html",
        case,
        {
            **(_of_group(by, meeting) if case is None else {}),
            "link": lambda page="meeting": link(meeting, page),
            "paper_link": lambda paper, form: _paper_link(meeting, paper.reference, form),
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
            "may_agree": to_agree and _may_agree(by, meeting),
            "agree_by": minutes_due(timezone.localdate(meeting.closed_at))
            if case and meeting.closed_at
            else None,
            "papers": papers,
            "read": next((one.reference for one in papers if one.kind == DocumentKind.RR_MINUTES), ""),
        },
        max(one.status for one in (form, make, add, agree)),
    )


def _may_agree(by: Acting, meeting: Meeting) -> bool:
    if meeting.case is not None:
        return bool(may_at(by, Act.CLOSE_MEETING, meeting))
    now = coming(meeting.partnership)
    return bool(now and may_at(by, Act.CLOSE_MEETING, now) and may_accept_now(now, meeting))


def _of_group(by: Acting, meeting: Meeting) -> dict[str, Any]:
    """The minutes that its first item is about; what is open now under each, as this reader sees it."""
    found: dict[str, list[Matter]] = defaultdict(list)
    if meeting.state == Meeting.State.CLOSED:
        return {}
    for one in group_matters_of(by):
        if one.code != CASES.code:
            found[one.code].append(one)
    waiting = [(last, link(last, "minutes")) for last in to_accept(meeting)]
    return {"waiting": waiting, "open_now": found}


def _paper_link(meeting: Meeting, reference: str, form: str) -> str:
    if meeting.case is not None:
        return reverse("cases:download_document", args=[meeting.case.reference, reference, form])
    return reverse("meetings:group_paper", args=[meeting.pk, reference, form])
