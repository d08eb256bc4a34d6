"""Somebody moves to another agency: one seat ends, another begins, their place in the group goes along."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from safeguarding.cases.actions.leaving import Choices, leave
from safeguarding.meetings.actions.group import record
from safeguarding.meetings.actions.members import ALWAYS_CORE, close
from safeguarding.meetings.models import Member
from safeguarding.meetings.queries.members import SITS, members_of
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.people.models import Agency, Seat
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def move_seat(
    *,
    by: Acting,
    seat: Seat,
    agency: Agency,
    role: Role,
    post: str,
    last_day: date,
    to: Choices | None = None,
    knows: bool = False,
) -> Seat:
    """End a seat after its last day and give its holder another, for another agency, from the next.

    What waits for them in the old seat goes to others (`to`, as when somebody leaves), for it is their old
    agency's. What was done before keeps its capacity. A place in the group moves along, and is to be
    confirmed anew by the new agency; one whose term was over before is left as it is. Raises NotAllowed.
    """
    demand(may_here(by, Act.KEEP_MEMBERS, seat.partnership))
    held = [
        m for m in members_of(seat.partnership_id, seat=seat) if m.last_day is None or m.last_day > last_day
    ]
    first = last_day + timedelta(days=1)
    leave(
        by=by,
        seat=seat,
        last_day=last_day,
        to=to or {},
        knows=knows,
        besides=lambda locked: may_move(locked, agency, last_day),
    )
    new = give_seat(
        by=by,
        partnership=seat.partnership,
        email=seat.person.email,
        name=seat.person.name,
        role=role,
        agency=agency,
        post=post,
        since=first,
        invited=False,
    )
    for member in held:
        _along(by, member, new, first)
    return new


def may_move(seat: Seat, agency: Agency, last_day: date) -> Answer:
    """Whether the holder of a seat can be moved: it goes on after that day, to another agency from here."""
    if seat.until is not None and seat.until <= last_day:
        return Refused(
            "moved_already",
            f"The seat of {seat.person.name} ends by that day already.",
            "Look at the list of people: they may have been moved, or choose an earlier last day.",
        )
    if seat.agency_id == agency.pk:
        return Refused(
            "same_agency",
            f"{seat.person.name} sits for that agency already.",
            "Choose the agency to which they move.",
        )
    if agency.partnership_id != seat.partnership_id:
        return Refused(
            "other_agency", "That agency is not one of this partnership’s.", "Choose one from the list."
        )
    return Allowed()


def _along(by: Acting, member: Member, new: Seat, first: date) -> None:
    until = member.until
    close(by, member, first - timedelta(days=1), "Moved to another agency.")
    if Role(new.role) not in SITS:
        record(by, "end_member", member, moved_to=new.pk)
        return
    made = Member.objects.create(
        partnership=new.partnership,
        seat=new,
        kind=MemberKind.CORE if Role(new.role) in ALWAYS_CORE else MemberKind(member.kind),
        since=max(first, member.since),
        until=until,
        inducted_on=member.inducted_on,
        moved_from=member,
    )
    record(by, "move_member", made, moved_from=member.pk)
