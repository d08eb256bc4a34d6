"""The meetings of a case, and who takes the chair of which."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.meetings import actions, queries
from safeguarding.meetings.forms import HoldOnCase
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries.offered import offered
from safeguarding.meetings.subject import link
from safeguarding.meetings.views import one
from safeguarding.meetings.views.deciding import decide_page
from safeguarding.meetings.views.minutes import minutes_page
from safeguarding.meetings.views.packs import copy_page, papers_page
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.ui import pages


@case_page()
def meetings(request: HttpRequest, case: Case) -> HttpResponse:
    """Every meeting of the case."""
    held = list(queries.of_case(case))
    return one.show(
        request,
        "meetings/meetings.html",
        case,
        {
            "meetings": [
                (each, one.COLOURS[Meeting.State(each.state)], queries.quorum_of(each)) for each in held
            ],
            "may_hold": bool(may_do(acting(request), Act.HOLD_MEETING, case)),
        },
    )


@signed_in
def vice_chairs(request: HttpRequest) -> HttpResponse:
    """Who is named to take the chair, of which meeting, and for whose agreement each naming waits."""
    found = [(each, one.names(each)) for each in queries.vice_chairs(acting(request))]
    return pages.render(request, "meetings/vice_chairs.html", {"found": found})


@case_page(Act.HOLD_MEETING)
def hold(request: HttpRequest, case: Case) -> HttpResponse:
    """Hold a time."""
    form = HoldOnCase(request.POST or None, kinds=offered(case))

    def act() -> Meeting:
        said = form.cleaned_data
        return actions.hold_meeting(
            by=acting(request),
            case=case,
            kind=Meeting.Kind(said["kind"]),
            held_for=said["held_for"],
            place=said["place"],
        )

    if request.method == "POST":
        answer = perform(request, form, act, link, stream=case.stream)
        if answer:
            return answer
    context = {
        "form": form, "heading": "Hold a time for a meeting", "button_text": "Hold this time", "lead": "",
    }  # fmt: skip
    return one.show(request, "meetings/form.html", case, context, form.status)


def _of_case(page: Callable[[HttpRequest, Meeting], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """The page of a meeting, for one of this case."""

    @case_page()
    def view(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
        found = queries.of_case(case).filter(pk=pk).first()
        if found is None:
            raise Http404
        return page(request, found)

    return view


meeting = _of_case(one.meeting_page)
calendar_file = _of_case(one.calendar_page)
move = _of_case(one.move_page)
close = _of_case(one.close_page)
minutes = _of_case(minutes_page)
decide = _of_case(decide_page)
papers = _of_case(papers_page)
papers_copy = _of_case(copy_page)
