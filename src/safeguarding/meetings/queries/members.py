"""Who belongs to the standing group, how each was confirmed, and how often each came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from safeguarding.cases.queries import visible_to
from safeguarding.meetings.models import Attendance, Attestation, Meeting, Member
from safeguarding.people.acting import Acting
from safeguarding.people.actions.doors import STANDS
from safeguarding.people.models import Delegation, Seat
from safeguarding.people.queries import delegations, seats
from safeguarding.statute.authority import (
    Authority,
    MemberKind,
    authority,
    counts,
    ends_soon,
    needs_confirmation,
)
from safeguarding.statute.permission.permits import CHAIR, DELEGATED, DEPUTIES, MEMBERS, SCRUTINEER
from safeguarding.statute.terms import Role

SITS = (
    CHAIR, *DELEGATED, *DEPUTIES, *MEMBERS, SCRUTINEER, Role.AGENCY_LEAD, Role.AGENCY_SENIOR,
    Role.SECTOR_COORDINATOR,
)  # fmt: skip
"""Whose seats may have a place in the group: nobody who comes by a link, reviews, or keeps the system."""
ORDER = {role.value: place for place, role in enumerate(SITS)}
KINDS = {kind.value: place for place, kind in enumerate(MemberKind)}


@dataclass(frozen=True)
class Line:
    """One member as they stand on a day: what was confirmed, until when, and what is due."""

    member: Member
    authority: Authority
    until: date | None
    by_whom: str
    asked: Attestation | None
    came: int
    of: int
    on: date

    @property
    def counts(self) -> bool:
        return counts(self.authority, term_until=self.member.last_day, on=self.on)

    @property
    def due(self) -> list[str]:
        """What is to be done about this member, the most pressing first."""
        last, found = self.member.last_day, []
        who = self.asked.asked_of.person.name if self.asked else ""
        asked = f" ({who} has been asked)" if who else ""
        if self.authority is Authority.LAPSED:
            found.append(f"confirm again: the confirmation has ended{asked}")
        if self.authority is Authority.ENDS_SOON:
            found.append(f"renew the confirmation{asked}")
        if self.authority is Authority.ASKED:
            found.append(f"wait for {who} to confirm")
        if self.authority is Authority.NOT_ASKED:
            found.append("ask for confirmation")
        if last is not None and last < self.on:
            found.append("the term has ended")
        elif ends_soon(last, self.on):
            found.append("the term ends soon")
        if self.member.inducted_on is None and self.member.kind != MemberKind.INVITED:
            found.append("induction")
        return found

    @property
    def due_sentence(self) -> str:
        """The same in one line."""
        words = "; ".join(self.due)
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def lapses(self) -> bool:
        """Whether something of it has ended, ends within 28 calendar days, or was never asked for."""
        soon = ends_soon(self.member.last_day, self.on)
        return soon or not self.counts or self.authority in {Authority.ENDS_SOON, Authority.NOT_ASKED}


def members_of(partnership: int, **only: object) -> QuerySet[Member]:
    """Members with all that a line about them is worded from, in a fixed number of queries."""
    asked = Attestation.objects.select_related("asked_of__person").order_by("asked_at", "pk")
    return (
        Member.objects.filter(partnership=partnership, **only)
        .select_related("seat__person", "seat__agency", "seat__partnership", "moved_from__seat__agency")
        .prefetch_related("seat__agency__names", Prefetch("attestations", asked))
    )


def present(by: Acting) -> list[Line]:
    """Everybody who belongs to the group today or later, or whose term ended within their seat, core first.

    A term that ran out while its seat goes on stays until somebody renews or ends it.
    """
    today = by.today
    goes_on = Q(until__isnull=True) | Q(until__gte=today) | Q(why_ended="")
    seat_goes_on = Q(seat__until__isnull=True) | Q(seat__until__gte=today)
    found = members_of(by.partnership.pk).filter(goes_on, seat_goes_on, moved_to__isnull=True)
    renewed = {one.seat_id for one in found if one.in_force(today)}
    kept = [
        one for one in found if one.seat_id not in renewed or one.last_day is None or one.last_day >= today
    ]
    return _lines(by, sorted(kept, key=_place))


def past(by: Acting) -> list[Member]:
    """Everybody who no longer belongs to the group, the latest first."""
    today = by.today
    found = members_of(by.partnership.pk).filter(
        (Q(until__lt=today) & ~Q(why_ended="")) | Q(seat__until__lt=today) | Q(moved_to__isnull=False)
    )
    ended = [one for one in found if one.last_day is not None and one.last_day < today]
    return sorted(ended, key=lambda one: (one.last_day or date.max, one.pk), reverse=True)


def one(by: Acting, pk: int) -> Line | None:
    """One member of one's own partnership, whether or not they still belong."""
    found = members_of(by.partnership.pk, pk=pk).first()
    return _lines(by, [found])[0] if found else None


def attestation_for(by: Acting, pk: int) -> Attestation | None:
    """What this person was asked to confirm; nobody else finds it."""
    return (
        Attestation.objects.select_related("member__seat__person", "member__seat__agency", "asked_of__person")
        .prefetch_related("member__seat__agency__names")
        .filter(pk=pk, asked_of=by.seat, withdrawn_at__isnull=True)
        .first()
    )


