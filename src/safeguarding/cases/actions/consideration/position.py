"""Each partner’s position on the threshold: typed for them in the meeting, or given and confirmed by them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import SCOPES, capacity_in, may_do
from safeguarding.cases.actions.consideration.shared import open_only
from safeguarding.cases.facts import record
from safeguarding.cases.letters import notify_by, tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Consideration, Position
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AbuseNeglect, Outcome, Partner, Place, Role, ThresholdPosition

CONCLUDE = {Role.PARTNERSHIP_MANAGER}


@dataclass(frozen=True)
class Line:
    """What a partner says: each limb of the test, and whether to notify."""

    abuse_neglect: AbuseNeglect
    harm: Outcome
    place: Place
    position: ThresholdPosition
    reason: str


@transaction.atomic
def type_position(*, by: Acting, consideration: Consideration, partner: Partner, line: Line) -> Position:
    """Type what a partner says in the meeting, for that partner to confirm in one press, signed in as
    themselves. What a partner has confirmed only they can change. Raises NotAllowed.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.WRITE_CONSIDERATION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    open_only(consideration)
    confirmed = consideration.positions.filter(
        partner=partner.value, current=True, confirmed_at__isnull=False
    )
    if confirmed.exists():
        raise NotAllowed(
            Refused(
                "confirmed_by_them",
                f"{partner.label} has confirmed a position, so only they can change it.",
                "Ask them to change it on this page, signed in as themselves.",
            )
        )
    return _put(case, consideration, partner, line, by=by, confirmed=False)


@transaction.atomic
def confirm_position(
    *, by: Acting, consideration: Consideration, line: Line | None = None, read: str = ""
) -> Position:
    """A partner confirms the line typed for them, or says another. A deputy only with a delegation in force.

    `read` is the line that was on their page: if another was typed meanwhile, they read that first.
    Positions may change after discussion; each is a row of its own and stays. Raises NotAllowed.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.CONFIRM_POSITION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    open_only(consideration)
    partner = by.role.partner
    if partner is None:
        raise NotAllowed(
            Refused("no_partner", "You do not act for a statutory partner.", "Change the seat you act in.")
        )
    standing = consideration.positions.filter(partner=partner.value, current=True).first()
    if line is None:
        if standing is None:
            raise NotAllowed(
                Refused(
                    "nothing_to_confirm",
                    "Nothing has been typed for you yet.",
                    "Give your position yourself below.",
                )
            )
        if standing.confirmed_at:
            raise NotAllowed(
                Refused(
                    "confirmed_already",
                    "Your position is confirmed already.",
                    "To change it, give another below.",
                )
            )
        if read and read != str(standing.pk):
            raise NotAllowed(
                Refused(
                    "typed_meanwhile",
                    "What was typed for you has changed since you opened this page.",
                    "Read what it says now, then confirm it or give another position.",
                )
            )
        standing.confirmed_by, standing.confirmed_at, standing.capacity = (
            by.seat,
            timezone.now(),
            capacity_in(case, by.seat, SCOPES[Act.CONFIRM_POSITION], by.today),
        )
        standing.save()
        _record_position(case, standing, by=by)
    else:
        standing = _put(case, consideration, partner, line, by=by, confirmed=True)
    if consideration.positions.filter(current=True, confirmed_at__isnull=False).count() == len(Partner):
        once = f"conclude:{consideration.pk}"
        tell(case, CONCLUDE, "decision_wanted", once=once, due=notify_by(case))
    return standing


def _put(
    case: Case, consideration: Consideration, partner: Partner, line: Line, *, by: Acting, confirmed: bool
) -> Position:
    if not line.reason.strip():
        raise NotAllowed(
            Refused("no_reason", "A position needs its reason.", "Say why in a sentence or two.")
        )
    consideration.positions.filter(partner=partner.value, current=True).update(current=False)
    position = Position.objects.create(
        consideration=consideration,
        partner=partner.value,
        abuse_neglect=line.abuse_neglect.value,
        harm=line.harm.value,
        place=line.place.value,
        position=line.position.value,
        reason=line.reason,
        typed_by=by.seat,
        confirmed_by=by.seat if confirmed else None,
        confirmed_at=timezone.now() if confirmed else None,
        capacity=capacity_in(case, by.seat, SCOPES[Act.CONFIRM_POSITION], by.today) if confirmed else "",
    )
    if confirmed:
        _record_position(case, position, by=by)
    else:
        record(
            case,
            "type_position",
            by=by,
            on={"partner": partner.value, "position": line.position.value},
            keep={"reason": line.reason},
        )
    return position


def _record_position(case: Case, position: Position, *, by: Acting) -> None:
    record(
        case,
        "confirm_position",
        by=by,
        on={
            "partner": position.partner,
            "position": position.position,
            "abuse_neglect": position.abuse_neglect,
            "harm": position.harm,
            "place": position.place,
        },
        keep={"reason": position.reason},
    )
