"""The papers behind the composite: what came, bringing in what came by e-mail, names, taking away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.cases.access import may_do, may_show_names, reads_all
from safeguarding.cases.handing_out import Leaving, give, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.naming import people_of
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology import actions, writing_out
from safeguarding.chronology.actions import read_paper
from safeguarding.chronology.forms import GiveFile, Press, Rule, Take, TypeEvent
from safeguarding.chronology.models import Paper, Taken
from safeguarding.chronology.queries import composite, spellings
from safeguarding.chronology.queries.papers import of_case
from safeguarding.chronology.views.checking import check as check_reading
from safeguarding.chronology.views.composite import TAB
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, perform, sent_before
from safeguarding.record.actions import look
from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import FileKind

NAMES_SHOWN = 40
TEXTS_LOOKED_THROUGH = 3_000
"""How many events are looked through for spellings at once, the earliest first."""


@case_page(Act.READ_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, case: Case) -> HttpResponse:
    """Every chronology that was released, or that the office brought in; and bringing in another."""
    by = acting(request)
    may_bring = bool(may_do(by, Act.BRING_IN_CHRONOLOGY, case))
    directory = {str(one.pk): one for one in agencies_of(case.partnership, by.today)} if may_bring else {}
    choices = [(key, one.name_on(by.today)) for key, one in directory.items()]
    found = of_case(case, by)
    replaceable = {one.short: one for one in found if one.released_at and one.superseded_at is None}
    which = request.POST.get("which", "") if may_bring else ""
    forms: dict[str, Any] = {
        "file": GiveFile(
            request.POST if which == "file" else None,
            request.FILES if which == "file" else None,
            before=[(short, f"{one.agency.name_on(by.today)}, given {one.given_at:%d/%m/%Y}")
                    for short, one in replaceable.items()],
            agencies=choices,
        ),
        "type": TypeEvent(request.POST if which == "type" else None, agencies=choices),
    }  # fmt: skip
    if which in forms and forms[which].is_valid():
        said = forms[which].cleaned_data
        agency: Agency = directory[said["agency"]]
        done = _bring_in(request, case, which, forms[which], said, agency, replaceable)
        if done:
            return done
    elif request.method == "POST" and not may_bring:
        raise Http404
    return render_case(
        request,
        "chronology/papers.html",
        case,
        {
            "papers": [one for one in found if one.released_at is not None or may_bring], "forms": forms,
            "called": {one.agency_id: one.agency.name_on(by.today) for one in found},
            "form": forms.get(which, forms["file"]), "may_bring": may_bring and not case.closed,
            "originals": bool(may_show_names(by, case)) and reads_all(by, case),
            "back": reverse(TAB, args=[case.reference]),
        },
        tab=TAB,
        status=max(one.status for one in forms.values()),
    )  # fmt: skip


def _bring_in(
    request: HttpRequest, case: Case, which: str, form: Any, said: dict[str, Any], agency: Agency,
    replaceable: dict[str, Paper],
) -> HttpResponse | None:  # fmt: skip
    by = acting(request)
    if which == "type":
        words = {name: value for name, value in said.items() if name != "agency"}
        return perform(
            request, form, lambda: actions.type_event(by=by, case=case, agency=agency, **words),
            lambda event: reverse("chronology:check", args=[case.reference, event.paper.short]),
            stream=case.stream,
        )  # fmt: skip
    read = read_paper(said["file"].name, said["file"].read(), by.today)
    if isinstance(read, Refused):
        form.refuse(read)
        return None
    return perform(
        request,
        form,
        lambda: actions.give_paper(
            by=by, case=case, agency=agency, read=read, handling=said["handling"],
            replaces=replaceable.get(said.get("replaces", "")),
        ),
        lambda paper: reverse("chronology:check", args=[case.reference, paper.short]),
        stream=case.stream,
    )  # fmt: skip


@case_page(Act.BRING_IN_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, case: Case, short: str) -> HttpResponse:
    """How a paper that the office brought in was read, and every row that needs a decision."""
    by = acting(request)
    paper = _paper(case, by, short, by_us=True)
    if paper.released_at is not None:  # from now on each event is read as its mark lets one
        raise Http404
    if request.method == "GET" and case.stream is not None:  # it shows what the agency wrote, names and all
        look(stream=case.stream, actor=by.actor, kind="named", what=f"chronology {paper.short}")
    shown = check_reading(
        request,
        by,
        paper,
        here=reverse("chronology:check", args=[case.reference, short]),
        here_of=lambda other: reverse("chronology:check", args=[case.reference, other.short]),
        done=reverse("chronology:papers", args=[case.reference]),
        relations=(),
    )
    if isinstance(shown, HttpResponse):
        return shown
    more = {
        "agency": paper.agency.name_on(by.today),
        "back": reverse("chronology:papers", args=[case.reference]),
        "original": reverse("chronology:original", args=[case.reference, short]) if paper.file else "",
    }
    return render_case(
        request, "chronology/check.html", case, {**shown, **more}, tab=TAB, status=shown["form"].status
    )


@case_page(Act.READ_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, case: Case, short: str) -> HttpResponse:
    """The file as the agency sent it. It holds names and every event whatever its mark: for those who may
    read all of it, and for the office while it checks what it brought in.
    """
    by = acting(request)
    paper = _paper(case, by, short)

    def may(case: Case) -> Answer:
        if paper.released_at is None and paper.by_us:
            return may_do(by, Act.BRING_IN_CHRONOLOGY, case)
        if paper.released_at is None or not reads_all(by, case):
            return Refused("not_for_all", "The file as it came is for the three partners and the chair.")
        return may_show_names(by, case)

    if paper.file is None or not may(case):
        raise Http404
    return hand_out(
        request,
        Leaving(
            paper.file,
            FileKind.AGENCY_CHRONOLOGY,
            case,
            may,
            back=(reverse("chronology:papers", args=[case.reference]), "The chronologies that came"),
            tab=TAB,
        ),
    )


def _paper(case: Case, by: Acting, short: str, *, by_us: bool = False) -> Paper:
    paper = next((one for one in of_case(case, by) if one.short == short and (one.by_us or not by_us)), None)
    if paper is None:
        raise Http404
    paper.case = case
    return paper


@case_page(Act.WORK_ON_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, case: Case) -> HttpResponse:
    """Initials, nicknames and misspellings that may mean somebody of the case: a person says so or not."""
    by = acting(request)
    if not may_show_names(by, case):
        raise Http404
    people = people_of(case)
    events = composite.visible(case, by).order_by("sorts")[:TEXTS_LOOKED_THROUGH]
    waiting = spellings.undecided(case, people, [event.text for event in events])
    if case.stream:
        look(stream=case.stream, actor=by.actor, kind="named", what="spellings")
    which = request.POST.get("which", "")
    forms = []
    for number, alike in enumerate(waiting[:NAMES_SHOWN]):
        form = Rule(request.POST if which == alike.written else None)
        form.stands_in = f"spelling{number}"
        forms.append((alike, form))
    chosen = next(((alike, form) for alike, form in forms if alike.written == which), None)
    if chosen is not None:
        alike, form = chosen
        answer = perform(
            request,
            form,
            lambda: actions.settle_spelling(
                by=by, case=case, written=alike.written, pseudonym=alike.pseudonym, **form.cleaned_data
            ),
            reverse("chronology:names", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "chronology/names.html",
        case,
        {
            "waiting": forms, "count": len(waiting), "ruled": list(spellings.ruled(case).values()),
            "form": chosen[1] if chosen else Press(), "back": reverse(TAB, args=[case.reference]),
        },
        tab=TAB,
        status=chosen[1].status if chosen else 200,
    )  # fmt: skip


@case_page(Act.TAKE_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, case: Case) -> HttpResponse:
    """Taking the chronology away as a file, and who has taken it before."""
    by = acting(request)
    may_name = bool(may_show_names(by, case))
    form = Take(request.POST or None, may_name=may_name)
    if request.method == "POST" and form.is_valid():
        if before := sent_before(request, form):
            return before
        said = form.cleaned_data
        named = said["named"] == "yes"
        made = writing_out.make(case, by, purpose=said["purpose"], form=said["form"], named=named)
        answer = perform(
            request,
            form,
            lambda: actions.take_chronology(
                by=by, case=case, made=made, purpose=said["purpose"], named=named, whom=said["whom"]
            ),
            reverse("chronology:take", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    taken = Taken.objects.filter(case=case).select_related("by__person", "file")
    return render_case(
        request,
        "chronology/take.html",
        case,
        {
            "form": form, "taken": list(taken[:50]), "mine": by.seat.pk,
            "counts": reads_all(by, case), "may_name": may_name,
            "back": reverse(TAB, args=[case.reference]),
            "asked_first": composite.visible(case, by).filter(
                handling="ask_me_first", allowed_at__isnull=True
            ).count(),
        },
        tab=TAB,
        status=form.status,
    )  # fmt: skip


@case_page(Act.TAKE_CHRONOLOGY)
@require_GET
def taken_file(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The very file that somebody took, for them: it holds what they could read that day."""
    by = acting(request)
    taken = Taken.objects.filter(case=case, pk=pk, by=by.seat).select_related("file").first()
    if taken is None or (taken.named and not may_show_names(by, case)):
        raise Http404
    return give(by, taken.file, FileKind.CHRONOLOGY)
