"""Naming somebody to decide for a partner whom walls have left nobody, in one case."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, StandIn
from safeguarding.cases.queries.walls import may_stand_in, names_for, silenced
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner, Role


@transaction.atomic
def name_stand_in(*, by: Acting, case: Case, partner: Partner, seat: Seat, why: str) -> StandIn:
    """A lead safeguarding partner names who decides for their partner in this case; a second person confirms.

    Only while nobody else of that partner can. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.NAME_STAND_IN, case))
    if not names_for(by, case, partner):
        raise NotAllowed(
            Refused(
                "other_partner",
                f"{partner.label} has a lead safeguarding partner of its own, who names somebody.",
                "Ring them.",
            )
        )
    if partner not in silenced(case):
        raise NotAllowed(
            Refused(
                "not_silenced",
                f"{partner.label} has somebody who can decide in this case.",
                "There is nothing to do.",
            )
        )
    if seat.pk not in {one.pk for one in may_stand_in(case, partner)}:
        raise NotAllowed(
            Refused(
                "cannot_stand_in",
                "This person cannot decide for that partner in this case.",
                "Choose from the list. If the person you want is not there, ask the partnership manager to "
                "give them a deputy’s seat first.",
            )
        )
    if not why.strip():
        raise NotAllowed(
            Refused(
                "no_reason",
                "Naming somebody needs a reason.",
                "Say why this person can speak for the partner with authority.",
            )
        )
    StandIn.objects.filter(case=case, partner=partner.value, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )
    named = StandIn.objects.create(
        case=case, partner=partner.value, seat=seat, why=why.strip(), named_by=by.seat
    )
    record(
        case,
        "name_stand_in",
        by=by,
        on={"partner": partner.value, "seat": str(seat.pk)},
        keep={"reason": why.strip()},
    )
    tell(case, {Role.LTRG_CHAIR, Role.PARTNERSHIP_MANAGER}, "stand_in_wanted", once=f"confirm:{named.pk}")
    return named


@transaction.atomic
def confirm_stand_in(*, by: Acting, named: StandIn) -> StandIn:
    """A second person confirms who stands in, who can decide from then on. Raises NotAllowed."""
    case = lock(named.case)
    demand(may_do(by, Act.CONFIRM_STAND_IN, case))
    named = StandIn.objects.select_for_update().select_related("seat__person", "named_by").get(pk=named.pk)
    if named.ended_at or named.confirmed_at:
        raise NotAllowed(
            Refused(
                "settled", "This has been confirmed or has ended already.", "There is nothing more to do."
            )
        )
    if by.person.pk in {named.named_by.person_id, named.seat.person_id}:
        raise NotAllowed(
            Refused(
                "own_naming",
                "Whoever named somebody, or was named, does not confirm it.",
                "Ask the chair, the manager or another partner.",
            )
        )
    if named.seat_id not in {one.pk for one in may_stand_in(case, Partner(named.partner))}:
        raise NotAllowed(
            Refused(
                "cannot_stand_in",
                "The person who was named can no longer decide in this case.",
                "Ask the lead safeguarding partner to name somebody else.",
            )
        )
    named.confirmed_by, named.confirmed_at = by.seat, timezone.now()
    named.save(update_fields=["confirmed_by", "confirmed_at"])
    record(case, "confirm_stand_in", by=by, on={"partner": named.partner, "seat": str(named.seat_id)})
    tell(case, [named.seat.person], "position_wanted", once=f"stands-in:{named.pk}")
    return named


def partner_was_silenced(case: Case) -> None:
    """After a new wall: tell the lead of each partner who now has nobody to decide in this case."""
    for partner in silenced(case):
        tell(
            case,
            {Role(f"lsp_{partner}"), Role.PARTNERSHIP_MANAGER},
            "stand_in_wanted",
            once=f"silenced:{case.pk}:{partner}:{timezone.localdate()}",
        )


def end_stand_ins(case: Case, by: Acting) -> None:
    """After somebody was let back: whoever stood in for a partner that has its own voice again stops."""
    quiet = {partner.value for partner in silenced(case, counting_stand_ins=False)}
    for named in StandIn.objects.filter(case=case, ended_at__isnull=True).exclude(partner__in=quiet):
        named.ended_at = timezone.now()
        named.save(update_fields=["ended_at"])
        record(case, "end_stand_in", by=by, on={"partner": named.partner, "seat": str(named.seat_id)})
