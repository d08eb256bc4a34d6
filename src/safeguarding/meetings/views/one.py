"""One meeting, about a case or of the group: who is there, when it is held, and closing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case
from safeguarding.cases.web import render_case
from safeguarding.documents.serving import as_file
from safeguarding.meetings import actions, queries
from safeguarding.meetings.access import may_about, may_at
from safeguarding.meetings.forms import Attends, Close, CloseOfGroup, Move, Roll, ViceChair
from safeguarding.meetings.invitation import invitation
from safeguarding.meetings.models import Attendance, Meeting
from safeguarding.meetings.queries.packs import may_have_papers
from safeguarding.meetings.subject import link, profile_of, stream_of
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, perform_sent, sent
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Marking, Partner
from safeguarding.ui import forms, ics, pages

TAB = "meetings:meetings"
COLOURS = {Meeting.State.SLOT: "grey", Meeting.State.OPEN: "teal", Meeting.State.CLOSED: "green"}


def show(
    request: HttpRequest, template: str, case: Case | None, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page under the tabs of its case, or under the group's."""
    if case is not None:
        return render_case(
            request, template, case, {"layout": "cases/case.html", **context}, tab=TAB, status=status
        )
    by = acting(request)
    of_group = {
        "layout": "meetings/group_layout.html",
        "marking": Marking.OFFICIAL_SENSITIVE,
        "case": None,
        "tabbed": bool(may_here(by, Act.SEE_ACTIONS, by.partnership)),
    }
    return pages.render(request, template, {**of_group, **context}, status)


def meeting_page(request: HttpRequest, one: Meeting) -> HttpResponse:
    """Who is there, the quorum, and what was decided."""
    by, of_group = acting(request), one.case is None
    may_record = bool(may_at(by, Act.RECORD_ATTENDANCE, one))
    choice = {str(seat.pk): seat for seat in queries.may_be_asked(one, by.today)} if may_record else {}
    named = [(key, f"{seat.person.name}, {seat.capacity_on(by.today)}") for key, seat in choice.items()]
    lines = list(one.attendances.all())
    answered = {str(line.seat_id) for line in lines if line.interest}
    attends = Attends(sent(request, "attends"), seats=named, of_group=of_group, initial={"there": "yes"})
    roll = Roll(
        sent(request, "roll"), seats=[pair for pair in named if pair[0] not in answered], of_group=of_group
    )
    vice, agree = ViceChair(sent(request, "vice"), seats=named), Confirm(sent(request, "agree"))
    answer = perform_sent(
        request,
        {
            "roll": (
                roll,
                lambda: [
                    actions.record_attendance(by=by, meeting=one, seat=choice[key], interest="none")
                    for key in roll.cleaned_data["seats"]
                ],
            ),
            "attends": (attends, lambda: _attend(by, one, attends, choice)),
            "agree": (
                agree,
                lambda: actions.confirm_vice_chair(
                    by=by, meeting=one, seat=_number(request.POST.get("seat"))
                ),
            ),
            "vice": (
                vice,
                lambda: actions.name_vice_chair(
                    by=by,
                    meeting=one,
                    seat=choice[vice.cleaned_data["seat"]],
                    agreed=vice.cleaned_data["agreed"],
                ),
            ),
        },
        link(one),
        stream=stream_of(one),
    )
    if answer:
        return answer
    going = one.state != Meeting.State.CLOSED
    return show(
        request,
        "meetings/meeting.html",
        one.case,
        {
            "meeting": one,
            "link": lambda page="meeting": link(one, page),
            "colour": COLOURS[Meeting.State(one.state)],
            "quorum": queries.quorum_of(one),
            "attends": attends,
            "roll": roll,
            "vice": vice,
            "agree": agree,
            "may_agree": bool(may_about(by, Act.CONFIRM_VICE_CHAIR, one, *queries.for_want_of_a_chair(one))),
            "agrees": names(one),
            "lines": lines,
            "decisions": list(one.decisions.all()),
            "replaced": {line.supersedes_id for line in one.decisions.all()},
            "may_read": queries.may_read_minutes(by, one),
            "may_have": bool(may_have_papers(by, one)),
            "items": one.items.exists(),
            "partner_label": {p.value: p.label for p in Partner},
            "may_record": may_record and going,
            "may_decide": may_record and bool(actions.still_open(one)),
            "may_move": bool(may_at(by, Act.HOLD_MEETING, one)) and going,
            "may_close": bool(may_at(by, Act.CLOSE_MEETING, one)) and going,
            "quorum_words": profile_of(one).quorum_words,
        },
        max(form.status if form.is_bound else 200 for form in (roll, attends, vice, agree)),
    )


def calendar_page(request: HttpRequest, one: Meeting) -> HttpResponse:
    """The meeting for somebody's own calendar, with no more than a reference."""
    return as_file(invitation(one), "meeting.ics", ics.CONTENT_TYPE)


def move_page(request: HttpRequest, one: Meeting) -> HttpResponse:
    """Move a meeting."""
    by = acting(request)
    form = Move(request.POST or None, initial={"held_for": one.held_for, "place": one.place})
    return _form_page(
        request, one, form, Act.HOLD_MEETING, "Move the meeting", "Move it and tell everybody",
        lambda: actions.move_meeting(by=by, meeting=one, **form.cleaned_data),
    )  # fmt: skip


def close_page(request: HttpRequest, one: Meeting) -> HttpResponse:
    """Close a meeting, or say how it goes on without its quorum."""
    by = acting(request)
    form = (Close if one.case else CloseOfGroup)(request.POST or None)
    return _form_page(
        request, one, form, Act.CLOSE_MEETING, "Close the meeting", "Close the meeting",
        lambda: actions.close_meeting(by=by, meeting=one, **form.cleaned_data),
        queries.quorum_of(one).sentence,
    )  # fmt: skip


def _form_page(
    request: HttpRequest,
    one: Meeting,
    form: forms.Form,
    asks: Act,
    heading: str,
    button: str,
    act: Callable[[], Meeting],
    lead: str = "",
) -> HttpResponse:
    if not may_at(acting(request), asks, one):
        raise Http404
    if request.method == "POST":
        answer = perform(request, form, act, link(one), stream=stream_of(one))
        if answer:
            return answer
    context = {"form": form, "heading": heading, "button_text": button, "lead": lead}
    return show(request, "meetings/form.html", one.case, context, form.status)


def _attend(by: Acting, one: Meeting, form: Attends, choice: dict[str, Seat]) -> Attendance:
    said = form.cleaned_data
    return actions.record_attendance(
        by=by,
        meeting=one,
        seat=choice.get(said["seat"]),
        guest_name=said["guest_name"],
        guest_capacity=said["guest_capacity"],
        present=said["there"] == "yes",
        apology=said["apology"],
        interest=said["interest"] or "",
        interest_words=said["interest_words"],
    )


def names(one: Meeting) -> str:
    """For whom a naming that is not agreed yet waits."""
    waits = one.vice_chair is not None and one.vice_chair_confirmed_at is None
    return " or ".join(person.name for person in queries.who_agrees(one)) if waits else ""


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 0
