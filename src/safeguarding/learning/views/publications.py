"""National publications: the list, noting one, and what the group made of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.improvements.queries.actions import visible_actions, with_names
from safeguarding.learning import actions as acts
from safeguarding.learning import queries
from safeguarding.learning.forms.assurance import Consider, NewPublication
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render


@signed_in
def publications(request: HttpRequest) -> HttpResponse:
    """Those to consider first, then the others; a new one can be noted."""
    by = acting(request)
    if not may_here(by, Act.SEE_ACTIONS, by.partnership):
        raise Http404
    may_note = bool(may_here(by, Act.NOTE_PUBLICATION, by.partnership))
    form = NewPublication(request.POST or None)
    if request.method == "POST" and may_note:
        answer = perform(
            request, form, lambda: acts.note_publication(by=by, **form.cleaned_data),
            lambda noted: reverse("learning:publication", args=[noted.source.short]),
        )  # fmt: skip
        if answer:
            return answer
    found = list(queries.publications(by)[:200])
    return render(
        request, "learning/publications.html",
        {"waiting": [one for one in found if one.considered_on is None],
         "considered": [one for one in found if one.considered_on], "form": form, "may_note": may_note},
        status=form.status,
    )  # fmt: skip


@signed_in
def publication(request: HttpRequest, short: str) -> HttpResponse:
    """What it asks, how practice here compares, and what is done."""
    by = acting(request)
    found = get_object_or_404(queries.publications(by), source__short=short)
    form = Consider(
        request.POST or None,
        initial={"considered_on": found.considered_on or by.today, "practice_here": found.practice_here,
                 "gap": found.gap, "response": found.response},
    )  # fmt: skip
    may_consider = bool(may_here(by, Act.CONSIDER_PUBLICATION, by.partnership))
    if request.method == "POST" and may_consider:
        answer = perform(
            request, form, lambda: acts.consider_publication(by=by, publication=found, **form.cleaned_data),
            reverse("learning:publication", args=[short]),
        )  # fmt: skip
        if answer:
            return answer
    seen = with_names(visible_actions(by)).filter(source=found.source_id).order_by("number")
    return render(
        request, "learning/publication.html",
        {"publication": found, "form": form, "may_consider": may_consider,
         "rows": [(action, action.delivery(by.today)) for action in seen],
         "may_write": bool(may_here(by, Act.WRITE_ACTION, by.partnership)), "today": by.today},
        status=form.status,
    )  # fmt: skip
