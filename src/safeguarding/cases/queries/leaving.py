"""What waits for somebody who leaves, or has gone; who could take it on; and which seats nobody holds.

Of a case that the reader may not see nothing is shown here, not even that there is something: it goes to the
chair, or to whoever else runs the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from safeguarding.cases.handover import Handover, Waiting, Whose
from safeguarding.cases.models import Correction, Enquiry, Entry, Exclusion, Grant, LeftOpen, Restamp
from safeguarding.cases.queries.visible import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.people.models import Delegation, Partnership, Seat
from safeguarding.people.permission import may_here
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.facts import Kind
from safeguarding.statute.leaving import ALWAYS_HELD, ASKS
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role


@dataclass(frozen=True)
class Offer:
    """One thing that waits, with those who could take it on, the likeliest first."""

    waiting: Waiting
    takers: Sequence[Seat]

    @property
    def proposed(self) -> Seat | None:
        return self.takers[0] if self.takers else None


def rooms() -> list[Handover]:
    """Every room's ways of handing over, in the order in which they are shown."""
    found: list[Handover] = import_string(settings.SAFEGUARDING_WIRING + ".HANDOVER")
    return found


def waiting_for(seat: Seat) -> list[tuple[Handover, Waiting]]:
    """Everything that waits for the holder of a seat, on whatever case; for acts only, never for a page."""
    whose = Whose(seat.partnership, [seat])
    return [(room, one) for room in rooms() for one in room.waiting(whose)]


def waits_for_nobody(partnership: Partnership, today: date) -> list[tuple[Handover, Waiting]]:
    """Everything that waits for somebody whose seat has ended, or was left open when it did."""
    gone = Seat.objects.filter(partnership=partnership, until__lt=today)
    marks = LeftOpen.objects.filter(partnership=partnership, ended_at__isnull=True)
    left = {(one.kind, one.row): one for one in marks.select_related("seat__agency", "seat__person")}
    whose = Whose(partnership, gone, left)
    return [
        (room, one)
        for room in rooms()
        if room.hand_over is not None and not room.then
        for one in room.waiting(whose)
    ]


def seen(by: Acting, found: Iterable[tuple[Handover, Waiting]]) -> list[tuple[Handover, Waiting]]:
    """Of these, what this person may know of: nothing of a case that does not exist for them."""
    if not may_here(by, Act.HAND_ON_WORK, by.partnership):
        return []
    listed = list(found)
    cases = {one.case.pk for _, one in listed if one.case is not None}
    visible = set(visible_to(by).filter(pk__in=cases).values_list("pk", flat=True)) if cases else set()
    return [(room, one) for room, one in listed if one.case is None or one.case.pk in visible]


def offers(found: Iterable[tuple[Handover, Waiting]], partnership: Partnership, today: date) -> list[Offer]:
    """For each thing, who could take it on: of the same agency and fit for it, not kept apart from its case,
    and named on it where it is sealed.
    """
    listed = [one for _, one in found]
    if not listed:
        return []
    held = list(seats().filter(in_force(today), partnership=partnership).order_by("person__name", "pk"))
    cases = {one.case.pk for one in listed if one.case is not None}
    walls = set(Exclusion.objects.filter(case__in=cases, ended_at__isnull=True).values_list("case", "person"))
    grants = Grant.objects.filter(case__in=cases, ended_at__isnull=True, since__lte=today)
    named = set(grants.exclude(until__lt=today).values_list("case", "seat"))
    marks = LeftOpen.objects.filter(partnership=partnership, ended_at__isnull=True).select_related("seat")
    left = {(one.kind, one.row): one.seat for one in marks}
    return [
        Offer(one, _takers(one, one.seat or left.get((one.kind, one.row)), held, walls, named))
        for one in listed
    ]


def _takers(
    one: Waiting,
    leaver: Seat | None,
    held: Sequence[Seat],
    walls: set[tuple[int, int]],
    named: set[tuple[int, int]],
) -> list[Seat]:
    agency = one.agency or (leaver.agency_id if leaver else None)
    fit = [
        seat
        for seat in held
        if seat.role in one.roles
        and seat.agency_id == agency
        and (leaver is None or seat.pk != leaver.pk)
        and seat.person_id not in one.apart
        and (one.case is None or (one.case.pk, seat.person_id) not in walls)
        and (one.case is None or not one.case.sealed or (one.case.pk, seat.pk) in named)
    ]
    return sorted(fit, key=lambda seat: leaver is None or seat.role != leaver.role)


def delegations_that_fall(seat: Seat, on: date) -> list[Delegation]:
    """Those that the seat's holder gave or holds: authority is the person's own and goes with the seat."""
    return list(
        Delegation.objects.filter(Q(principal=seat) | Q(deputy=seat), ended_at__isnull=True, until__gte=on)
        .select_related("principal__person", "deputy__person")
        .order_by("pk")
    )


