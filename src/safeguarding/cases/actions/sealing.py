"""Sealing a case, so that it exists only for the people named on it; and opening it again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.access import end_lapsed, independent
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Exclusion, Grant
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def seal_case(*, by: Acting, case: Case, named: Sequence[Seat], reason: str) -> Case:
    """Open the case to the named seats only: those who need it (UK GDPR Article 5(1)(c) and (f)).

    Whoever seals it stays named, so that somebody can let others in later. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.SEAL_CASE, case))
    if case.sealed:
        raise NotAllowed(
            Refused("sealed", "This case is sealed already.", "Let people in, or end their access.")
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Sealing a case needs its reason.", "Say why in a sentence or two.")
        )
    kept_apart = set(
        Exclusion.objects.filter(case=case, ended_at__isnull=True).values_list("person_id", flat=True)
    )
    end_lapsed(case, by)
    let_in = {seat.pk: seat for seat in (by.seat, *named)}
    for seat in named:
        demand(independent(case, seat))
    for seat in let_in.values():
        if seat.role == Role.EXTERNAL_PARTNERSHIP:
            raise NotAllowed(
                Refused(
                    "guest",
                    "Somebody of another area sees that area’s share of a case, not all of it.",
                    "Leave them out: whoever was invited by name still reads that share.",
                )
            )
        if seat.person_id in kept_apart:
            raise NotAllowed(
                Refused(
                    "excluded",
                    f"{seat.person.name} must not see the case because of an interest.",
                    "Name somebody else from their organisation.",
                )
            )
        if not Grant.objects.filter(case=case, seat=seat, ended_at__isnull=True).exists():
            Grant.objects.create(
                case=case,
                seat=seat,
                reason="Named when the case was sealed.",
                since=by.today,
                given_by=by.seat,
            )
    case.sealed = True
    case.save(update_fields=["sealed"])
    record(
        case,
        "seal_case",
        by=by,
        on={"named": ",".join(str(pk) for pk in sorted(let_in))},
        keep={"reason": reason},
    )
    return case


@transaction.atomic
def unseal_case(*, by: Acting, case: Case, reason: str) -> Case:
    """Open a sealed case again. Who was named on it stays let in. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.UNSEAL_CASE, case))
    if not case.sealed:
        raise NotAllowed(Refused("not_sealed", "This case is not sealed.", "There is nothing to open."))
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Unsealing a case needs its reason.", "Say why in a sentence or two.")
        )
    case.sealed = False
    case.save(update_fields=["sealed"])
    record(case, "unseal_case", by=by, keep={"reason": reason})
    return case
