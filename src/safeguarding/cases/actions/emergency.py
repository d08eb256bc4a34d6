"""Opening a case in an emergency, and looking at that afterwards."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, EmergencyOpening
from safeguarding.cases.queries import people_who_review
from safeguarding.correspondence.actions import post_kind
from safeguarding.people.acting import Acting
from safeguarding.record import rows
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import EMERGENCY_MINUTES, Act

NOT_THERE = Refused(
    "not_there",
    "There is no case with this reference that you can open in this way.",
    "Check the reference. If a child is in danger now, ring 999; otherwise ring the partnership manager.",
)


@rows.past_walls()
@transaction.atomic
def open_in_emergency(*, by: Acting, reference: str, reason: str) -> EmergencyOpening:
    """Open a case for 60 minutes to read it and to log a safety step, with the reason.

    The chair and the information governance lead are told at once, and somebody else looks at it afterwards.
    Who is kept apart because of an interest is not let in, and learns no more than that there is no such
    case. Raises NotAllowed.
    """
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Say what the emergency is.", "A sentence is enough; it is kept.")
        )
    found = (
        Case.objects.filter(reference=reference.strip().upper(), partnership=by.seat.partnership_id)
        .select_related("stream")
        .first()
    )
    if found is None:
        raise NotAllowed(NOT_THERE)
    case = lock(found)
    if not may_do(by, Act.BREAK_GLASS, case):
        raise NotAllowed(NOT_THERE)
    if may_do(by, Act.SEE_CASE, case):
        raise NotAllowed(
            Refused("open_already", "This case is open to you already.", "Find it under “Your work”.")
        )
    now = timezone.now()
    opening = EmergencyOpening.objects.create(
        case=case,
        seat=by.seat,
        reason=reason.strip(),
        opened_at=now,
        until=now + timedelta(minutes=EMERGENCY_MINUTES),
    )
    record(
        case,
        "open_in_emergency",
        by=by,
        on={"until": opening.until.isoformat()},
        keep={"reason": reason.strip()},
    )
    for person in people_who_review(case, by.person):
        post_kind(
            partnership=case.partnership,
            to=person,
            kind="break_glass",
            stream=case.stream,
            subject_context={"link": "/"},
            once_key=f"break-glass:{opening.pk}:{person.pk}",
        )
    return opening


@transaction.atomic
def review_opening(*, by: Acting, opening: EmergencyOpening, finding: str, words: str) -> EmergencyOpening:
    """Somebody else says afterwards whether an emergency opening was needed. Raises NotAllowed."""
    case = lock(opening.case)
    demand(may_do(by, Act.REVIEW_BREAK_GLASS, case))
    opening = EmergencyOpening.objects.select_for_update().select_related("seat").get(pk=opening.pk)
    if opening.seat.person_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_opening",
                "Whoever opened the case does not look at it afterwards.",
                "Ask the chair, the information governance lead or a lead safeguarding partner.",
            )
        )
    if opening.reviewed_at:
        raise NotAllowed(
            Refused("reviewed", "This has been looked at already.", "There is nothing more to do.")
        )
    if not words.strip():
        raise NotAllowed(Refused("no_reason", "Say what you found.", "A sentence is enough; it is kept."))
    opening.reviewed_by, opening.reviewed_at = by.seat, timezone.now()
    opening.finding, opening.words = EmergencyOpening.Finding(finding).value, words.strip()
    opening.save()
    record(
        case,
        "review_emergency",
        by=by,
        on={"opened_by": str(opening.seat_id), "finding": opening.finding},
        keep={"words": opening.words},
    )
    return opening
