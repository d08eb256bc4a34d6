"""Other areas that a case concerns: invited to contribute, and what they answered."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.actions.guests import tell_guests
from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Area, Case
from safeguarding.cases.queries.sharing import contributing
from safeguarding.cases.references import address
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Seat
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def invite_area(
    *,
    by: Acting,
    case: Case,
    area: str,
    contact: str,
    invited_on: date,
    asked: str,
    guest: Partnership | None = None,
    guest_seat: Seat | None = None,
) -> Area:
    """Record that another area was invited to contribute; expected within two working days of notifying.

    The area where it happened leads and works with the others (the Panel's frequently asked questions).
    Where its partnership works here too (`guest`), or one of its people has a guest's seat (`guest_seat`),
    they read their share and answer themselves. Raises NotAllowed for a date to come and for an area that
    has been invited already.
    """
    case = lock(case)
    demand(may_do(by, Act.INVITE_AREA, case))
    name = area.strip()
    if case.areas.filter(name__iexact=name).exists():
        raise NotAllowed(
            Refused("invited_already", f"{name} has been invited already.", "Note what it answered instead.")
        )
    demand(_can_be_guest(case, guest, guest_seat, by))
    invited = Area.objects.create(
        case=case, lead=case.partnership, short=address(), name=name, contact=contact.strip(),
        asked=asked.strip(), invited_on=invited_on, invited_by=by.seat, guest=guest, guest_seat=guest_seat,
    )  # fmt: skip
    establish(
        case, Kind.AREA_INVITED, by=by, occurred=invited_on, act="invite_area", key=str(invited.pk),
        on={"area": str(invited.pk)}, keep={"words": f"{name}: {invited.asked}", "contact": invited.contact},
    )  # fmt: skip
    tell_guests(invited, "area_invited", once=f"area:{invited.pk}")
    return invited


def _can_be_guest(case: Case, guest: Partnership | None, guest_seat: Seat | None, by: Acting) -> Answer:
    if guest is not None and guest.pk == case.partnership_id:
        return Refused("own_area", "That is the area that leads.", "Choose the other area’s partnership.")
    if guest_seat is not None and (
        guest_seat.partnership_id != case.partnership_id
        or guest_seat.role != Role.EXTERNAL_PARTNERSHIP
        or not guest_seat.in_force(by.today)
    ):
        return Refused(
            "no_guest",
            "That person has no guest’s seat here today.",
            "Give them a seat as “Another area’s partnership” under People first.",
        )
    return Allowed()


@transaction.atomic
def answer_for_area(*, by: Acting, area: Area, answer: str) -> Area:
    """The other area answers for itself. A later answer takes the place of an earlier one; both are kept.

    Raises NotAllowed.
    """
    case = lock(area.case)
    demand(may_do(by, Act.ANSWER_FOR_AREA, case, *contributing(by, area)))
    area = Area.objects.select_for_update().get(pk=area.pk)
    if case.closed:
        raise NotAllowed(
            Refused(
                "closed", "This case has ended, so it takes no more answers.", "Ring the area that leads."
            )
        )
    if not answer.strip():
        raise NotAllowed(
            Refused("no_words", "There is no answer yet.", "“We do not know this child” is an answer too.")
        )
    area.answer, area.answered_on = answer.strip(), by.today
    area.save(update_fields=["answer", "answered_on"])
    record(
        case,
        "answer_for_area",
        by=by,
        on={"area": str(area.pk)},
        keep={"words": f"{area.name}: {area.answer}"},
    )
    tell(
        case,
        {Role.PARTNERSHIP_MANAGER},
        "area_answered",
        once=f"area-answer:{area.pk}:{timezone.now().isoformat()}",
    )
    return area


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
