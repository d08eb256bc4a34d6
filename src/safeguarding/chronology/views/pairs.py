"""Records that may tell of one event: side by side, with the reasons, and what people said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology import actions
from safeguarding.chronology.forms import Judge, Press
from safeguarding.chronology.models import Pair
from safeguarding.chronology.queries import pairs
from safeguarding.chronology.views.composite import TAB
from safeguarding.chronology.views.reader import Reader
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act


@case_page(Act.WORK_ON_CHRONOLOGY)
@require_http_methods(["GET", "POST"])
def told_twice(request: HttpRequest, case: Case) -> HttpResponse:
    """The likeliest pairs that wait for a person, and the last that were judged."""
    by, reader = acting(request), Reader(request, case)
    here = reverse("chronology:told_twice", args=[case.reference]) + reader.query()
    which = request.POST.get("which", "")
    sent = pairs.pairs(case, by).filter(pk=which).first() if which.isascii() and which.isdigit() else None
    form: Any = Press()
    if sent is not None:
        pair, form = sent, _judge(sent, request.POST, reader)
        answer = perform(
            request,
            form,
            lambda: actions.judge_pair(
                by=by, case=case, first=pair.first, second=pair.second, **form.cleaned_data
            ),
            here,
            stream=case.stream,
        )
        if answer:
            return answer
    waiting = list(pairs.undecided(case, by)[: pairs.SHOWN])
    judged = list(pairs.pairs(case, by).exclude(judged="").order_by("-judged_at")[: pairs.SHOWN])
    reader.knows({event.agency_id for pair in (*waiting, *judged) for event in (pair.first, pair.second)})
    reader.shown()

    def row(pair: Pair) -> tuple[Any, ...]:
        asked = form if sent is not None and pair.pk == sent.pk else _judge(pair, None, reader)
        return pair, reader.line(pair.first), reader.line(pair.second), asked

    return render_case(
        request,
        "chronology/told_twice.html",
        case,
        {
            "waiting": [row(pair) for pair in waiting],
            "judged": [row(pair) for pair in judged],
            "count": pairs.undecided(case, by).count(),
            "reader": reader,
            "form": form,
            "back": reverse(TAB, args=[case.reference]) + reader.query(),
        },
        tab=TAB,
        status=form.status,
    )


def _judge(pair: Pair, data: Any, reader: Reader) -> Judge:
    form = Judge(data, initial={"judged": pair.judged, "words": reader.words(pair.words)})
    form.stands_in = f"pair{pair.pk}"
    return form
