"""Closing a case, and opening it again. Both are decisions of people with a reason; nothing closes by
itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Closing, ClosingStatement
from safeguarding.cases.queries import closing as reading
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Position, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Partner


@transaction.atomic
def state_nothing_to_learn(*, by: Acting, case: Case, nothing_more: bool, words: str) -> ClosingStatement:
    """A partner states in their own name whether there is anything more to learn from the case.

    Closing with no further action rests on all three saying that there is not. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.CLOSE_CASE, case))
    if case.closed:
        raise NotAllowed(Refused("closed", "This case is closed already.", "There is nothing more to do."))
    if not words.strip():
        raise NotAllowed(
            Refused("no_reason", "Your statement needs its reason.", "Say why in a sentence or two.")
        )
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - narrows the type; only partners may do this
    now = reading.current_round(case)
    case.closing_statements.filter(round=now, partner=partner.value, current=True).update(current=False)
    statement = ClosingStatement.objects.create(
        case=case,
        round=now,
        partner=partner.value,
        nothing_more=nothing_more,
        words=words,
        seat=by.seat,
        capacity=by.capacity,
    )
    record(
        case,
        "state_nothing_to_learn",
        by=by,
        on={"partner": partner.value, "nothing_more": "yes" if nothing_more else "no"},
        keep={"words": words},
    )
    return statement


@dataclass(frozen=True)
class Told:
    """Who was told what changed, when learning has been taken forward."""

    family: str = ""
    practitioners: str = ""
    shared: str = ""


@transaction.atomic
def close_case(
    *,
    by: Acting,
    case: Case,
    why: Closing.Why,
    code: Closing.Code,
    reason: str,
    told: Told = Told(),
) -> Closing:
    """Close a case (Children Act 2004 s.16F: the partners' own function).

    Never without the three sign-offs on a statutory rapid review, and with no further action only when all
    three have stated that there is nothing more to learn. What is still open beside it is a warning, kept
    with the closing.
    """
    case = lock(case)
    demand(may_do(by, Act.CLOSE_CASE, case))
    stops = reading.blocks(case, why.value, by)
    if stops:
        raise NotAllowed(stops[0])
    if code not in Closing.FITS[why]:
        raise NotAllowed(
            Refused(
                "other_end",
                f"“{code.label}” does not go with “{why.label}”.",
                "Choose the reason that fits how the case ends.",
            )
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Closing a case needs its reason.", "Say why in a sentence or two.")
        )
    if why is Closing.Why.LEARNING:
        demand(_everybody_told(told))
    closing = Closing.objects.create(
        case=case,
        round=reading.current_round(case),
        why=why.value,
        code=code.value,
        reason=reason,
        family_told=told.family.strip(),
        practitioners_told=told.practitioners.strip(),
        shared=told.shared.strip(),
        warnings=reading.warnings(case),
        closed_by=by.seat,
        capacity=by.capacity,
        closed_on=by.today,
    )
    establish(
        case,
        Kind.CLOSED,
        by=by,
        occurred=by.today,
        act="close_case",
        key=str(closing.round),
        detail={"why": why.value, "code": code.value},
        on={"round": str(closing.round), "warnings": str(len(closing.warnings))},
        keep={"reason": reason},
        grounds=code.value,
    )
    _seal_closing(case, closing, by=by)
    return closing


def _seal_closing(case: Case, closing: Closing, *, by: Acting) -> None:
    """Closing with no further action is a kind of its own, which rests on what all three stated."""
    nothing = closing.why == Closing.Why.NFA
    statements = case.closing_statements.filter(round=closing.round, current=True).select_related(
        "seat__person"
    )
    positions = tuple(
        Position(
            Partner(one.partner).label,
            "Nothing more to learn" if one.nothing_more else "There is more to learn",
            one.seat.person.name,
            one.capacity,
            one.words,
        )
        for one in statements.order_by("pk")
    )
    chosen = OPTIONS[DecisionKind.CASE_CLOSE][0]
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.NFA if nothing else DecisionKind.CASE_CLOSE,
        matter="closing",
        source=f"closing:{closing.pk}",
        said=Said(
            outcome=f"The case is closed: {closing.get_why_display()}, {closing.get_code_display()}.",
            decided_on=by.today,
            reasons=closing.reason,
            chosen=chosen,
            options=OPTIONS[DecisionKind.CASE_CLOSE],
            positions=positions,
            unanimous=all(one.nothing_more for one in statements) if nothing else None,
            conditions=" ".join(closing.warnings),
        ),
    )


@transaction.atomic
def reopen_case(*, by: Acting, case: Case, reason: str) -> Closing:
    """Open a closed case again: any delegated partner, or the chair, with a reason. How often is counted."""
    case = lock(case)
    demand(may_do(by, Act.REOPEN_CASE, case))
    closing = case.closings.select_for_update().filter(reopened_on__isnull=True).first()
    if closing is None:
        raise NotAllowed(Refused("not_closed", "This case is not closed.", "There is nothing to open again."))
    if not reason.strip():
        raise NotAllowed(
            Refused(
                "no_reason",
                "Opening a case again needs its reason.",
                "Say what is new, in a sentence or two.",
            )
        )
    closing.reopened_by, closing.reopened_on, closing.reopened_reason = by.seat, by.today, reason
    closing.save(update_fields=["reopened_by", "reopened_on", "reopened_reason"])
    establish(
        case,
        Kind.REOPENED,
        by=by,
        occurred=by.today,
        act="reopen_case",
        key=str(closing.round),
        on={"round": str(closing.round)},
        keep={"reason": reason},
    )
    kind = DecisionKind.CASE_REOPEN
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter="closing",
        source=f"reopening:{closing.pk}",
        said=Said(
            outcome="The case is open again.", decided_on=by.today, reasons=reason, chosen=OPTIONS[kind][0]
        ),
    )
    return closing


def _everybody_told(told: Told) -> Answer:
    """Learning goes back to those whom it came from before a case is closed on it."""
    for text, code, sentence in (
        (
            told.family,
            "family_not_told",
            "Say how the family was told what changed, or why that was not possible.",
        ),
        (told.practitioners, "practitioners_not_told", "Say how the practitioners were told what changed."),
        (told.shared, "not_shared", "Say what was shared, and with whom."),
    ):
        if not text.strip():
            return Refused(code, sentence, "A sentence is enough.")
    return Allowed()