def held_after(seat: Seat, last_day: date) -> bool:
    """Whether somebody else holds the same seat on the day after the last."""
    return _others(seat, last_day).filter(role=seat.role).exists()


def somebody_asks(seat: Seat, last_day: date) -> bool:
    """Whether a manager or business support is there after this seat has ended."""
    return _others(seat, last_day).filter(role__in=ASKS).exists()


def _others(seat: Seat, last_day: date) -> QuerySet[Seat]:
    next_day = last_day + timedelta(days=1)
    return Seat.objects.filter(in_force(next_day), partnership=seat.partnership_id).exclude(pk=seat.pk)


def held_by_nobody(partnership: Partnership, today: date) -> list[Role]:
    """The seats that must always be held and that nobody holds any more."""
    before = set(
        Seat.objects.filter(partnership=partnership, role__in=ALWAYS_HELD).values_list("role", flat=True)
    )
    now = set(
        Seat.objects.filter(in_force(today), partnership=partnership, role__in=ALWAYS_HELD)
        .values_list("role", flat=True)
    )  # fmt: skip
    return [role for role in ALWAYS_HELD if role in before - now]


def work(by: Acting) -> list[WorkItem]:
    """For whoever runs the partnership: that something waits for nobody, and seats that nobody holds.

    The chair is asked only where nobody who runs the partnership may see the case. No number is told.
    """
    if not may_here(by, Act.HAND_ON_WORK, by.partnership):
        return []
    found = seen(by, waits_for_nobody(by.partnership, by.today))
    if by.role not in ASKS:
        found = _for_the_chair(by, found)
    items = []
    if found:
        items.append(
            WorkItem(
                "Say who takes on what waits for nobody",
                None,
                "Somebody has gone, and what waited for them waits for nobody now.",
                min((one.due for _, one in found if one.due), default=None),
                reverse("cases:hand_on"),
                "Say who",
            )
        )
    if by.role in ASKS:
        items += [
            WorkItem(
                f"Nobody holds the seat: {role.label.lower()}",
                None,
                "Ask who comes after, and give them the seat.",
                None,
                reverse("give_seat"),
                "Give the seat",
            )
            for role in held_by_nobody(by.partnership, by.today)
        ]
    return items


def _for_the_chair(by: Acting, found: list[tuple[Handover, Waiting]]) -> list[tuple[Handover, Waiting]]:
    """What none of those who run the partnership may see: sealed without them, or each kept apart."""
    cases = {one.case.pk for _, one in found if one.case is not None}
    if not cases:
        return []
    running = list(Seat.objects.filter(in_force(by.today), partnership=by.partnership, role__in=ASKS))
    walls = set(Exclusion.objects.filter(case__in=cases, ended_at__isnull=True).values_list("case", "person"))
    grants = Grant.objects.filter(case__in=cases, ended_at__isnull=True, since__lte=by.today)
    named = set(grants.exclude(until__lt=by.today).values_list("case", "seat"))
    return [
        (room, one)
        for room, one in found
        if one.case is not None
        and not any(
            (one.case.pk, seat.person_id) not in walls
            and (not one.case.sealed or (one.case.pk, seat.pk) in named)
            for seat in running
        )
    ]


# This room's own


def enquiries(whose: Whose) -> list[Waiting]:
    """“What do you know now?”, asked and not answered, while the partners consider."""
    found = Enquiry.objects.filter(
        whose.rows("enquiry", "seat"),
        answered_at__isnull=True,
        consideration__concluded_at__isnull=True,
        consideration__case__closed=False,
    )
    return [
        Waiting(
            "enquiry", one.pk, "Say what the agency knows now", one.consideration.case, one.due_on, one.seat,
            one.agency_id, roles_for(Act.ANSWER_WHAT_IS_KNOWN),
        )
        for one in found.select_related("consideration__case", "seat").order_by("due_on", "pk")
    ]  # fmt: skip


def proposals(whose: Whose) -> list[Waiting]:
    """Corrected dates, cases brought in and newer rules for a case that wait for a second person."""
    corrections = Correction.objects.filter(proposed_by__in=whose.seats, settled_at__isnull=True)
    entries = Entry.objects.filter(entered_by__in=whose.seats, confirmed_at__isnull=True)
    restamps = Restamp.objects.filter(proposed_by__in=whose.seats, settled_at__isnull=True)
    return [
        *(
            Waiting(
                "proposal", one.pk, f"A corrected date: {Kind(one.fact.kind).label.lower()}", one.fact.case
            )
            for one in corrections.select_related("fact__case").order_by("pk")
        ),
        *(
            Waiting("proposal", one.pk, "A case that was brought in", one.case)
            for one in entries.select_related("case").order_by("pk")
        ),
        *(
            Waiting("proposal", one.pk, "Newer rules for a running case", one.case)
            for one in restamps.select_related("case").order_by("pk")
        ),
    ]
