"""Bringing the three partners together, the record that they share, and concluding it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.consideration.shared import open_only
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Consideration
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Criterion, Position, Said
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import (
    AbuseNeglect,
    DecisionKind,
    Outcome,
    Partner,
    Place,
    Role,
    ThresholdPosition,
)

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}
ADVISERS = {Role.LTRG_CHAIR, Role.INDEPENDENT_SCRUTINEER}


@transaction.atomic
def convene_consideration(*, by: Acting, case: Case, convened_for: datetime, how: str) -> Consideration:
    """Bring the three partners together. Tells them, the chair and the scrutineer when. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.CONVENE_CONSIDERATION, case))
    if case.considerations.filter(concluded_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "already_convened",
                "The partners have already been brought together about this case.",
                "Use the consideration that is open.",
            )
        )
    consideration = Consideration.objects.create(
        case=case,
        round=case.considerations.count() + 1,
        convened_for=convened_for,
        how=how,
        convened_by=by.seat,
    )
    record(case, "convene_consideration", by=by, on={"consideration": str(consideration.pk)})
    tell(
        case,
        PARTNERS | ADVISERS,
        "bring_together",
        once=f"consideration:{consideration.pk}",
        due=timezone.localdate(convened_for),
    )
    return consideration


@transaction.atomic
def write_consideration(
    *,
    by: Acting,
    consideration: Consideration,
    facts_relied_on: str,
    harm_basis: list[str],
    harm_reasoning: str,
    notes: str = "",
    chair_advice: str = "",
    legal_advice_taken: bool = False,
) -> Consideration:
    """Keep the one shared record as the meeting talks."""
    case = lock(consideration.case)
    demand(may_do(by, Act.WRITE_CONSIDERATION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    open_only(consideration)
    consideration.facts_relied_on, consideration.harm_basis = facts_relied_on, harm_basis
    consideration.harm_reasoning, consideration.notes = harm_reasoning, notes
    consideration.chair_advice, consideration.legal_advice_taken = chair_advice, legal_advice_taken
    consideration.save()
    record(
        case,
        "write_consideration",
        by=by,
        on={"consideration": str(consideration.pk)},
        keep={"facts relied on": facts_relied_on, "harm reasoning": harm_reasoning, "notes": notes},
    )
    return consideration


@transaction.atomic
def conclude_consideration(
    *,
    by: Acting,
    consideration: Consideration,
    reason: str,
    held_on: date | None = None,
    review_on: date | None = None,
) -> Tally:
    """Close the shared record.

    Agreement is computed by the profile's rule; a split opens the resolution protocol.

    “Considered, not notified” needs a date on which it is looked at again, because a late medical opinion can
    change it. Raises NotAllowed.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.CONCLUDE_CONSIDERATION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    open_only(consideration)
    result = tally_of(consideration)
    if not result.complete:
        waiting = " and ".join(partner.label for partner in result.waiting)
        raise NotAllowed(
            Refused(
                "positions_wanted",
                f"{waiting} have not confirmed a position yet.",
                "Ask them to confirm their own line. The clock keeps running meanwhile.",
            )
        )
    if not consideration.harm_reasoning.strip():
        raise NotAllowed(
            Refused(
                "no_reasoning",
                "The record does not say yet why the harm is or is not serious.",
                "Fill in “Why the harm is or is not serious”.",
            )
        )
    outcome = result.outcome or "split"
    if outcome == ThresholdPosition.DO_NOT_NOTIFY and not review_on:
        raise NotAllowed(
            Refused(
                "no_review_date",
                "“Considered, not notified” needs a date on which it is looked at again.",
                "Give a review date: a later medical opinion or charge may change the answer.",
            )
        )
    consideration.concluded_at, consideration.outcome = timezone.now(), outcome
    consideration.held_on = held_on or by.today
    consideration.review_on, consideration.conclusion_reason = review_on, reason
    consideration.save()
    establish(
        case,
        Kind.CONSIDERED,
        by=by,
        occurred=consideration.held_on,
        act="conclude_consideration",
        key=str(consideration.round),
        detail={"outcome": outcome, "unanimous": "yes" if result.unanimous else "no"},
        on={"consideration": str(consideration.pk), "outcome": outcome},
        keep={"reason": reason},
    )
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.THRESHOLD_POSITION,
        matter="threshold",
        source=f"consideration:{consideration.pk}",
        said=_said(consideration, result),
        told=[f"consideration:{consideration.pk}"],
    )
    return result


def _said(consideration: Consideration, result: Tally) -> Said:
    """The shared record and each partner's confirmed line, limb by limb."""
    lines = list(
        consideration.positions.filter(current=True, confirmed_at__isnull=False)
        .select_related("confirmed_by__person")
        .order_by("pk")
    )
    chosen = ThresholdPosition(result.outcome).label if result.outcome else ""
    limbs = (
        ("Abuse or neglect known or suspected", [AbuseNeglect(line.abuse_neglect) for line in lines]),
        ("The child died or was seriously harmed", [Outcome(line.harm) for line in lines]),
        ("Where it happened", [Place(line.place) for line in lines]),
    )
    return Said(
        outcome=f"{chosen}." if chosen else result.sentence,
        decided_on=consideration.held_on or timezone.localdate(consideration.concluded_at),
        reasons=consideration.conclusion_reason or consideration.harm_reasoning,
        chosen=chosen or "The partners did not agree",
        criteria=tuple(
            Criterion(
                question,
                "; ".join(
                    f"{Partner(line.partner).label}: {answer.label}"
                    for line, answer in zip(lines, answers, strict=True)
                ),
                consideration.harm_reasoning if question.startswith("The child") else "",
            )
            for question, answers in limbs
        ),
        positions=tuple(
            Position(
                Partner(line.partner).label,
                ThresholdPosition(line.position).label,
                line.confirmed_by.person.name if line.confirmed_by else "",
                line.capacity,
                line.reason,
            )
            for line in lines
        ),
        unanimous=result.unanimous,
        dissent="" if result.unanimous else result.sentence,
        chair_advice=consideration.chair_advice,
        legal_advice="Legal advice was taken." if consideration.legal_advice_taken else "",
        review_on=consideration.review_on,
        meeting=f"consideration:{consideration.pk}",
    )


def tally_of(consideration: Consideration) -> Tally:
    """What the confirmed positions come to, by the lead partnership's rule for this decision."""
    confirmed = dict(
        consideration.positions.filter(current=True, confirmed_at__isnull=False).values_list(
            "partner", "position"
        )
    )
    profile = consideration.case.profile
    return tally(
        {partner: confirmed.get(partner.value) for partner in Partner},
        profile.rule_for(DecisionKind.THRESHOLD_POSITION),
        positive=ThresholdPosition.NOTIFY.value,
    )
