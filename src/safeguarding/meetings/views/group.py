"""The meetings of the standing group: the list, holding the next, and the pages of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.queries.rules import profile_on
from safeguarding.meetings import actions, queries
from safeguarding.meetings.access import may_see_group
from safeguarding.meetings.actions.shared import USUAL_HOUR
from safeguarding.meetings.forms import Hold
from safeguarding.meetings.group import of_group
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries.groups_work import next_time
from safeguarding.meetings.subject import link, stream_of
from safeguarding.meetings.views import one
from safeguarding.meetings.views.deciding import decide_page
from safeguarding.meetings.views.minutes import minutes_page
from safeguarding.meetings.views.packs import copy_page, papers_page
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind


@signed_in
def meetings(request: HttpRequest) -> HttpResponse:
    """The one to come, and those held before."""
    by = _member(request)
    held = list(queries.whole(of_group(by.partnership)).order_by("-held_for", "-pk"))
    still = [each for each in held if each.state != Meeting.State.CLOSED]
    return one.show(
        request,
        "meetings/group_meetings.html",
        None,
        {
            "profile": profile_on(by.partnership, by.today),
            "still": still,
            "past": [each for each in held if each.state == Meeting.State.CLOSED],
            "link": link,
            "colours": one.COLOURS,
            "may_hold": not still and bool(may_here(by, Act.HOLD_MEETING, by.partnership)),
        },
    )


@signed_in
def hold(request: HttpRequest) -> HttpResponse:
    """Hold a time for the next one."""
    by = _member(request)
    if not may_here(by, Act.HOLD_MEETING, by.partnership):
        raise Http404
    day = next_time(by)
    usual = timezone.make_aware(datetime.combine(day, USUAL_HOUR)) if day else None
    form = Hold(request.POST or None, initial={"held_for": usual})
    if request.method == "POST":
        answer = perform(request, form, lambda: actions.hold_group_meeting(by=by, **form.cleaned_data), link)
        if answer:
            return answer
    lead = "The day is as far on as the last two meetings were apart. Choose another if it does not suit."
    context = {
        "form": form, "heading": "Hold the group’s next meeting", "lead": lead if usual else "",
        "button_text": "Hold this time and tell everybody",
    }  # fmt: skip
    return one.show(request, "meetings/form.html", None, context, form.status)


def _of_group(page: Callable[[HttpRequest, Meeting], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """The page of a meeting, for one of the group of one's own partnership; the look is kept."""

    @signed_in
    def view(request: HttpRequest, /, pk: int) -> HttpResponse:
        found = _found(_member(request), pk)
        answer = page(request, found)
        if not 300 <= answer.status_code < 400:
            look(stream=stream_of(found), actor=acting(request).actor, kind="opened", what=request.path)
        return answer

    return view


meeting = _of_group(one.meeting_page)
calendar_file = _of_group(one.calendar_page)
move = _of_group(one.move_page)
close = _of_group(one.close_page)
minutes = _of_group(minutes_page)
decide = _of_group(decide_page)
papers = _of_group(papers_page)
papers_copy = _of_group(copy_page)


@signed_in
def paper(request: HttpRequest, pk: int, paper: str, form: str) -> HttpResponse:
    """The agenda or the minutes as a file, once it has been said for what and for whom."""
    found = _found(_member(request), pk)
    chosen = next((each for each in queries.papers_of(found) if each.reference == paper), None)
    if chosen is None or form not in {"word", "pdf"}:
        raise Http404
    return hand_out(
        request,
        Leaving(
            chosen.word if form == "word" else chosen.pdf,
            DocumentKind(chosen.kind),
            None,
            lambda case: may_see_group(acting(request)),
            back=(link(found, "minutes"), "Back to the meeting"),
            title=chosen.title,
            what=f"Version {chosen.version}, as {'Word' if form == 'word' else 'PDF'}",
            button="Download the Word file" if form == "word" else "Download the PDF",
        ),
    )


def _member(request: HttpRequest) -> Acting:
    by = acting(request)
    if not may_see_group(by):
        raise Http404
    return by


def _found(by: Acting, pk: int) -> Meeting:
    found = queries.whole(of_group(by.partnership)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
