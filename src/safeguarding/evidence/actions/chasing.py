"""Chasing by the system, at the steps of the partnership's plan; and the manager's word that it is not to."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.cases.queries import people_who_see
from safeguarding.evidence.access import answered
from safeguarding.evidence.actions.reaching import send_link
from safeguarding.evidence.actions.running import begin
from safeguarding.evidence.letters import reminder_letter
from safeguarding.evidence.models import ChaserHold, Reminder, Request
from safeguarding.evidence.queries.chasing import steps_due
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.chasing import Told
from safeguarding.statute.permission import Act
from safeguarding.statute.sectors import partner_of
from safeguarding.statute.terms import AgencyType, Partner, Role


@transaction.atomic
def chase(*, request: Request, today: date) -> Reminder | None:
    """Remind an agency at the step that has come, by the system; nothing where none has, or not any more.

    The case is locked and the step looked for anew, so that two workers remind once. At a step that tells a
    partner, the partner for the agency's sector learns that an agency has not answered, and nothing else.
    """
    case = lock(request.case)
    step = next(iter(steps_due(today, request)), None)
    if step is None:
        return None
    request = step.request
    request.case = case
    partner = Partner(request.agency.partner or partner_of(AgencyType(request.agency.kind)))
    told = _people(case, partner, step.chaser.told)
    reminder = Reminder.objects.create(
        request=request,
        at=timezone.now(),
        step=step.number,
        steps=step.of,
        for_day=request.due_on,
        told=step.chaser.told.value if told else "",
    )
    record(
        case,
        "chase_agency",
        by=None,
        on={"agency": str(request.agency_id), "step": str(step.number), "of": str(step.of)},
    )
    assert request.contact is not None  # noqa: S101 - only such are owing
    send_link(
        request, request.contact, by=None, kind=reminder_letter(request), once=f"reminder:{reminder.pk}"
    )
    if told:
        tell(
            case,
            told,
            "agency_late",
            once=f"late:{reminder.pk}",
            due=request.due_on,
            path=f"/cases/{case.reference}/returns/",
        )
        on = {"agency": str(request.agency_id), "partner": partner.value, "told": reminder.told}
        record(case, "tell_partner_late", by=None, on=on)
    return reminder


@transaction.atomic
def hold_chasers(*, by: Acting, request: Request, reason: str) -> ChaserHold:
    """Have the system not remind this agency for now, and why. People still may. Raises NotAllowed."""
    case, request = begin(by, Act.HOLD_CHASERS, request)
    if answered(request):
        raise NotAllowed(
            Refused("returned_already", "This agency has answered.", "There is nobody to remind.")
        )
    if not reason.strip():
        raise NotAllowed(Refused("no_reason", "Say why they are not to be reminded.", "A few words will do."))
    if request.holds.filter(ended_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "held_already", "Their reminders are held already.", "Let them go again first to change why."
            )
        )
    hold = ChaserHold.objects.create(request=request, by=by.seat, reason=reason.strip(), at=timezone.now())
    record(case, "hold_chasers", by=by, on={"agency": str(request.agency_id)}, keep={"reason": hold.reason})
    return hold


@transaction.atomic
def resume_chasers(*, by: Acting, request: Request) -> ChaserHold:
    """Let the system remind this agency again, from the next step on. Raises NotAllowed."""
    case, request = begin(by, Act.HOLD_CHASERS, request)
    hold = request.holds.filter(ended_at__isnull=True).first()
    if hold is None:
        raise NotAllowed(
            Refused("not_held", "Their reminders are not held.", "The system reminds them by itself.")
        )
    hold.ended_by, hold.ended_at = by.seat, timezone.now()
    hold.save(update_fields=["ended_by", "ended_at"])
    record(case, "resume_chasers", by=by, on={"agency": str(request.agency_id)})
    return hold


def _people(case: Case, partner: Partner, told: Told) -> list[Person]:
    """The delegated partner and whoever stands in; at the last step, or where there is none, the lead one."""
    if told is Told.NOBODY:
        return []
    lead = people_who_see(case, {Role(f"lsp_{partner.value}")})
    if told is Told.LEAD:
        return lead
    return people_who_see(case, {Role(f"dsp_{partner.value}"), Role(f"deputy_{partner.value}")}) or lead
