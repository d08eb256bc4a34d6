"""Who takes the chair instead of the independent chair: named by one person, agreed by another."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.handover import Waiting
from safeguarding.meetings.access import may_about
from safeguarding.meetings.actions.shared import may_come, not_closed, tell
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import for_want_of_a_chair, who_agrees
from safeguarding.meetings.subject import locked, record
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def name_vice_chair(*, by: Acting, meeting: Meeting, seat: Seat, agreed: str) -> Meeting:
    """Name who takes the chair instead of the independent chair, and say how the three partners agreed to it.

    It gives no power until the chair has agreed too; a name given before loses its own. Raises NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_about(by, Act.HOLD_MEETING, meeting))
    demand(not_closed(meeting))
    if not agreed.strip():
        raise NotAllowed(
            Refused(
                "no_agreement",
                "Say how the three partners agreed to this.",
                "A date and a way will do: “by e-mail, Monday”.",
            )
        )
    demand(may_come(meeting, seat))
    meeting.vice_chair, meeting.vice_chair_agreed, meeting.vice_chair_confirmed_at = seat, agreed, None
    meeting.save(update_fields=["vice_chair", "vice_chair_agreed", "vice_chair_confirmed_at"])
    meeting.attendances.exclude(seat__role=Role.LTRG_CHAIR).update(in_the_chair=False)
    record(meeting, "name_vice_chair", by=by, on={"seat": str(seat.pk)}, keep={"agreed": agreed})
    tell(
        meeting,
        "decision_wanted",
        to=[person for person in who_agrees(meeting) if person.pk != by.person.pk],
        once=f"chair:{meeting.pk}:{seat.pk}:{int(timezone.now().timestamp())}",
        due=timezone.localdate(meeting.held_for),
    )
    return meeting


def let_naming_fall(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """Whoever was to take the chair leaves: the independent chair takes it, unless somebody else is named."""
    meeting = locked(Meeting.objects.select_related("case", "partnership").get(pk=one.row))
    before = meeting.vice_chair_id
    meeting.vice_chair, meeting.vice_chair_agreed, meeting.vice_chair_confirmed_at = None, "", None
    meeting.save(update_fields=["vice_chair", "vice_chair_agreed", "vice_chair_confirmed_at"])
    meeting.attendances.filter(seat=before).exclude(seat__role=Role.LTRG_CHAIR).update(in_the_chair=False)
    record(meeting, "end_naming", by=by, on={"seat": str(before)})


@transaction.atomic
def confirm_vice_chair(*, by: Acting, meeting: Meeting, seat: int) -> Meeting:
    """Agree that whoever holds this seat takes the chair: from now on they may do what the chair does.

    The chair agrees, not whoever named them; where nobody can act as chair, a lead safeguarding partner does
    (Working Together: whoever acts for another does so with authority). Raises NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_about(by, Act.CONFIRM_VICE_CHAIR, meeting, *for_want_of_a_chair(meeting)))
    demand(not_closed(meeting))
    demand(may_confirm(by, meeting, seat))
    if meeting.vice_chair_confirmed_at is not None:
        return meeting
    meeting.vice_chair_confirmed_at = timezone.now()
    meeting.save(update_fields=["vice_chair_confirmed_at"])
    meeting.attendances.filter(seat_id=seat).update(in_the_chair=True)
    record(meeting, "confirm_vice_chair", by=by, on={"seat": str(seat)})
    return meeting


def may_confirm(by: Acting, meeting: Meeting, seat: int) -> Answer:
    """Nobody agrees to their own naming, nor to a name that they have not read."""
    if meeting.vice_chair is None or meeting.vice_chair_id != seat:
        return Refused(
            "changed_meanwhile",
            "Somebody else has been named to take the chair.",
            "Load the page again and read who it is.",
        )
    if meeting.vice_chair.person_id == by.person.pk:
        return Refused(
            "own_naming",
            "You are named to take the chair, so somebody else agrees to it.",
            "Ask a lead safeguarding partner.",
        )
    return Allowed()
