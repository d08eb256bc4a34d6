"""Empty places and authority that ends, said before they bite: on the group's page and in “Your work”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from safeguarding.cases.queries.rules import profile_on
from safeguarding.cases.work import WorkItem
from safeguarding.meetings.models import Attestation, Member
from safeguarding.meetings.queries import members
from safeguarding.people.acting import Acting
from safeguarding.people.models import Delegation, Partnership, Seat
from safeguarding.people.queries import in_force, lapsed, lapsing, seats_to_move, waiting_for
from safeguarding.statute.authority import ends_soon
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.permission.permits import DELEGATED, LEADS
from safeguarding.statute.terms import Role


@dataclass(frozen=True)
class Vacancy:
    """A place that is empty, or will be from a day on."""

    role: Role
    since: date | None
    needed: bool

    @property
    def sentence(self) -> str:
        label = self.role.label
        empty = (
            f"is empty from {self.since:%A} {self.since.day} {self.since:%B %Y}" if self.since else "is empty"
        )
        why = "The group has no quorum without it." if self.needed else "The group’s arrangements name it."
        return f"{label}: this place {empty}. {why}"


def vacancies(partnership: Partnership, on: date) -> list[Vacancy]:
    """Places of the quorum that nobody holds or will hold in 28 days; then advisers whom the profile names.

    Advisers are looked for only where the partnership keeps its members here.
    """
    profile = profile_on(partnership, on)
    held = Seat.objects.filter(Q(until__isnull=True) | Q(until__gte=on), partnership=partnership)
    terms: dict[str, list[tuple[date, date | None]]] = {}
    for role, since, until in held.filter(role__in=profile.quorum).values_list("role", "since", "until"):
        terms.setdefault(role, []).append((since, until))
    found = []
    for needed in profile.quorum:
        empty, first = _empty(terms.get(needed.value, []), on)
        if empty:
            found.append(Vacancy(needed, first, needed=True))
    kept = Member.objects.filter(partnership=partnership)
    if kept.exists():
        there = kept.filter(in_force(on), Q(seat__until__isnull=True) | Q(seat__until__gte=on))
        roles = set(there.values_list("seat__role", flat=True))
        found += [Vacancy(r, None, needed=False) for r in profile.advisers if r.value not in roles]
    return found


def _empty(terms: list[tuple[date, date | None]], on: date) -> tuple[bool, date | None]:
    """Whether a place is empty (or will be soon), and if only soon, from when."""
    now = [until for since, until in terms if since <= on]
    if not now:
        return True, None
    if None in now:
        return False, None
    last = max(until for until in now if until)
    followed = any(since <= last + timedelta(days=1) for since, until in terms if since > on)
    return (ends_soon(last, on) and not followed), last + timedelta(days=1)


def members_work(by: Acting) -> list[WorkItem]:
    """What of the group waits for this person: as manager, as delegated partner, or as a senior lead."""
    found = _to_confirm(by)
    if by.role in roles_for(Act.KEEP_MEMBERS):
        found += _kept(by)
    if by.role in DELEGATED:
        found += _own_deputies(by)
    return found


def _item(title: str, why: str, href: str, button: str, due: date | None = None) -> WorkItem:
    return WorkItem(title=title, case=None, why=why, due=due, href=href, button=button)


def _to_confirm(by: Acting) -> list[WorkItem]:
    if by.role not in {Role.AGENCY_LEAD, Role.AGENCY_SENIOR, *LEADS}:
        return []
    asked = Attestation.objects.filter(
        asked_of=by.seat, confirmed_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("member__seat__person")
    return [
        _item(
            f"Confirm that {a.member.seat.person.name} speaks for your organisation",
            "You are asked as their senior lead.",
            reverse("meetings:confirm_member", args=[a.pk]),
            "Look at it",
        )
        for a in asked.order_by("pk")
    ]


def _kept(by: Acting) -> list[WorkItem]:
    page = reverse("meetings:members")
    found = [
        _item(f"Fill the place: {v.role.label}", v.sentence, page, "Open the group’s members")
        for v in vacancies(by.partnership, by.today)
    ]
    for line in members.present(by):
        if line.lapses:
            name, where = line.member.seat.person.name, reverse("meetings:member", args=[line.member.pk])
            found.append(_item(f"The group: {name}", f"{_sentence(line)}", where, "Look at it", line.until))
    found += [
        _item(
            f"Move {seat.person.name} to another agency",
            "The agency they sit for ends, or has ended.",
            reverse("meetings:move_seat", args=[seat.pk]),
            "Move them",
        )
        for seat in seats_to_move(by.partnership, by.today)
    ]
    found += [_deputy(d, by.today, reverse("delegation")) for d in lapsed(by.partnership, by.today)]
    found += [_deputy(d, by.today, reverse("delegation")) for d in lapsing(by.partnership, by.today)]
    return found


def _sentence(line: members.Line) -> str:
    return f"{line.due_sentence}." + ("" if line.counts else " They do not count in the quorum.")


def _own_deputies(by: Acting) -> list[WorkItem]:
    found = [
        _item(
            f"Confirm {d.deputy.person.name} as your deputy",
            "Until you do, they cannot act for you.",
            reverse("confirm_deputy", args=[d.pk]),
            "Confirm them",
        )
        for d in waiting_for(by.seat, by.today)
    ]
    own = [*lapsed(by.partnership, by.today), *lapsing(by.partnership, by.today)]
    name = reverse("name_deputy")
    return found + [_deputy(d, by.today, name) for d in own if d.principal_id == by.seat.pk]


def _deputy(d: Delegation, on: date, href: str) -> WorkItem:
    name, last = d.deputy.person.name, f"{d.until:%A} {d.until.day} {d.until:%B %Y}"
    over = d.until < on
    return _item(
        f"{name} can no longer stand in for {d.principal.person.name}"
        if over
        else f"{name} stands in for {d.principal.person.name} until {last}",
        "The delegation has ended. They cannot sign or decide." if over else "Renew it if they are to go on.",
        href,
        "Name a deputy" if href == reverse("name_deputy") else "Open the deputies",
        None if over else d.until,
    )
