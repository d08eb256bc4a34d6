"""The standing group: who belongs to it, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from safeguarding.meetings.actions.group import locked, record, withdraw
from safeguarding.meetings.models import Member
from safeguarding.meetings.queries.members import SITS, members_of
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.permission import Act
from safeguarding.statute.permission.permits import CHAIR, DELEGATED, DEPUTIES
from safeguarding.statute.terms import Role

ALWAYS_CORE = frozenset({CHAIR, *DELEGATED, *DEPUTIES})


@transaction.atomic
def add_member(
    *,
    by: Acting,
    seat: Seat,
    kind: MemberKind,
    since: date,
    until: date | None = None,
    inducted_on: date | None = None,
) -> Member:
    """Give a seat a place in the group for a term. Raises NotAllowed.

    Whoever represents an agency is then confirmed by its senior lead (`ask_to_confirm`), once a year.
    """
    demand(may_here(by, Act.KEEP_MEMBERS, seat.partnership))
    seat = _seat(seat)
    demand(may_sit(seat, kind, since, until, by.today, inducted_on))
    member = Member.objects.create(
        partnership=seat.partnership, seat=seat, kind=kind, since=since, until=until, inducted_on=inducted_on
    )
    record(by, "add_member", member, kind=kind.value, since=since, until=until)
    return member


def may_sit(
    seat: Seat, kind: MemberKind, since: date, until: date | None, today: date, inducted_on: date | None
) -> Answer:
    """A seat of the group, in force when the term begins, and not a member already in those days."""
    role = Role(seat.role)
    if role not in SITS:
        return Refused(
            "not_of_the_group",
            f"“{role.label}” is not a seat that has a place in the group.",
            "Give the person a seat as a member of the group first.",
        )
    if kind is not MemberKind.CORE and role in ALWAYS_CORE:
        return Refused(
            "always_core",
            "The chair, the delegated partners and their deputies are always core members.",
            "Choose “Core member”.",
        )
    if until is not None and until < since:
        return Refused(
            "ends_before_it_begins", "The term would end before it begins.", "Change one of the dates."
        )
    if not seat.in_force(since):
        return Refused(
            "seat_not_in_force",
            f"The seat of {seat.person.name} is not in force on that first day.",
            "Choose a day within the seat’s own dates, or give them a new seat.",
        )
    if inducted_on is not None and inducted_on > today:
        return Refused(
            "date_to_come", "The day of the induction has not come yet.", "Leave it open until it has."
        )
    for held in members_of(seat.partnership_id, seat=seat):
        if held.since <= (until or date.max) and since <= (held.last_day or date.max):
            return Refused(
                "member_already",
                f"{seat.person.name} is a member in those days already.",
                "Choose another first day, or change the term that they have.",
            )
    return Allowed()


@transaction.atomic
def note_induction(*, by: Acting, member: Member, on: date) -> Member:
    """Say on which day somebody new was shown how the group works. Raises NotAllowed."""
    member = locked(by, member)
    if on > by.today:
        raise NotAllowed(
            Refused(
                "date_to_come", "That day has not come yet.", "Note the induction once it has taken place."
            )
        )
    member.inducted_on = on
    member.save(update_fields=["inducted_on"])
    record(by, "note_induction", member, on=on)
    return member


@transaction.atomic
def renew_term(*, by: Acting, member: Member, until: date | None) -> Member:
    """Let a term run to a later last day, or without one. The days before stay on the record."""
    member = locked(by, member)
    if member.until is None:
        raise NotAllowed(
            Refused("no_last_day", "This membership has no last day.", "There is nothing to renew.")
        )
    if until is not None and (until <= member.until or until < by.today):
        raise NotAllowed(
            Refused(
                "not_later",
                "The new last day is not later than the one there is, or has passed.",
                "Choose a later day. To end it sooner, end the membership.",
            )
        )
    if not member.seat.in_force(by.today):
        raise NotAllowed(
            Refused(
                "seat_ended", f"The seat of {member.seat.person.name} has ended.", "Give them a seat first."
            )
        )
    before, member.until = member.until, until
    member.save(update_fields=["until"])
    record(by, "renew_term", member, before=before, until=until)
    return member


@transaction.atomic
def end_member(*, by: Acting, member: Member, last_day: date, why: str) -> Member:
    """End a membership after its last day. The seat, and what was done in it, stand. Raises NotAllowed."""
    member = locked(by, member)
    if not why.strip():
        raise NotAllowed(Refused("no_reason", "Say why the membership ends.", "A few words will do."))
    if last_day < by.today - timedelta(days=1):
        raise NotAllowed(
            Refused(
                "ends_in_the_past",
                "The last day lies in the past, and they may have come to a meeting since.",
                "Choose yesterday to end it at once, today, or a later day.",
            )
        )
    if last_day < member.since - timedelta(days=1):
        raise NotAllowed(
            Refused("ends_before_it_begins", "It would end before it begins.", "Choose a later last day.")
        )
    close(by, member, last_day, why.strip())
    record(by, "end_member", member, {"why": why.strip()}, last_day=last_day)
    return member


def close(by: Acting, member: Member, last_day: date, why: str) -> None:
    """The term ends, and whoever was asked to confirm is no longer asked."""
    member.until, member.why_ended = last_day, why
    member.save(update_fields=["until", "why_ended"])
    withdraw(by, member)


def _seat(seat: Seat) -> Seat:
    Seat.objects.select_for_update().get(pk=seat.pk)
    return Seat.objects.select_related("person", "partnership__stream", "agency").get(pk=seat.pk)
