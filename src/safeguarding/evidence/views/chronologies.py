"""The agency's own pages for its chronology: giving it, checking how it was read."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.chronology.actions import read_paper
from safeguarding.chronology.forms import GiveFile, TypeEvent
from safeguarding.chronology.models import Paper
from safeguarding.chronology.queries.papers import of_agency
from safeguarding.chronology.views.checking import check as check_reading
from safeguarding.evidence import actions
from safeguarding.evidence.access import may_on
from safeguarding.evidence.actions.chronologies import ASKED, still_theirs
from safeguarding.evidence.models import Request
from safeguarding.evidence.views.shared import found, over, page
from safeguarding.people.web import mailbox, perform
from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import FileKind


@mailbox("return")
@require_http_methods(["GET", "POST"])
def chronologies(request: HttpRequest, ref: str) -> HttpResponse:
    """What the agency has given, and giving more: a file, or one event typed."""
    by, asked = found(request, ref, Act.GIVE_CHRONOLOGY)
    papers = of_agency(asked.case, asked.agency)
    replaceable = {one.short: one for one in papers if one.released_at and one.superseded_at is None}
    which = request.POST.get("which", "")
    forms = {
        "file": GiveFile(
            request.POST if which == "file" else None,
            request.FILES if which == "file" else None,
            before=[(short, one.name) for short, one in replaceable.items()],
        ),
        "type": TypeEvent(request.POST if which == "type" else None),
    }
    here = reverse("evidence:chronologies", args=[ref])
    if which == "file" and over(asked) is None and forms["file"].is_valid():
        said = forms["file"].cleaned_data
        read = read_paper(said["file"].name, said["file"].read(), by.today)
        if isinstance(read, Refused):
            forms["file"].refuse(read)
        else:
            ready = read
            answer = perform(
                request,
                forms["file"],
                lambda: actions.give_chronology(
                    by=by, request=asked, read=ready, handling=said["handling"],
                    replaces=replaceable.get(said.get("replaces", "")),
                ),
                lambda paper: reverse("evidence:check_chronology", args=[ref, paper.short]),
                stream=asked.case.stream,
            )  # fmt: skip
            if answer:
                return answer
    if which == "type":
        answer = perform(
            request,
            forms["type"],
            lambda: actions.type_event(by=by, request=asked, **forms["type"].cleaned_data),
            lambda event: reverse("evidence:check_chronology", args=[ref, event.paper.short]),
            stream=asked.case.stream,
        )
        if answer:
            return answer
    return page(
        request,
        "chronologies.html",
        asked,
        {"papers": papers, "forms": forms, "form": forms.get(which, forms["file"]), "over": over(asked),
         "here": here},
        status=max(one.status for one in forms.values()),
    )  # fmt: skip


@mailbox("return")
@require_http_methods(["GET", "POST"])
def check_chronology(request: HttpRequest, ref: str, short: str) -> HttpResponse:
    """How it was read, every row that needs a decision, and the press that says it is right."""
    by, asked = found(request, ref, Act.GIVE_CHRONOLOGY)
    paper = _paper(asked, short)
    shown = check_reading(
        request,
        by,
        paper,
        here=reverse("evidence:check_chronology", args=[ref, short]),
        here_of=lambda other: reverse("evidence:check_chronology", args=[ref, other.short]),
        done=reverse("evidence:chronologies", args=[ref]),
        relations=ASKED,
        first=partial(still_theirs, by=by, request=asked),
    )
    if isinstance(shown, HttpResponse):
        return shown
    more: dict[str, Any] = {
        "back": reverse("evidence:chronologies", args=[ref]),
        "original": reverse("evidence:original", args=[ref, short]) if paper.file else "",
        "over": over(asked),
    }
    return page(request, "check_chronology.html", asked, {**shown, **more}, status=shown["form"].status)


@mailbox("return")
@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, ref: str, short: str) -> HttpResponse:
    """The agency's own file as it gave it, once it has been said for what and for whom."""
    by, asked = found(request, ref, Act.GIVE_CHRONOLOGY)
    paper = _paper(asked, short)
    if paper.file is None:
        raise Http404

    def still_theirs_to_give(case: Case) -> Answer:
        asked.case = case
        return may_on(by, Act.GIVE_CHRONOLOGY, asked)

    return hand_out(
        request,
        Leaving(
            paper.file,
            FileKind.AGENCY_CHRONOLOGY,
            asked.case,
            still_theirs_to_give,
            back=(reverse("evidence:check_chronology", args=[ref, short]), "Back to your chronology"),
            title="Your chronology as it came",
        ),
    )


def _paper(asked: Request, short: str) -> Paper:
    paper = next((one for one in of_agency(asked.case, asked.agency) if one.short == short), None)
    if paper is None:
        raise Http404
    paper.case = asked.case
    return paper
