"""The local authority’s own statutory decision (Children Act 2004 s.16C)."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, find, has
from safeguarding.cases.letters import notify_by, tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, LocalAuthorityDecision
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Partner, Role, ThresholdPosition


@transaction.atomic
def decide_for_local_authority(
    *, by: Acting, case: Case, notify: bool, reason: str
) -> LocalAuthorityDecision:
    """The local authority's statutory decision (Children Act 2004 s.16C).

    A field of its own with its own signatory.

    Allowed against the other partners' positions, with a reason; the dissent is kept beside it.
    """
    case = lock(case)
    demand(may_do(by, Act.DECIDE_FOR_LOCAL_AUTHORITY, case))
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "The decision needs its reason.", "Say why in a sentence or two.")
        )
    latest = case.considerations.order_by("-round").first()
    wanted = ThresholdPosition.NOTIFY if notify else ThresholdPosition.DO_NOT_NOTIFY
    against = (
        sorted(
            latest.positions.filter(current=True, confirmed_at__isnull=False)
            .exclude(position=wanted.value)
            .exclude(partner=Partner.LA.value)
            .values_list("partner", flat=True)
        )
        if latest
        else []
    )
    case.local_authority_decisions.filter(current=True).update(current=False)
    decision = LocalAuthorityDecision.objects.create(
        case=case, notify=notify, reason=reason, against=against, seat=by.seat, decided_on=by.today
    )
    standing = find(case, Kind.LA_DECIDED)
    if standing:
        standing.current = False
        standing.save(update_fields=["current"])
    establish(
        case,
        Kind.LA_DECIDED,
        by=by,
        occurred=by.today,
        act="decide_for_local_authority",
        detail={"notify": "yes" if notify else "no", "against": ",".join(against)},
        keep={"reason": reason},
    )
    if notify and not has(case, Kind.NOTIFIED):
        tell(
            case,
            {Role.LA_NOTIFIER},
            "notification_wanted",
            once=f"notify:{decision.pk}",
            due=notify_by(case),
        )
    kind = DecisionKind.LA_NOTIFY if notify else DecisionKind.DO_NOT_NOTIFY
    chosen = OPTIONS[kind][0 if notify else 1]
    others = " and ".join(Partner(one).label for one in against)
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter="local_authority",
        source=f"local_authority:{decision.pk}",
        said=Said(
            outcome=f"{chosen}.",
            decided_on=by.today,
            reasons=reason,
            chosen=chosen,
            unanimous=not against if latest else None,
            dissent=f"Against the position of {others}." if against else "",
        ),
    )
    return decision
