"""Whose due dates are near or past, for everybody at once: a fixed number of queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from safeguarding.cases.access import DEPUTIES
from safeguarding.cases.models import Consideration, Deadline, Exclusion, Grant, Position, StandIn
from safeguarding.cases.queries.visible import sees_all
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.cases.shape import passed_point
from safeguarding.correspondence.kinds import LetterKind
from safeguarding.correspondence.queries import last_sent
from safeguarding.people.models import MAILBOX_ROLES, Person, ReminderRound, Seat
from safeguarding.people.queries import deputies_in_force, in_force, quiet_days
from safeguarding.statute.deadlines import Due
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.reminding import NEVER_QUIET, Quiet, in_digest, next_digest
from safeguarding.statute.terms import DecisionKind, Partner, Role

ASKED_ELSEWHERE = {Due.RETURNS_DUE, Due.REPORTS_DUE, Due.PLAN_RETURNS_DUE}
"""Owed by agencies, who are reminded of their own requests."""
NOT_A_TASK = {Due.KEEP_PUBLIC_UNTIL}
"""How long something is kept: a retention date, of which nobody is reminded."""


@dataclass(frozen=True)
class Digest:
    """What one person is told on one day: how many things, and the first due date. `seat` is where it is."""

    seat: Seat
    things: int
    first: date

    @property
    def person(self) -> Person:
        return self.seat.person


def running(partnerships: Collection[int] | None = None) -> Iterator[Deadline]:
    """Every deadline that runs: not met, of a case that is not closed, and somebody's to meet."""
    found = Deadline.objects.filter(met_on__isnull=True, case__closed=False).exclude(
        kind__in=[*ASKED_ELSEWHERE, *NOT_A_TASK]
    )
    if partnerships is not None:
        found = found.filter(case__partnership__in=partnerships)
    return (line for line in found.select_related("case__partnership") if not passed_point(line))


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Deadlines, for those who own them; positions that partners have yet to give, by the day to notify."""
    asked = _without_position(partnerships)
    for line in running(partnerships):
        plan = reminding_of(line.case.partnership).plan(line.force)
        roles = {Role(line.owner)}
        if line.kind == Due.RESOLVE:
            ladder = line.case.profile.ladder_for(DecisionKind.THRESHOLD_POSITION)
            roles = {role for rung in ladder if rung.level is LevelCode(line.key) for role in rung.who}
        if line.kind == Due.NOTIFY_PANEL:
            roles |= asked.get(line.case_id, set())
        yield Open(line.due_on, plan, line.case.partnership_id, line.case, frozenset(roles))


def _without_position(partnerships: Collection[int] | None) -> dict[int, set[Role]]:
    """For each case under consideration: the partners who have not confirmed their position, and deputies."""
    latest: dict[int, Consideration] = {}
    found = Consideration.objects.filter(case__closed=False)
    if partnerships is not None:
        found = found.filter(case__partnership__in=partnerships)
    for one in found.order_by("round"):
        latest[one.case_id] = one
    live = {one.pk: one.case_id for one in latest.values() if one.concluded_at is None}
    given = set(
        Position.objects.filter(consideration__in=live, current=True, confirmed_at__isnull=False).values_list(
            "consideration", "partner"
        )
    )
    wanted: dict[int, set[Role]] = defaultdict(set)
    for pk, case in live.items():
        for partner in Partner:
            if (pk, partner.value) not in given:
                wanted[case] |= {Role(f"dsp_{partner}"), Role(f"deputy_{partner}")}
    return wanted


def all_open(partnerships: Collection[int] | None = None) -> Iterator[Open]:
    """What every room has open."""
    for room in import_string(settings.SAFEGUARDING_WIRING + ".REMIND"):
        yield from room(partnerships)


class _Seats:
    """Everybody who can be reminded, and what keeps each of them from a case."""

    def __init__(self, today: date, person: Person | None) -> None:
        found = Seat.objects.filter(in_force(today), person__is_active=True).exclude(role__in=MAILBOX_ROLES)
        if person is not None:
            found = found.filter(person=person)
        self.by_role: dict[tuple[int, str], list[Seat]] = defaultdict(list)
        self.by_agency: dict[tuple[int, str], list[Seat]] = defaultdict(list)
        self.by_key: dict[int, Seat] = {}
        for seat in found.select_related("person", "partnership").order_by("since", "pk"):
            self.by_key[seat.pk] = seat
            self.by_role[seat.partnership_id, seat.role].append(seat)
            if seat.agency_id:
                self.by_agency[seat.agency_id, seat.role].append(seat)
        whose = Q() if person is None else Q(person=person)
        self.apart = set(Exclusion.objects.filter(whose, ended_at__isnull=True).values_list("case", "person"))
        named = Grant.objects.filter(in_force(today), ended_at__isnull=True)
        self.named = set(named.values_list("case", "seat"))
        stands_in = StandIn.objects.filter(confirmed_at__isnull=False, ended_at__isnull=True)
        self.stands_in = set(stands_in.values_list("case", "seat"))
        self.deputies = deputies_in_force(today)
        self.sees_all = {role for role in Role if sees_all(role)}

    def of(self, one: Open) -> Iterator[Seat]:
        """The seats in which it is theirs."""
        if one.agency is None:
            held = [seat for role in one.roles for seat in self.by_role[one.partnership, role]]
        else:
            held = [seat for role in one.roles for seat in self.by_agency[one.agency, role]]
        if one.seat in self.by_key:
            held.append(self.by_key[one.seat])
        for seat in held:
            if seat.pk not in one.but and seat.agency_id not in one.outside and self._reaches(seat, one):
                yield seat

    def _reaches(self, seat: Seat, one: Open) -> bool:
        case = one.case.pk if one.case else None
        stands_in = seat.pk in self.deputies or (case, seat.pk) in self.stands_in
        if not one.asked and seat.role in DEPUTIES and not stands_in:
            return False
        if one.case is None:
            return True
        if (case, seat.person_id) in self.apart:
            return False
        sees = one.asked or seat.role in self.sees_all
        return (case, seat.pk) in self.named or (sees and not one.case.sealed)


def theirs(today: date, opens: Iterable[Open], person: Person | None = None) -> dict[int, dict[Open, Seat]]:
    """For each person what is open and theirs, once however many seats it is theirs in."""
    seats = _Seats(today, person)
    found: dict[int, dict[Open, Seat]] = defaultdict(dict)
    for one in opens:
        for seat in seats.of(one):
            found[seat.person_id].setdefault(one, seat)
    return found


def digests(today: date) -> list[Digest]:
    """The digests that are to go out today: one for each person for whom something is at a reminder date.

    A fixed number of queries, however many people and things there are.
    """
    quiet, last = quiet_days(), _last_days()
    found = []
    for person, things in theirs(today, all_open()).items():
        whole, before = quiet.get(person, NEVER_QUIET), last.get(person)
        due = [one for one in things if in_digest(one.plan, one.due, before, today, whole, one.told)]
        if due:
            first = min(due, key=lambda one: one.due)
            found.append(Digest(things[first], len(due), first.due))
    return found


def coming(person: Person, partnerships: Collection[int], quiet: Quiet) -> tuple[date, int] | None:
    """When somebody's next digest would come, and with how many things, as things stand now."""
    today = timezone.localdate()
    things = theirs(today, all_open(partnerships), person).get(person.pk, {})
    gone = ReminderRound.objects.filter(day=today).exists()
    return next_digest(
        [(one.plan, one.due, one.told) for one in things],
        _last_days().get(person.pk),
        today + timedelta(days=1) if gone else today,
        quiet,
    )


def _last_days() -> dict[int, date]:
    return {person: timezone.localdate(at) for person, at in last_sent(LetterKind.DIGEST).items()}
