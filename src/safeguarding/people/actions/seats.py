"""Giving and ending seats."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from safeguarding.people import queries
from safeguarding.people.acting import Acting
from safeguarding.people.actions.delegations import record_delegation
from safeguarding.people.actions.doors import shut_door
from safeguarding.people.actions.sign_in import end_sessions, invite
from safeguarding.people.models import MAILBOX_ROLES, Agency, MailboxLink, Partnership, Person, Seat
from safeguarding.people.permission import may_here
from safeguarding.record.actions import SYSTEM, write
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.sectors import COORDINATES
from safeguarding.statute.terms import AgencyType, Role


@transaction.atomic
def give_seat(
    *,
    by: Acting | None,
    partnership: Partnership,
    email: str,
    name: str,
    role: Role,
    since: date,
    until: date | None = None,
    agency: Agency | None = None,
    organisation: str = "",
    post: str = "",
    invited: bool = True,
) -> Seat:
    """Give somebody a capacity between two dates, and invite them if they cannot sign in yet.

    `by=None` is for the command line, which gives the first seat of a partnership.
    """
    if by is not None:
        demand(may_here(by, Act.GIVE_SEAT, partnership))
    return seat_follows(
        by=by,
        partnership=partnership,
        email=email,
        name=name,
        role=role,
        since=since,
        until=until,
        agency=agency,
        organisation=organisation,
        post=post,
        invited=invited,
    )


@transaction.atomic
def seat_follows(
    *,
    by: Acting | None,
    partnership: Partnership,
    email: str,
    name: str,
    role: Role,
    since: date,
    until: date | None = None,
    agency: Agency | None = None,
    organisation: str = "",
    post: str = "",
    invited: bool = True,
) -> Seat:
    """A seat that follows from a decision lawfully taken (a reviewer's appointment, say): nobody's leave is
    asked besides. Raises NotAllowed for seats that one person may not hold together.
    """
    person, _ = Person.objects.get_or_create(email=email.strip().lower(), defaults={"name": name.strip()})
    person = Person.objects.select_for_update().get(pk=person.pk)
    if by is not None and person.pk == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_seat",
                "Nobody gives themselves a seat.",
                "Ask a colleague who looks after seats to do it.",
            )
        )
    demand(may_hold(person, partnership, role, since, until, agency))
    if not Seat.objects.filter(person=person).exclude(role=Role.REFERRER).exists():
        # Whoever asks for a link to refer may type any name beside an address; now somebody vouches for it.
        Person.objects.filter(pk=person.pk).update(name=name.strip())
        person.name = name.strip()
    if not person.password:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    seat = Seat.objects.create(
        person=person,
        partnership=partnership,
        agency=agency,
        role=role,
        post=post.strip(),
        organisation=organisation.strip(),
        since=since,
        until=until,
    )
    assert partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(
        stream=partnership.stream,
        act="give_seat",
        actor=by.actor if by else SYSTEM,
        on={"seat": str(seat.pk), "person": str(person.pk), "role": role.value, "since": since.isoformat()}
        | ({"until": until.isoformat()} if until else {})
        | ({"agency": str(agency.pk)} if agency else {}),
    )
    if invited and role not in MAILBOX_ROLES and not person.has_usable_password():
        invite(person=person, days=7)
    return seat


def may_hold(
    person: Person,
    partnership: Partnership,
    role: Role,
    since: date,
    until: date | None,
    agency: Agency | None,
) -> Answer:
    """One person, one statutory partner, and no two capacities that the partnership's rules keep apart.

    Working Together lets nobody hold or act for two partners in one partnership; which other capacities may
    not be one person stands in the profile (`Profile.apart`).
    """
    profile = PROFILES[partnership.profile]
    if until is not None and until < since:
        return Refused(
            "ends_before_it_begins", "The seat would end before it begins.", "Change one of the two dates."
        )
    if agency is not None and agency.partnership_id != partnership.pk:
        return Refused(
            "other_agency", "That agency is not one of this partnership’s.", "Choose one from the list."
        )
    if agency is not None and agency.active_until is not None and agency.active_until < since:
        return Refused(
            "agency_ended",
            "That agency has ended by the first day of the seat.",
            f"Choose {agency.successor.name_on(since) if agency.successor else 'the agency that took over'}.",
        )
    if agency is not None and role.partner and agency.partner and agency.partner != role.partner:
        return Refused(
            "agency_of_another_partner",
            f"A seat for {role.partner.label.lower()} cannot be for an agency of another statutory partner.",
            "Choose the agency that the person speaks for.",
        )
    if role is Role.SECTOR_COORDINATOR and (agency is None or AgencyType(agency.kind) not in COORDINATES):
        return Refused(
            "no_sector",
            "A coordinator sits for the NHS commissioning body or for the council’s education service.",
            "Choose that agency for the seat.",
        )
    last = until or date.max
    for seat in queries.seats().filter(person=person, partnership=partnership):
        overlaps = seat.since <= last and since <= (seat.until or date.max)
        if not overlaps:
            continue
        if seat.role == role and seat.agency_id == (agency.pk if agency else None):
            return Refused(
                "seat_held_already",
                f"{person.name} holds this seat already.",
                "End that one first, or choose dates that do not overlap.",
            )
        if role.partner and seat.partner and seat.partner != role.partner:
            return Refused(
                "two_partners",
                f"{person.name} acts for {seat.partner.label.lower()} in this partnership at that time. "
                "One person cannot hold or act for two statutory partners.",
                "Name somebody else, or end the other seat first.",
            )
        if because := profile.may_not_be_one_person(Role(seat.role), role):
            return Refused(
                "kept_apart",
                f"{person.name} already has a seat here at that time: {Role(seat.role).label}. {because}",
                "Name somebody else, or end the other seat first.",
            )
    return Allowed()


@transaction.atomic
def correct_address(*, by: Acting, person: Person, email: str) -> Person:
    """Put right where somebody is written to who has never come in, because it was typed wrongly.

    Whoever has come in has proved who they are at that address, so it stays theirs. Who is to set up a
    sign-in is invited anew; the wrong address's invitation no longer works.
    """
    demand(may_here(by, Act.GIVE_SEAT, by.partnership))
    person = Person.objects.select_for_update().get(pk=person.pk)
    address = email.strip().lower()
    demand(_may_correct(by, person, address))
    person.email = address
    person.save(update_fields=["email"])
    assert by.partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=by.partnership.stream, act="correct_address", actor=by.actor, on={"person": str(person.pk)})
    if queries.sign_in_seats(person, by.today):
        invite(person=person, days=7)
    return person


def _may_correct(by: Acting, person: Person, address: str) -> Answer:
    by_link = MailboxLink.objects.filter(seat__person=person, uses__gt=0)
    if person.has_usable_password() or person.last_login or by_link.exists():
        return Refused(
            "has_come_in",
            f"{person.name} has come in with this address, so it is how we know them.",
            "End their seat, and give them one at the other address.",
        )
    if person.seats.exclude(partnership=by.partnership).exists():
        return Refused(
            "sits_elsewhere",
            f"{person.name} has a seat in another partnership too, which writes to this address.",
            "Ask that partnership’s manager.",
        )
    if Person.objects.filter(email=address).exists():
        return Refused(
            "address_taken",
            "Somebody is known by that address already.",
            "End the seat at the wrong address, and give it to them at this one.",
        )
    return Allowed()


@transaction.atomic
def end_seat(*, by: Acting, seat: Seat, last_day: date) -> Seat:
    """End a seat after its last day. What was done in it keeps its capacity.

    Delegations that its holder gave or holds fall with it: authority is the person's own. With the last seat
    all sessions of the person end at once; a day in the past means that it has ended already, and so have the
    links that were sent to it. What waits for the holder is handed over first (`cases.actions.leaving`).
    """
    demand(may_here(by, Act.END_SEAT, seat.partnership))
    return seat_ends(by=by, seat=seat, last_day=last_day)


@transaction.atomic
def seat_ends(*, by: Acting, seat: Seat, last_day: date) -> Seat:
    """The end of a seat that follows from a decision lawfully taken. Raises NotAllowed."""
    Seat.objects.select_for_update().get(pk=seat.pk)
    seat = queries.seats().get(pk=seat.pk)
    demand(may_end(seat, last_day, by.today))
    seat.until = last_day
    seat.save(update_fields=["until"])
    _end_delegations(by, seat, last_day)
    if last_day < by.today:
        for subject in set(seat.links.filter(revoked_at__isnull=True).values_list("subject", flat=True)):
            shut_door(by=by, seat=seat, subject=subject)
    assert seat.partnership.stream is not None  # noqa: S101
    write(
        stream=seat.partnership.stream,
        act="end_seat",
        actor=by.actor,
        on={"seat": str(seat.pk), "person": str(seat.person_id), "last_day": last_day.isoformat()},
    )
    if not queries.sign_in_seats(seat.person, by.today):
        end_sessions(person=seat.person)
    return seat


@transaction.atomic
def seat_goes_on(*, by: Acting, seat: Seat, until: date) -> Seat:
    """A longer term of a seat that follows from a decision lawfully taken. Raises NotAllowed for a later seat
    of the same person from which it is kept apart.
    """
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("person", "partnership", "agency")
        .get(pk=seat.pk)
    )
    if seat.until is None or seat.until >= until:
        return seat
    after = seat.until + timedelta(days=1)
    demand(may_hold(seat.person, seat.partnership, Role(seat.role), after, until, seat.agency))
    seat.until = until
    seat.save(update_fields=["until"])
    assert seat.partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(
        stream=seat.partnership.stream,
        act="prolong_seat",
        actor=by.actor,
        on={"seat": str(seat.pk), "person": str(seat.person_id), "until": until.isoformat()},
    )
    return seat


def _end_delegations(by: Acting, seat: Seat, last_day: date) -> None:
    """Those that go on after the last day end with it; those that would begin later never do."""
    fall = queries.delegations().filter(
        Q(principal=seat) | Q(deputy=seat), ended_at__isnull=True, until__gt=last_day
    )
    for delegation in fall.order_by("pk"):
        delegation.until = max(last_day, delegation.since)
        if last_day < by.today or delegation.since > last_day:
            delegation.ended_at = timezone.now()
        delegation.save(update_fields=["until", "ended_at"])
        record_delegation(by, "end_delegation", delegation)


def may_end(seat: Seat, last_day: date, today: date) -> Answer:
    """A seat that has ended stays ended, and a past day cannot undo what was done since."""
    if seat.until is not None and seat.until < today:
        return Refused("ended_already", "This seat has ended already.", "There is nothing left to end.")
    if last_day < today - timedelta(days=1):
        return Refused(
            "ends_in_the_past",
            "The last day lies in the past, and things may have been done in this seat since.",
            "Choose yesterday to end it at once, today, or a later day.",
        )
    return Allowed()
