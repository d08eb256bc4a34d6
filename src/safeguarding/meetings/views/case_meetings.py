"""The pages of a case's meetings."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.serving import as_file
from safeguarding.meetings import actions, queries
from safeguarding.meetings.access import chairing
from safeguarding.meetings.forms import Attends, Close, Hold, Move, Roll, ViceChair
from safeguarding.meetings.invitation import invitation
from safeguarding.meetings.models import Attendance, Meeting
from safeguarding.meetings.queries.packs import may_have_papers
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner
from safeguarding.ui import forms, ics, pages

TAB = "meetings:meetings"
COLOURS = {Meeting.State.SLOT: "grey", Meeting.State.OPEN: "teal", Meeting.State.CLOSED: "green"}


@case_page()
def meetings(request: HttpRequest, case: Case) -> HttpResponse:
    """Every meeting of the case."""
    by = acting(request)
    held = list(queries.of_case(case))
    return render_case(
        request,
        "meetings/meetings.html",
        case,
        {
            "meetings": [(one, COLOURS[Meeting.State(one.state)], queries.quorum_of(one)) for one in held],
            "may_hold": bool(may_do(by, Act.HOLD_MEETING, case)),
        },
        tab=TAB,
    )


@signed_in
def vice_chairs(request: HttpRequest) -> HttpResponse:
    """Who is named to take the chair, of which meeting, and for whose agreement each naming waits."""
    found = [(one, _names(one)) for one in queries.vice_chairs(acting(request))]
    return pages.render(request, "meetings/vice_chairs.html", {"found": found})


@case_page(Act.HOLD_MEETING)
def hold(request: HttpRequest, case: Case) -> HttpResponse:
    """Hold a time."""
    form = Hold(request.POST if request.method == "POST" else None)

    def act() -> Meeting:
        said = form.cleaned_data
        return actions.hold_meeting(
            by=acting(request),
            case=case,
            kind=Meeting.Kind(said["kind"]),
            held_for=said["held_for"],
            place=said["place"],
        )

    answer = (
        perform(request, form, act, lambda made: _page(made), stream=case.stream)
        if request.method == "POST"
        else None
    )
    if answer:
        return answer
    return render_case(
        request,
        "meetings/form.html",
        case,
        {"form": form, "heading": "Hold a time for a meeting", "button_text": "Hold this time", "lead": ""},
        tab=TAB,
        status=form.status,
    )


@case_page()
def meeting(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Who is there, the quorum, and what was decided."""
    one, by = _found(case, pk), acting(request)
    which = request.POST.get("which", "") if request.method == "POST" else ""
    may_record = _may(by, Act.RECORD_ATTENDANCE, one)
    choice = {str(seat.pk): seat for seat in queries.may_be_asked(one, by.today)} if may_record else {}
    named = [(key, f"{seat.person.name}, {seat.capacity_on(by.today)}") for key, seat in choice.items()]
    attends = Attends(request.POST if which == "attends" else None, seats=named, initial={"there": "yes"})
    vice = ViceChair(request.POST if which == "vice" else None, seats=named)
    agree = Confirm(request.POST if which == "agree" else None)
    answered = {str(line.seat_id) for line in one.attendances.all() if line.interest}
    roll = Roll(
        request.POST if which == "roll" else None, seats=[pair for pair in named if pair[0] not in answered]
    )
    answer = None
    if which == "roll":
        answer = perform(
            request,
            roll,
            lambda: [
                actions.record_attendance(by=by, meeting=one, seat=choice[key], interest="none")
                for key in roll.cleaned_data["seats"]
            ],
            _page(one),
            stream=case.stream,
        )
    elif which == "attends":
        answer = perform(
            request, attends, lambda: _attend(by, one, attends, choice), _page(one), stream=case.stream
        )
    elif which == "agree":
        answer = perform(
            request,
            agree,
            lambda: actions.confirm_vice_chair(by=by, meeting=one, seat=_number(request.POST.get("seat"))),
            _page(one),
            stream=case.stream,
        )
    elif which == "vice":
        answer = perform(
            request,
            vice,
            lambda: actions.name_vice_chair(
                by=by, meeting=one, seat=choice[vice.cleaned_data["seat"]], agreed=vice.cleaned_data["agreed"]
            ),
            _page(one),
            stream=case.stream,
        )
    if answer:
        return answer
    there = queries.quorum_of(one)
    return render_case(
        request,
        "meetings/meeting.html",
        case,
        {
            "meeting": one,
            "colour": COLOURS[Meeting.State(one.state)],
            "quorum": there,
            "attends": attends,
            "roll": roll,
            "vice": vice,
            "agree": agree,
            "may_agree": bool(may_do(by, Act.CONFIRM_VICE_CHAIR, case, *queries.for_want_of_a_chair(case))),
            "agrees": _names(one),
            "lines": list(one.attendances.all()),
            "decisions": list(one.decisions.all()),
            "may_read": queries.may_read_minutes(by, one),
            "may_have": bool(may_have_papers(by, one)),
            "items": one.items.exists(),
            "partner_label": {p.value: p.label for p in Partner},
            "may_record": may_record and one.state != Meeting.State.CLOSED,
            "may_move": _may(by, Act.HOLD_MEETING, one) and one.state != Meeting.State.CLOSED,
            "may_close": _may(by, Act.CLOSE_MEETING, one) and one.state != Meeting.State.CLOSED,
            "quorum_words": case.profile.quorum_words,
        },
        tab=TAB,
        status=max(form.status if form.is_bound else 200 for form in (roll, attends, vice, agree)),
    )


