"""The disagreement page: where it stands, by when, whose turn it is, and that the clocks keep running."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.subjects import Subject, subjects_of
from safeguarding.cases.web import case_page, render_case
from safeguarding.disagreements import actions, queries
from safeguarding.disagreements.defaults import default_for
from safeguarding.disagreements.forms import Advise, End, Open, RecordLevel
from safeguarding.disagreements.models import Disagreement
from safeguarding.disagreements.queries import statistics as figures
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, perform_sent, sent, signed_in
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind
from safeguarding.ui.pages import render

TAB = "disagreements:disagreement"


@case_page()
def disagreement(request: HttpRequest, case: Case) -> HttpResponse:
    """The open disagreement, or that there is none and how to open one."""
    rows = list(queries.of_case(case, acting(request)))
    open_rows = [row for row in rows if row.ended_at is None]
    if len(open_rows) == 1:
        return _page(request, case, open_rows[0], rows)
    by = acting(request)
    return render_case(
        request,
        "disagreements/list.html",
        case,
        {
            "rows": rows,
            "clocks": queries.running_clocks(case),
            "may_open": bool(may_do(by, Act.OPEN_DISAGREEMENT, case)),
        },
        tab=TAB,
    )


@case_page()
def one(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """One disagreement by its number in the case."""
    rows = list(queries.of_case(case, acting(request)))
    row = next((row for row in rows if row.number == number), None)
    if row is None:
        raise Http404
    return _page(request, case, row, rows)


@case_page(Act.OPEN_DISAGREEMENT)
def open_(request: HttpRequest, case: Case) -> HttpResponse:
    """Opening one."""
    by = acting(request)
    subjects = subjects_of(by, case)
    asked = next((one for one in subjects if one.key == request.GET.get("about")), None)
    begun = {"subject": asked.key, "kind": _likely(asked)} if asked else {}
    form = Open(request.POST or None, subjects=subjects, initial=begun)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.open_disagreement(
                by=by,
                case=case,
                kind=DecisionKind(form.cleaned_data["kind"]),
                about=form.cleaned_data["about"],
                positions=form.positions,
                subject=form.cleaned_data["subject"],
            ),
            lambda row: reverse("disagreements:one", args=[case.reference, row.number]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "disagreements/open.html",
        case,
        {"form": form, "clocks": queries.running_clocks(case)},
        tab=TAB,
        status=form.status,
    )


def _likely(subject: Subject) -> str:
    """The kind of decision that is most often in question: closing an action, giving information."""
    return max(kind.value for kind in subject.kinds)


def _page(request: HttpRequest, case: Case, row: Disagreement, rows: list[Disagreement]) -> HttpResponse:
    by = acting(request)
    positions = list(row.positions.filter(current=True).select_related("recorded_by__person", "agency"))
    held = {line.partner or "agency": line.words for line in positions}
    level = row.levels.get(code=row.level)
    concerned = row.agency.name_on(by.today) if row.agency else ""
    record = RecordLevel(sent(request, "record"), agency=concerned, initial=held)
    advise, end = Advise(sent(request, "advise")), End(sent(request, "end"), initial=held)
    answer = perform_sent(
        request,
        {
            "record": (
                record,
                lambda: actions.record_level(
                    by=by,
                    disagreement=row,
                    level=request.POST.get("level", ""),
                    participants=record.cleaned_data["participants"],
                    issue=record.cleaned_data["issue"],
                    words=record.cleaned_data["words"],
                    positions=record.positions,
                    came_together=record.cleaned_data["came_together"] == "yes",
                    agency=record.cleaned_data.get("agency", ""),
                ),
            ),
            "advise": (
                advise,
                lambda: actions.advise_on_disagreement(
                    by=by, disagreement=row, words=advise.cleaned_data["words"]
                ),
            ),
            "end": (
                end,
                lambda: actions.resolve_disagreement(
                    by=by,
                    disagreement=row,
                    ending=Disagreement.Ending(end.cleaned_data["ending"]),
                    outcome=end.cleaned_data["outcome"],
                    positions=end.positions,
                ),
            ),
        },
        reverse("disagreements:one", args=[case.reference, row.number]),
        stream=case.stream,
    )
    if answer:
        return answer
    running = row.ended_at is None
    return render_case(
        request,
        "disagreements/one.html",
        case,
        {
            "row": row,
            "level": level,
            "steps": queries.steps(row),
            "turn": queries.whose_turn(row, level),
            "subject": next(iter(subjects_of(by, case, row.subject)), None) if row.subject else None,
            "concerned": concerned,
            "positions": positions,
            "earlier": list(
                row.positions.filter(current=False).select_related("recorded_by__person", "agency")
            ),
            "advice": list(row.advice.select_related("seat__person")),
            "clocks": queries.running_clocks(case),
            "default": default_for(row.decision),
            "others": [other for other in rows if other.pk != row.pk],
            "record": record,
            "advise": advise,
            "end": end,
            "which": request.POST.get("which", ""),
            "may_record": running and not level.ended_at and bool(may_do(by, Act.RECORD_LEVEL, case)),
            "may_advise": running and bool(may_do(by, Act.ADVISE_ON_DISAGREEMENT, case)),
            "may_end": running and bool(may_do(by, Act.RESOLVE_DISAGREEMENT, case)),
        },
        tab=TAB,
        status=max(form.status for form in (record, advise, end)),
    )


@signed_in
def statistics(request: HttpRequest) -> HttpResponse:
    """How disagreements went in a year; each figure opens to the cases behind it."""
    by = acting(request)
    if not may_here(by, Act.SEE_DISAGREEMENTS, by.partnership):
        raise Http404
    years = figures.years(by.today)
    chosen = request.GET.get("year", "")
    year = int(chosen) if chosen.isdigit() and int(chosen) in years else years[0]
    return render(
        request,
        "disagreements/statistics.html",
        {
            "years": years,
            "year": year,
            "kinds": figures.of_year(by, year),
            "agencies": figures.between_agencies(by, year),
        },
    )
