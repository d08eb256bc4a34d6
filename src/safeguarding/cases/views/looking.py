"""Who has looked at a case; what one person has looked at; the list to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from safeguarding.cases.actions.taking import take_looks
from safeguarding.cases.forms.looking import Looked
from safeguarding.cases.forms.taking import TakeAway
from safeguarding.cases.handing_out import table_file
from safeguarding.cases.models import Case
from safeguarding.cases.queries import looking
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.models import Person
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import FileKind
from safeguarding.ui.pages import render


@case_page(Act.SEE_LOOKS)
def looked(request: HttpRequest, case: Case) -> HttpResponse:
    """Who opened, downloaded, changed, saw names or was refused, by day and person."""
    by = acting(request)
    people = looking.people_who_looked(by, case)
    form = Looked(request.GET if "kind" in request.GET else None, people=people)
    take = TakeAway(request.POST or None, of=request.get_full_path())
    wanted = looking.Wanted()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        wanted = looking.Wanted(
            int(given["person"]) if given["person"] else None, given["kind"], given["since"], given["until"]
        )
    if request.method == "POST":
        answer = perform(
            request,
            take,
            lambda: take_looks(by=by, case=case, **take.cleaned_data),
            request.path,
            stream=case.stream,
        )
        if answer and case.stream:
            look(stream=case.stream, actor=by.actor, kind="downloaded", what=FileKind.LOOKS.value)
            return _file(looking.lines(by, case, wanted, page=0)[0])
    asked = request.GET.get("page", "1")[:6]
    page = max(int(asked) if asked.isdecimal() else 1, 1)
    lines, more = looking.lines(by, case, wanted, page)
    query = request.GET.copy()
    query["page"] = str(page + 1)
    return render_case(
        request,
        "cases/looked.html",
        case,
        {"form": form, "take": take, "lines": lines, "more": query.urlencode() if more else "", "page": page},
        tab="cases:looked",
        status=max(form.status, take.status),
    )


def _file(lines: list[looking.Line]) -> HttpResponse:
    rows = [(line.day.isoformat(), line.who, line.capacity, line.sentence) for line in lines]
    return table_file("who-has-looked.csv", ("Day", "Who", "Capacity", "What they did"), rows)


@signed_in
def looked_by(request: HttpRequest, person: int) -> HttpResponse:
    """What one person has looked at, among the cases that the asker may see."""
    by = acting(request)
    if not may_here(by, Act.SEE_LOOKS, by.partnership):
        raise Http404
    held = Person.objects.filter(seats__partnership=by.seat.partnership_id).distinct()
    who = get_object_or_404(held, pk=person)
    if by.partnership.stream is not None:
        look(stream=by.partnership.stream, actor=by.actor, kind="opened", what=request.path)
    return render(request, "cases/looked_by.html", {"who": who, "cases": looking.looked_at(by, who.pk)})
