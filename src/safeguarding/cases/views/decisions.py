"""Decisions: every dated fact and every decision of the case, with what may be corrected."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from safeguarding.cases.access import kept_back, may_do
from safeguarding.cases.models import Case, Correction
from safeguarding.cases.queries import restamp
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind


@case_page()
def decisions(request: HttpRequest, case: Case) -> HttpResponse:
    """What has happened, when, and who said so; a corrected date shows both values."""
    by = acting(request)
    facts = list(
        case.facts.select_related("seat__person", "seat__agency", "supersedes")
        .prefetch_related("seat__agency__names")
        .order_by("occurred", "id")
    )
    hide = kept_back(by, case)
    for fact in facts:
        if fact.seat_id == hide:
            fact.seat.person.name = "Name kept back"
    return render_case(
        request,
        "cases/decisions.html",
        case,
        {
            "facts": [fact for fact in facts if fact.current],
            "superseded": [fact for fact in facts if not fact.current],
            "corrections": list(
                Correction.objects.filter(fact__case=case, settled_at__isnull=True).select_related(
                    "fact", "proposed_by__person"
                )
            ),
            "considerations": list(case.considerations.order_by("round")),
            "la_decisions": list(
                case.local_authority_decisions.select_related("seat__person").order_by("pk")
            ),
            "routes": list(case.route_proposals.select_related("proposed_by__person").order_by("pk")),
            "restamps": list(restamp.of_case(case).filter(confirmed=True).order_by("pk")),
            "restamp_words": DecisionKind.RULESET_RESTAMP.label,
            "may_correct": bool(may_do(by, Act.CORRECT_FACT, case)),
            "may_confirm": bool(may_do(by, Act.CONFIRM_CORRECTION, case)),
        },
        tab="cases:decisions",
    )
