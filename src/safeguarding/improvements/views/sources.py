"""Where learning comes from: the list, one source with its recommendations, and writing to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.queries import visible_to
from safeguarding.improvements import actions as acts
from safeguarding.improvements.access import may_in
from safeguarding.improvements.forms import actions as f
from safeguarding.improvements.models import Recommendation, Source
from safeguarding.improvements.queries.actions import recommendations, sources, visible_actions, with_names
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.answer import Answer
from safeguarding.statute.improvement import plan_hint
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import ActionKind, LearningSource, Theme
from safeguarding.ui.pages import render

SHOWN = 1_000
"""How many sources are listed, the newest first; where there are more, the page says so."""


@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """Every source that one may see, the newest first; a new one can be noted."""
    by = acting(request)
    if not may_in(by, Act.SEE_ACTIONS, by.partnership):
        raise Http404
    may_note = bool(may_in(by, Act.NOTE_SOURCE, by.partnership))
    form = f.NewSource(request.POST or None)
    if request.method == "POST" and may_note:
        answer = perform(
            request,
            form,
            lambda: acts.note_source(
                by=by, **{**form.cleaned_data, "kind": LearningSource(form.cleaned_data["kind"])}
            ),
            lambda source: reverse("improvements:source", args=[source.short]),
        )
        if answer:
            return answer
    found = list(sources(by).order_by("-dated", "-pk")[: SHOWN + 1])
    return render(
        request,
        "improvements/sources.html",
        {
            "sources": found[:SHOWN],
            "shown": SHOWN if len(found) > SHOWN else None,
            "form": form,
            "may_note": may_note,
            "may_import": bool(may_in(by, Act.IMPORT_ACTIONS, by.partnership)),
        },
        status=form.status,
    )


@signed_in
def source(request: HttpRequest, short: str) -> HttpResponse:
    """One source: what it recommends, and what is done about each recommendation."""
    by = acting(request)
    found = get_object_or_404(sources(by).select_related("case__partnership", "partnership"), short=short)
    seen = list(with_names(visible_actions(by)).filter(source=found).order_by("number"))
    kinds = [ActionKind(action.kind) for action in seen if action.kind]
    return render(
        request,
        "improvements/source.html",
        {
            "source": found,
            "lines": [
                (one, [(action, action.delivery(by.today)) for action in rows])
                for one, rows in recommendations(found, seen)
            ],
            "hint": plan_hint(kinds) if kinds and len(kinds) == len(seen) else "",
            "case": found.case if found.case and visible_to(by).filter(pk=found.case.pk).exists() else None,
            "may_write": bool(_may(by, Act.WRITE_ACTION, found)),
            "today": by.today,
        },
    )


@signed_in
def recommend(request: HttpRequest, short: str) -> HttpResponse:
    """Write a recommendation down."""
    by = acting(request)
    found = _writable(by, short, Act.WRITE_RECOMMENDATION)
    form = f.NewRecommendation(request.POST or None, partnership=found.partnership)
    if request.method == "POST":
        answer = perform(
            request, form, lambda: _recommend(by, found, form.cleaned_data),
            reverse("improvements:source", args=[short]), stream=found.case.stream if found.case else None,
        )  # fmt: skip
        if answer:
            return answer
    return render(request, "improvements/recommend.html", {"source": found, "form": form}, status=form.status)


@signed_in
def plan(request: HttpRequest, short: str) -> HttpResponse:
    """Write an action down."""
    by = acting(request)
    found = _writable(by, short, Act.WRITE_ACTION)
    listed_here = list(found.recommendations.all())
    form = f.NewAction(
        request.POST or None,
        partnership=found.partnership,
        recommendations=[(str(one.pk), f"{one.number}. {one.words[:80]}") for one in listed_here],
        initial={"due": timezone.localdate() + f.DEFAULT_TIME, "recommendation": request.GET.get("for", "")},
    )
    if request.method == "POST":
        answer = perform(
            request, form, lambda: _plan(by, found, listed_here, form.cleaned_data),
            lambda action: reverse("improvements:action", args=[action.short]),
            stream=found.case.stream if found.case else None,
        )  # fmt: skip
        if answer:
            return answer
    return render(request, "improvements/plan.html", {"source": found, "form": form}, status=form.status)


def _recommend(by: Acting, found: Source, said: dict[str, Any]) -> Recommendation:
    agencies = Agency.objects.filter(
        partnership=found.partnership, pk__in=[int(pk) for pk in said["agencies"]]
    )
    return acts.write_recommendation(
        by=by, source=found, finding=said["finding"], words=said["words"], agencies=agencies,
        collective=bool(said["collective"]), by_when=said["by_when"],
        themes=[Theme(code) for code in said["themes"]],
    )  # fmt: skip


def _plan(by: Acting, found: Source, listed_here: list[Recommendation], said: dict[str, Any]) -> Any:
    chosen = next((one for one in listed_here if str(one.pk) == said["recommendation"]), None)
    return acts.plan_action(
        by=by,
        source=found,
        recommendation=chosen,
        plan=acts.Plan(
            finding=said["finding"] or (chosen.finding if chosen else ""), what=said["what"],
            owner=said["owner"], owner_email=said["owner_email"], due=said["due"],
            intended_change=said["intended_change"], agency=f.chosen(found.partnership, said["agency"]),
            kind=ActionKind(said["kind"]), measure=said["measure"], evidence_wanted=said["evidence_wanted"],
            resource=said["resource"],
        ),
    )  # fmt: skip


def _writable(by: Acting, short: str, act: Act) -> Source:
    found = get_object_or_404(
        sources(by).select_related("case__partnership", "case__stream", "partnership"), short=short
    )
    if not _may(by, act, found):
        raise Http404
    return found


def _may(by: Acting, act: Act, found: Source) -> Answer:
    return may_do(by, act, found.case) if found.case else may_in(by, act, found.partnership)