def seniors(member: Member, on: date) -> list[Seat]:
    """Who may be asked about a member.

    A delegated partner's lead partner; for others a senior or safeguarding lead of their own agency.
    """
    role = Role(member.seat.role)
    found = seats().filter(partnership=member.partnership_id).exclude(person=member.seat.person_id)
    if role in DELEGATED and role.partner:
        found = found.filter(role=f"lsp_{role.partner.value}")
    else:
        found = found.filter(
            role__in=[Role.AGENCY_SENIOR.value, Role.AGENCY_LEAD.value], agency=member.seat.agency_id
        )
    order = {Role.AGENCY_LEAD.value: 1}
    return sorted(
        (seat for seat in found if seat.in_force(on)), key=lambda s: (order.get(s.role, 0), s.person.name)
    )


def may_be_added(by: Acting) -> list[Seat]:
    """Seats that could have a place in the group and have none."""
    today = by.today
    held = {line.member.seat_id for line in present(by)}
    found = seats().filter(partnership=by.partnership, role__in=[role.value for role in SITS])
    return sorted(
        (s for s in found if s.pk not in held and (s.until is None or s.until >= today)),
        key=lambda s: (ORDER[s.role], s.person.name),
    )


def why_not_counted(seat: Seat, day: date) -> str:
    """Why somebody there on a day does not count towards the quorum; empty where they do.

    Somebody of whom no membership is kept counts by their seat. A deputy's delegation is looked at apart.
    """
    if Role(seat.role) in DEPUTIES:
        return ""
    held = members_of(seat.partnership_id, seat=seat, since__lte=day)
    member = max(held, key=lambda m: (m.since, m.pk), default=None)
    if member is None:
        return ""
    given = _given(member.attestations.all(), day)
    until = given.until if given else None
    standing = authority(needed=_needs(member), asked=True, until=until, on=day)
    if counts(standing, term_until=member.until, on=day):
        return ""
    if standing is Authority.LAPSED:
        return "their agency’s confirmation had ended by that day, so not counted"
    return "their term in the group had ended by that day, so not counted"


def _needs(member: Member) -> bool:
    kind, role = MemberKind(member.kind), Role(member.seat.role)
    return needs_confirmation(role, kind, for_agency=member.seat.agency_id is not None)


def _waits(asked: Attestation, on: date) -> bool:
    """Whether an answer may still come: not for longer than a link stands, nor from whose seat has ended."""
    still = asked.asked_of.in_force(on) and timezone.localdate(asked.asked_at) + STANDS >= on
    return still and not asked.confirmed_at and not asked.withdrawn_at


def _given(attestations: Iterable[Attestation], on: date) -> Attestation | None:
    """The latest confirmation given by a day."""
    found = [a for a in attestations if a.confirmed_at and timezone.localdate(a.confirmed_at) <= on]
    return max(found, key=lambda a: (a.confirmed_at, a.pk), default=None)


def _place(member: Member) -> tuple[int, int, str, int]:
    role = ORDER.get(member.seat.role, len(ORDER))
    return KINDS[member.kind], role, member.seat.person.name, member.pk


def _lines(by: Acting, found: list[Member]) -> list[Line]:
    on = by.today
    held = _delegations(found)
    there = _attendance(by, found)
    return [_line(member, held.get(member.seat_id, []), there[member.pk], on) for member in found]


def _line(member: Member, held: list[Delegation], there: tuple[int, int], on: date) -> Line:
    asked_all = list(member.attestations.all())
    open_one = next((a for a in asked_all if _waits(a, on)), None)
    until: date | None
    if Role(member.seat.role) in DEPUTIES:
        last = max(held, key=lambda d: d.until, default=None)
        until, whose = (last.until, last.principal.person.name) if last else (None, "")
        standing = authority(needed=True, asked=False, until=until, on=on)
    else:
        given = _given(asked_all, on)
        until, whose = (given.until, given.asked_of.person.name) if given else (None, "")
        standing = authority(needed=_needs(member), asked=open_one is not None, until=until, on=on)
    return Line(member, standing, until, whose, open_one, *there, on=on)


def _delegations(found: list[Member]) -> dict[int, list[Delegation]]:
    """The confirmed delegations of those who are deputies, by seat; one ended early is none."""
    wanted = [member.seat_id for member in found if Role(member.seat.role) in DEPUTIES]
    by_seat: dict[int, list[Delegation]] = defaultdict(list)
    for one_of in delegations().filter(deputy__in=wanted, confirmed_at__isnull=False, ended_at__isnull=True):
        by_seat[one_of.deputy_id].append(one_of)
    return by_seat


def _attendance(by: Acting, found: list[Member]) -> dict[int, tuple[int, int]]:
    """To how many meetings each came, of those to which they were recorded within their term.

    Only closed meetings of the group and of cases that the reader may see, so that a figure tells of no
    other case.
    """
    seen = Q(meeting__case__in=visible_to(by)) | Q(meeting__case__isnull=True)
    lines = (
        Attendance.objects.filter(
            seen,
            seat__in=[member.seat_id for member in found],
            meeting__state=Meeting.State.CLOSED,
        )
        .values("seat_id", "meeting__held_for")
        .annotate(came=Count("pk", filter=Q(present=True)), of=Count("pk"))
    )
    by_seat: dict[int, list[tuple[date, int, int]]] = defaultdict(list)
    for row in lines:
        by_seat[row["seat_id"]].append((timezone.localdate(row["meeting__held_for"]), row["came"], row["of"]))
    counted = {}
    for member in found:
        within = [x for x in by_seat[member.seat_id] if member.in_force(x[0])]
        counted[member.pk] = (sum(x[1] for x in within), sum(x[2] for x in within))
    return counted
