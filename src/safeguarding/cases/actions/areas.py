"""Other areas that a case concerns: invited to contribute, and what they answered."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Area, Case
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act


@transaction.atomic
def invite_area(*, by: Acting, case: Case, area: str, contact: str, invited_on: date, asked: str) -> Area:
    """Record that another area was invited to contribute; expected within two working days of notifying.

    The area where it happened leads and works with the others (the Panel's frequently asked questions).
    Raises NotAllowed for a date to come and for an area that has been invited already.
    """
    case = lock(case)
    demand(may_do(by, Act.INVITE_AREA, case))
    name = area.strip()
    if case.areas.filter(name__iexact=name).exists():
        raise NotAllowed(
            Refused("invited_already", f"{name} has been invited already.", "Note what it answered instead.")
        )
    invited = Area.objects.create(
        case=case, name=name, contact=contact.strip(), asked=asked.strip(), invited_on=invited_on,
        invited_by=by.seat,
    )  # fmt: skip
    establish(
        case, Kind.AREA_INVITED, by=by, occurred=invited_on, act="invite_area", key=str(invited.pk),
        on={"area": str(invited.pk)}, keep={"words": f"{name}: {invited.asked}", "contact": invited.contact},
    )  # fmt: skip
    return invited


@transaction.atomic
def note_area_answer(*, by: Acting, area: Area, answered_on: date, answer: str) -> Area:
    """Keep what the other area answered; a later answer takes the place of an earlier one, and the record
    keeps both.

    Raises NotAllowed for a date to come or before the area was asked.
    """
    case = lock(area.case)
    demand(may_do(by, Act.INVITE_AREA, case))
    demand(
        guards.happened_by(
            answered_on,
            today=by.today,
            after=area.invited_on,
            what="The answer",
            after_what="the area was asked",
        )
    )
    area.answer, area.answered_on = answer.strip(), answered_on
    area.save(update_fields=["answer", "answered_on"])
    record(
        case,
        "note_area_answer",
        by=by,
        on={"area": str(area.pk)},
        keep={"words": f"{area.name}: {area.answer}"},
    )
    return area
