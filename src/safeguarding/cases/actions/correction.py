"""Correcting a fact: two people, both dates kept, everything that follows computed anew."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record, supersede
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Correction, Fact
from safeguarding.people.acting import Acting
from safeguarding.statute import order
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def correct_fact(*, by: Acting, case: Case, fact: Fact, occurred: date, reason: str) -> Correction:
    """Propose another date for a fact. Nothing changes until a second person confirms. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.CORRECT_FACT, case))
    fact.refresh_from_db()
    if not fact.current or fact.case_id != case.pk:
        raise NotAllowed(
            Refused(
                "overtaken", "This date has been corrected since you opened the page.", "Look at it again."
            )
        )
    if fact.occurred == occurred:
        raise NotAllowed(
            Refused("same_date", "That is the date already recorded.", "Give the date that it should be.")
        )
    demand(_in_order(case, fact, occurred, by.today))
    if fact.corrections.filter(settled_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "correction_open",
                "A correction of this date already waits for a second person.",
                "Ask them to answer it.",
            )
        )
    correction = Correction.objects.create(fact=fact, occurred=occurred, reason=reason, proposed_by=by.seat)
    record(
        case,
        "propose_correction",
        by=by,
        keep={"reason": reason},
        on={"fact": fact.kind, "from": fact.occurred.isoformat(), "to": occurred.isoformat()},
    )
    tell(
        case,
        {Role.PARTNERSHIP_MANAGER, Role.LA_NOTIFIER},
        "correction_to_confirm",
        once=f"correction:{correction.pk}",
    )
    return correction


@transaction.atomic
def confirm_correction(*, by: Acting, correction: Correction, agree: bool) -> Correction:
    """A second person confirms the correction, or lets it fall.

    Raises NotAllowed for the one who proposed it.
    """
    case = lock(correction.fact.case)
    demand(may_do(by, Act.CONFIRM_CORRECTION, case))
    correction = (
        Correction.objects.select_for_update().select_related("fact", "proposed_by").get(pk=correction.pk)
    )
    if correction.settled_at:
        raise NotAllowed(
            Refused("settled", "This correction has been answered already.", "There is nothing more to do.")
        )
    if correction.proposed_by.person_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "same_person",
                "You proposed this correction, so somebody else has to confirm it.",
                "Ask the Partnership Manager or the local authority’s notifier.",
            )
        )
    correction.settled_by, correction.settled_at, correction.confirmed = by.seat, timezone.now(), agree
    correction.save()
    fact = correction.fact
    if agree:
        demand(_in_order(case, fact, correction.occurred, by.today))
        supersede(
            fact,
            by=by,
            occurred=correction.occurred,
            act="confirm_correction",
            keep={"reason": correction.reason},
        )
    else:
        record(case, "refuse_correction", by=by, on={"fact": fact.kind})
    return correction


def _in_order(case: Case, fact: Fact, occurred: date, today: date) -> order.Answer:
    dates = {Kind(f.kind): f.occurred for f in case.facts.filter(current=True) if not f.key}
    dates[Kind(fact.kind)] = occurred
    if occurred > today:
        return Refused(
            "date_to_come",
            f"{guards.plain(occurred)} has not come yet.",
            "Give the date on which it happened.",
        )
    return order.in_order(dates)
