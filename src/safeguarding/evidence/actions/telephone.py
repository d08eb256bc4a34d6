"""What was said on the telephone."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.evidence.access import to_sector
from safeguarding.evidence.actions.running import begin
from safeguarding.evidence.models import Request, TelephoneLine
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def note_telephone(
    *,
    by: Acting,
    request: Request,
    spoke_to: str,
    said: str,
    rang_on: date,
    promised_on: date | None = None,
) -> TelephoneLine:
    """Note a call with an agency about the return that it owes: with whom, what was said, what was promised.

    By whoever runs the case, or by the coordinator for the agency's sector, who sees nothing else of the
    case. A correction is a new line. It moves no day: the day by which to answer holds until more time is
    given. Raises NotAllowed.
    """
    if by.role is Role.SECTOR_COORDINATOR:
        case, request = begin(by, Act.RING_FOR_SECTOR, request, *to_sector(by, request))
    else:
        case, request = begin(by, Act.NOTE_TELEPHONE, request)
    demand(may_note(spoke_to, said, rang_on, promised_on, today=by.today))
    line = TelephoneLine.objects.create(
        request=request,
        by=by.seat,
        spoke_to=spoke_to.strip(),
        said=said.strip(),
        rang_on=rang_on,
        promised_on=promised_on,
        at=timezone.now(),
    )
    record(
        case,
        "note_telephone",
        by=by,
        on={
            "agency": str(request.agency_id),
            "occurred": rang_on.isoformat(),
            **({"promised": promised_on.isoformat()} if promised_on else {}),
        },
        keep={"spoke to": line.spoke_to, "said": line.said},
    )
    return line


def may_note(spoke_to: str, said: str, rang_on: date, promised_on: date | None, *, today: date) -> Answer:
    """It says with whom and what, of a call that has been made, and no promise lies before its call."""
    if not spoke_to.strip() or not said.strip():
        return Refused(
            "no_words", "Say with whom you spoke and what was said.", "A name and a sentence will do."
        )
    if rang_on > today:
        return Refused("date_to_come", "That call has not been made yet.", "Give the day on which you rang.")
    if promised_on and promised_on < rang_on:
        return Refused(
            "promise_before_call",
            "The day that was promised lies before the call.",
            "Check both days, or leave the promised one empty.",
        )
    return Allowed()
