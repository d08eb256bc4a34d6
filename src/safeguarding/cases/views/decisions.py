"""Decisions: each decision of the case with its sealed record, and each fact whose date may be corrected."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import kept_back, may_do, may_show_names
from safeguarding.cases.actions.decisions import make_paper
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case, Correction
from safeguarding.cases.queries import restamp
from safeguarding.cases.queries.decisions import (
    Read,
    decisions_of,
    decisions_of_partnership,
    one_of,
    sources,
    told_of,
)
from safeguarding.cases.queries.papers import papers_for
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, signed_in
from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, DocumentKind
from safeguarding.ui.pages import render

MANY = 10
"""With more decisions than this the page offers one kind at a time."""

FORMS = {"pdf": False, "word": False, "pdf-with-names": True, "word-with-names": True}
"""How a record leaves, and whether with names."""


@case_page()
def decisions(request: HttpRequest, case: Case) -> HttpResponse:
    """What was decided, newest first; then what has happened, when, and who said so."""
    by = acting(request)
    everything = decisions_of(case, by)
    kinds = list(dict.fromkeys(one.record.kind for one in everything)) if len(everything) > MANY else []
    only = request.GET.get("kind", "")
    shown = [one for one in everything if one.record.kind == only] if only in kinds else everything
    return render_case(
        request,
        "cases/decisions.html",
        case,
        {
            "decisions": shown,
            "kinds": [(kind, DecisionKind(kind).label) for kind in kinds],
            "only": only,
            **_before_sealing(case, sources(everything)),
            **_facts(case, by),
        },
        tab="cases:decisions",
    )


@case_page()
def decision(request: HttpRequest, case: Case, reference: str) -> HttpResponse:
    """One decision: outcome and reasons first, then what it rested on and who was told."""
    by = acting(request)
    one = _one(case, by, reference)
    papers = papers_for(case, by) if may_do(by, Act.DOWNLOAD_DOCUMENT, case) else None
    listed = one.words.get("documents", [])
    mine = (
        set(papers.filter(reference__in=[p["reference"] for p in listed]).values_list("reference", flat=True))
        if papers is not None
        else set()
    )
    return render_case(
        request,
        "cases/decision.html",
        case,
        {
            "one": one,
            "words": one.words,
            "papers": [
                {**paper, "label": DocumentKind(paper["kind"]).label, "open": paper["reference"] in mine}
                for paper in listed
            ],
            "told": told_of(one, case, by),
            "may_take": papers is not None,
            "may_name": bool(may_show_names(by, case)),
        },
        tab="cases:decisions",
    )


@case_page(Act.DOWNLOAD_DOCUMENT)
def take_decision(request: HttpRequest, case: Case, reference: str, form: str) -> HttpResponse:
    """The record as a file, once it has been said for what and for whom; with names only for the few."""
    by, named = acting(request), FORMS.get(form)
    one = _one(case, by, reference)
    if named is None or not one.words or (named and not may_show_names(by, case)):
        raise Http404
    word = form.startswith("word")

    def file() -> File:
        paper = make_paper(by=by, case=case, decision=one.record, named=named)
        return paper.word if word else paper.pdf

    def may(locked: Case) -> Answer:
        if one_of(locked, by, reference) is None:
            return Refused("not_there", "This decision is not open to you any more.", "Ask the manager.")
        return may_show_names(by, locked) if named else may_do(by, Act.DOWNLOAD_DOCUMENT, locked)

    as_ = "Word" if word else "PDF"
    return hand_out(
        request,
        Leaving(
            file,
            DocumentKind.DECISION_RECORD,
            case,
            may,
            back=(reverse("cases:decision", args=[case.reference, reference]), "Back to the decision"),
            tab="cases:decisions",
            title="Record of a decision",
            what=f"{one.label}, with {'names' if named else 'pseudonyms'}, as {as_}",
            button="Download the Word file" if word else "Download the PDF",
        ),
    )


@signed_in
def partnership_decisions(request: HttpRequest) -> HttpResponse:
    """What the partnership decided outside any case, newest first."""
    by = acting(request)
    if not may_here(by, Act.SEE_SETTINGS, by.partnership):
        raise Http404
    return render(request, "cases/partnership_decisions.html", {"decisions": decisions_of_partnership(by)})


def _one(case: Case, by: Acting, reference: str) -> Read:
    one = one_of(case, by, reference)
    if one is None:
        raise Http404
    return one


def _before_sealing(case: Case, sealed: set[str]) -> dict[str, object]:
    """What was decided before every decision had a sealed record."""
    considerations = case.considerations.filter(concluded_at__isnull=False).order_by("round")
    decided = case.local_authority_decisions.select_related("seat__person").order_by("pk")
    restamps = restamp.of_case(case).filter(confirmed=True).order_by("pk")
    return {
        "considerations": [one for one in considerations if f"consideration:{one.pk}" not in sealed],
        "la_decisions": [one for one in decided if f"local_authority:{one.pk}" not in sealed],
        "restamps": [one for one in restamps if f"restamp:{one.pk}" not in sealed],
        "restamp_words": DecisionKind.RULESET_RESTAMP.label,
    }


def _facts(case: Case, by: Acting) -> dict[str, object]:
    """The dated facts; a corrected date shows both values."""
    facts = list(
        case.facts.select_related("seat__person", "seat__agency", "supersedes")
        .prefetch_related("seat__agency__names")
        .order_by("occurred", "id")
    )
    hide = kept_back(by, case)
    for fact in facts:
        if fact.seat_id == hide:
            fact.seat.person.name = "Name kept back"
    return {
        "facts": [fact for fact in facts if fact.current],
        "corrections": list(
            Correction.objects.filter(fact__case=case, settled_at__isnull=True).select_related(
                "fact", "proposed_by__person"
            )
        ),
        "may_correct": bool(may_do(by, Act.CORRECT_FACT, case)),
        "may_confirm": bool(may_do(by, Act.CONFIRM_CORRECTION, case)),
    }
