"""The decision record of a consideration, as a paper: plain words from what stands in the case."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.models import Consideration, LocalAuthorityDecision, Position
from safeguarding.statute.terms import (
    AbuseNeglect,
    Outcome,
    Partner,
    Place,
    SeriousHarmBasis,
    ThresholdPosition,
)
from safeguarding.ui.words import long_date, moment

OUTCOMES = {
    "notify": "Notify the Panel",
    "do_not_notify": "Considered, not notified",
    "need_more_information": "More information is needed",
    "split": "The partners did not agree",
}


def decision_record(consideration: Consideration) -> dict[str, Any]:
    """Options, facts relied on, the test limb by limb for each partner, dissent, the local authority's
    decision.
    """
    case = consideration.case
    positions = list(
        consideration.positions.filter(current=True).select_related("confirmed_by__person").order_by("pk")
    )
    decision = case.local_authority_decisions.filter(current=True).select_related("seat__person").first()
    return {
        "title": "Decision record: considering the threshold",
        "subtitle": case.pseudonym,
        "reference": case.reference,
        "marking": case.marking,
        "prepared_on": (consideration.held_on or consideration.convened_for.date()).isoformat(),
        "organisation": case.partnership.name,
        "summary": [
            ["Outcome", OUTCOMES.get(consideration.outcome, consideration.outcome)],
            ["Held", f"{long_date(consideration.held_on)}, {consideration.how}"],
            ["Rules", f"{case.editions.working_together.name}; {case.editions.panel_guidance.name}"],
        ],
        "sections": [
            _facts(consideration),
            _test(positions),
            _reasons(consideration),
            _local_authority(decision),
        ],
        "signatures": [_signature(position) for position in positions if position.confirmed_at],
    }


def _facts(consideration: Consideration) -> dict[str, Any]:
    basis = [SeriousHarmBasis(code).label for code in consideration.harm_basis]
    return {
        "number": "1",
        "title": "Facts relied on",
        "blocks": [
            {"kind": "para", "text": consideration.facts_relied_on or "None recorded."},
            {"kind": "heading", "text": "Why the harm is or is not serious"},
            *([{"kind": "list", "items": basis}] if basis else []),
            {"kind": "para", "text": consideration.harm_reasoning or "None recorded."},
        ],
    }


def _test(positions: list[Position]) -> dict[str, Any]:
    return {
        "number": "2",
        "title": "The test (Children Act 2004 section 16C), partner by partner",
        "blocks": [
            {
                "kind": "table",
                "caption": "Each partner’s answers",
                "head": ["Partner", "Abuse or neglect", "Harm", "Place", "Position"],
                "rows": [
                    [
                        Partner(p.partner).label,
                        AbuseNeglect(p.abuse_neglect).label,
                        Outcome(p.harm).label,
                        Place(p.place).label,
                        ThresholdPosition(p.position).label,
                    ]
                    for p in positions
                ],
            },
            *({"kind": "para", "text": f"{Partner(p.partner).label}: {p.reason}"} for p in positions),
        ],
    }


def _reasons(consideration: Consideration) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = [{"kind": "para", "text": consideration.conclusion_reason}]
    if consideration.chair_advice:
        blocks.append({"kind": "para", "text": f"The chair’s advice: {consideration.chair_advice}"})
    if consideration.legal_advice_taken:
        blocks.append({"kind": "para", "text": "Legal advice was taken."})
    if consideration.review_on:
        blocks.append(
            {"kind": "para", "text": f"To be looked at again on {long_date(consideration.review_on)}."}
        )
    return {"number": "3", "title": "Outcome and reasons", "blocks": blocks}


def _local_authority(decision: LocalAuthorityDecision | None) -> dict[str, Any]:
    if decision is None:
        text = "The local authority’s own decision had not been recorded when this paper was made."
    else:
        said = "Notify the Panel" if decision.notify else "Do not notify"
        against = (
            f" The position of {', '.join(Partner(p).label for p in decision.against)} differs."
            if decision.against
            else ""
        )
        who = f"{decision.seat.person.name}, {long_date(decision.decided_on)}"
        text = f"{said}. {who}. {decision.reason}{against}"
    return {
        "number": "4",
        "title": "The local authority’s own decision",
        "blocks": [{"kind": "para", "text": text}],
    }


def _signature(position: Position) -> dict[str, str]:
    return {
        "name": position.confirmed_by.person.name if position.confirmed_by else "",
        "capacity": position.capacity,
        "position": ThresholdPosition(position.position).label,
        "signed_at": moment(position.confirmed_at),
    }