@case_page()
def calendar_file(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The meeting for somebody's own calendar, with the reference only."""
    return as_file(invitation(_found(case, pk)), "meeting.ics", ics.CONTENT_TYPE)


@case_page()
def move(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Move a meeting."""
    one, by = _found(case, pk), acting(request)
    if not _may(by, Act.HOLD_MEETING, one):
        raise Http404
    form = Move(
        request.POST if request.method == "POST" else None,
        initial={"held_for": one.held_for, "place": one.place},
    )
    answer = _done(request, form, lambda: actions.move_meeting(by=by, meeting=one, **form.cleaned_data), one)
    if answer:
        return answer
    return render_case(
        request,
        "meetings/form.html",
        case,
        {
            "form": form,
            "heading": "Move the meeting",
            "button_text": "Move it and tell everybody",
            "lead": "",
        },
        tab=TAB,
        status=form.status,
    )


@case_page()
def close(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Close a meeting, or say how it goes on without its quorum."""
    one, by = _found(case, pk), acting(request)
    if not _may(by, Act.CLOSE_MEETING, one):
        raise Http404
    form = Close(request.POST if request.method == "POST" else None)
    answer = _done(request, form, lambda: actions.close_meeting(by=by, meeting=one, **form.cleaned_data), one)
    if answer:
        return answer
    return render_case(
        request,
        "meetings/form.html",
        case,
        {
            "form": form,
            "heading": "Close the meeting",
            "button_text": "Close the meeting",
            "lead": queries.quorum_of(one).sentence,
        },
        tab=TAB,
        status=form.status,
    )


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


def _found(case: Case, pk: int) -> Meeting:
    one = queries.of_case(case).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def _names(one: Meeting) -> str:
    """For whom a naming that is not agreed yet waits."""
    waits = one.vice_chair is not None and one.vice_chair_confirmed_at is None
    return " or ".join(person.name for person in queries.who_agrees(one)) if waits else ""


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 0


def _may(by: Acting, act: Act, one: Meeting) -> bool:
    return bool(may_do(by, act, one.case, *chairing(by, one)))


def _page(one: Meeting) -> str:
    return reverse("meetings:meeting", args=[one.case.reference, one.pk])


def _done(request: HttpRequest, form: forms.Form, act: Any, one: Meeting) -> HttpResponse | None:
    if request.method != "POST":
        return None
    return perform(request, form, act, _page(one), stream=one.case.stream)
