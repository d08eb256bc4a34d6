"""Who is there, in which capacity, and which interests they have."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import stand_in_of
from safeguarding.cases.actions.interests import keep_interest
from safeguarding.cases.models import Interest
from safeguarding.meetings.access import may_at
from safeguarding.meetings.actions.shared import may_come, not_closed
from safeguarding.meetings.models import Attendance, Meeting
from safeguarding.meetings.queries.members import why_not_counted
from safeguarding.meetings.subject import locked, record
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency, Seat
from safeguarding.people.queries import delegation_in_force
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner, Role


@transaction.atomic
def record_attendance(
    *,
    by: Acting,
    meeting: Meeting,
    seat: Seat | None = None,
    guest_name: str = "",
    guest_capacity: str = "",
    agency: Agency | None = None,
    present: bool = True,
    apology: str = "",
    interest: str = "",
    interest_words: str = "",
) -> Attendance:
    """Say that somebody is there, or sends apologies; ask about interests at the start.

    A deputy counts for their partner only with a delegation in force that day. A personal or direct interest
    is walled at once and the person steps out. The first line recorded opens the meeting. Raises NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_at(by, Act.RECORD_ATTENDANCE, meeting))
    demand(not_closed(meeting))
    if seat is None and not guest_name.strip():
        raise NotAllowed(
            Refused("nobody", "Say who this is.", "Choose somebody from the list, or type a guest’s name.")
        )
    if seat is not None and present:
        demand(may_come(meeting, seat))
    line = _line(meeting, seat, guest_name.strip())
    line.agency = seat.agency if seat else agency
    line.present, line.apology, line.recorded_by = present, apology if not present else "", by.seat
    line.capacity = guest_capacity.strip() or "Guest"
    if seat is not None:
        _stand(line, seat, meeting)
    line.interest, line.interest_words, line.stepped_out = interest, "", False
    if seat is not None and interest not in {"", Attendance.Interest.NONE}:
        _declare(meeting, line, seat, interest_words, by=by)
    line.save()
    if present and meeting.state == Meeting.State.SLOT:
        meeting.state, meeting.opened_at = Meeting.State.OPEN, timezone.now()
        meeting.save(update_fields=["state", "opened_at"])
    record(
        meeting,
        "record_attendance",
        by=by,
        on={
            "seat": str(seat.pk) if seat else "guest",
            "there": "yes" if present else "no",
            "for": line.voting_partner,
        },
        keep={
            "capacity": line.capacity,
            "apology": line.apology,
            **({"interest": line.interest_words} if line.interest_words else {}),
        },
    )
    return line


def _line(meeting: Meeting, seat: Seat | None, guest_name: str) -> Attendance:
    if seat is not None:
        return meeting.attendances.filter(seat=seat).first() or Attendance(meeting=meeting, seat=seat)
    found = meeting.attendances.filter(seat__isnull=True, guest_name=guest_name).first()
    return found or Attendance(meeting=meeting, guest_name=guest_name)


def _stand(line: Attendance, seat: Seat, meeting: Meeting) -> None:
    """In which capacity they are there, and for which partner they count.

    Whose term in the group or whose agency's confirmation had ended by that day may be there, and is not
    counted: Barnet's published page asks the three tests of every representative (`statute.authority`).
    """
    day = timezone.localdate(meeting.held_for)
    line.capacity, line.voting_partner, line.deputy_for, line.delegation = (
        seat.capacity_on(day),
        "",
        None,
        None,
    )
    role = Role(seat.role)
    if role in {Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE}:
        delegation = delegation_in_force(seat, None, day)
        if delegation:
            line.delegation, line.deputy_for = delegation, delegation.principal
            line.capacity += f", standing in for {delegation.principal.person.name}"
        elif meeting.case is not None and (named := stand_in_of(seat, meeting.case)):
            line.capacity += f", named for this case by {named.named_by.person.name}"
            line.voting_partner = named.partner
        else:
            line.capacity += " (no delegation in force that day, so not counted)"
    if seat.partner and (line.delegation or not role.value.startswith("deputy")):
        line.voting_partner = seat.partner.value
    line.in_the_chair = role is Role.LTRG_CHAIR or (
        meeting.vice_chair_confirmed_at is not None and meeting.vice_chair_id == seat.pk
    )
    if line.voting_partner or line.in_the_chair:
        lapsed = why_not_counted(seat, day)
        if lapsed:
            line.voting_partner, line.in_the_chair = "", False
            line.capacity += f" ({lapsed})"
    if line.voting_partner and line.present:
        other = (
            meeting.attendances.filter(seat__person=seat.person, present=True)
            .exclude(seat=seat)
            .exclude(voting_partner__in=["", line.voting_partner])
            .first()
        )
        if other:
            raise NotAllowed(
                Refused(
                    "two_partners",
                    f"{seat.person.name} is already there for {Partner(other.voting_partner).label}.",
                    "One person acts for one partner only. Ask the other partner to send somebody.",
                )
            )


def _declare(meeting: Meeting, line: Attendance, seat: Seat, words: str, *, by: Acting) -> None:
    """An interest in a case is kept with the case, and one of their own makes somebody step out. At the
    group’s meeting it touches one item, for which they step out.
    """
    case, interest = meeting.case, line.interest
    if case is None:
        if not words.strip():
            raise NotAllowed(
                Refused("no_words", "Say what the interest is.", "A sentence will do: which item, and why.")
            )
        line.interest_words = words.strip()
        return
    held = Interest.objects.filter(case=case, person=seat.person, kind=interest)
    if not held.exists():
        keep_interest(case, seat.person, interest, words, by=by)
    line.stepped_out = interest != Attendance.Interest.ORGANISATIONAL
