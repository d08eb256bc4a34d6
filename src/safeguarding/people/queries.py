"""Who holds which seat, who stands in for whom, and by which link somebody comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from safeguarding.people.models import (
    MAILBOX_ROLES,
    Agency,
    CalendarFeed,
    Delegation,
    Draft,
    MailboxLink,
    Partnership,
    Person,
    QuietDays,
    Seat,
    SecondStepReset,
)
from safeguarding.statute.reminding import Quiet
from safeguarding.statute.terms import Partner, Role

PARTNER_ROLES = {partner: (Role(f"dsp_{partner}"), Role(f"deputy_{partner}")) for partner in Partner}


def in_force(on: date) -> Q:
    """Rows with `since` and `until` that hold on a day; the last day counts."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def seats() -> QuerySet[Seat]:
    """Seats with all that their capacity is worded from, in a fixed number of queries."""
    return Seat.objects.select_related("person", "partnership", "agency").prefetch_related("agency__names")


def seats_in_force(person: Person | int, today: date) -> list[Seat]:
    """Every seat that the person holds on the day, the oldest first."""
    key = person if isinstance(person, int) else person.pk
    return list(seats().filter(in_force(today), person_id=key).order_by("since", "pk"))


def sign_in_seats(person: Person | int, today: date | None = None) -> list[Seat]:
    """The seats in which the person may act after signing in with a password and a second step."""
    return [s for s in seats_in_force(person, today or timezone.localdate()) if s.opens_by_password]


def who_holds(partnership: Partnership, role: Role, on: date) -> list[Seat]:
    """The seats of that role in the partnership on the day, the oldest first."""
    return list(seats().filter(in_force(on), partnership=partnership, role=role).order_by("since", "pk"))


def partner_seats(partnership: Partnership, on: date) -> dict[Partner, list[Seat]]:
    """For each statutory partner.

    Its delegated partner's seats first, then those of its deputies in force.
    """
    found: dict[Partner, list[Seat]] = {}
    for partner, (delegated, deputy) in PARTNER_ROLES.items():
        stand_ins = [s for s in who_holds(partnership, deputy, on) if delegation_in_force(s, None, on)]
        found[partner] = [*who_holds(partnership, delegated, on), *stand_ins]
    return found


def delegations() -> QuerySet[Delegation]:
    """Delegations with both seats and their people."""
    return Delegation.objects.select_related(
        "principal__person", "principal__partnership", "principal__agency", "deputy__person", "deputy__agency"
    ).prefetch_related("principal__agency__names", "deputy__agency__names")


def delegation_in_force(seat: Seat, scope: str | None, on: date) -> Delegation | None:
    """The confirmed delegation under which a deputy may act on the day, for decisions of a kind.

    A delegation without scopes covers everything; one without an end in time does not exist. It falls with
    the seat of the partner who gave it, and with the deputy's own.
    """
    if not seat.in_force(on):
        return None
    standing = Delegation.objects.select_related("principal").filter(
        in_force(on),
        Q(principal__until__isnull=True) | Q(principal__until__gte=on),
        Q(ended_at__isnull=True) | Q(ended_at__date__gt=on),
        deputy=seat,
        confirmed_at__isnull=False,
        principal__partnership_id=seat.partnership_id,
    )
    held = [d for d in standing.order_by("pk") if d.principal.partner == seat.partner]
    return next((d for d in held if scope is None or not d.scopes or scope in d.scopes), None)


def deputies_in_force(on: date) -> set[int]:
    """The seats of every deputy who may act on the day, by the same rules as `delegation_in_force`."""
    standing = Delegation.objects.select_related("principal", "deputy").filter(
        in_force(on),
        Q(principal__until__isnull=True) | Q(principal__until__gte=on),
        Q(ended_at__isnull=True) | Q(ended_at__date__gt=on),
        confirmed_at__isnull=False,
        principal__partnership=F("deputy__partnership"),
    )
    return {
        d.deputy_id for d in standing if d.principal.partner == d.deputy.partner and d.deputy.in_force(on)
    }


def quiet_days(person: Person | None = None) -> dict[int, Quiet]:
    """The quiet days of everybody, or of one person, who has set any."""
    found = QuietDays.objects.all() if person is None else QuietDays.objects.filter(person=person)
    return {one.person_id: one.pure for one in found}


def stood_in_for(seat_ids: Iterable[int]) -> Callable[[int, datetime], str]:
    """Asked with a deputy's seat and a moment: whom they stood in for then, by name; empty for nobody.

    One query for all these seats, so that a record of any length can say it of each line.
    """
    held: dict[int, list[Delegation]] = {}
    for d in delegations().filter(deputy__in=set(seat_ids), confirmed_at__isnull=False).order_by("pk"):
        held.setdefault(d.deputy_id, []).append(d)

    def whom(seat: int, at: datetime) -> str:
        day = timezone.localdate(at)
        return next(
            (
                d.principal.person.name
                for d in held.get(seat, [])
                if d.since <= day <= d.until and (d.ended_at is None or at < d.ended_at)
            ),
            "",
        )

    return whom


def deputies(principal: Seat, on: date) -> list[Seat]:
    """The seats of those who may stand in for a delegated partner on the day."""
    held = {
        d.deputy_id: d.deputy for d in delegations().filter(in_force(on), principal=principal).order_by("pk")
    }
    return [s for s in held.values() if delegation_in_force(s, None, on)]


def delegations_of(partnership: Partnership, on: date) -> list[Delegation]:
    """Every delegation of the partnership that stands, waits for its confirmation, or begins later."""
    return list(
        delegations()
        .filter(principal__partnership=partnership, until__gte=on, ended_at__isnull=True)
        .order_by("until", "pk")
    )


def locked_links(partnership: Partnership) -> QuerySet[MailboxLink]:
    """Links that are locked after too many wrong codes, while no new one has taken their place."""
    found = MailboxLink.objects.select_related("seat__person", "seat__agency").prefetch_related(
        "seat__agency__names"
    )
    return found.filter(
        seat__partnership=partnership,
        locked_at__isnull=False,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).order_by("locked_at", "pk")


def lapsing(partnership: Partnership, on: date, within: int = 28) -> list[Delegation]:
    """Delegations that end in the next days, so that nobody finds out on the day of a signature."""
    soon = on + timedelta(days=within)
    standing = [d for d in delegations_of(partnership, on) if d.confirmed_at]
    return [d for d in standing if d.until <= soon and not _renewed(d, standing)]


def lapsed(partnership: Partnership, on: date, within: int = 28) -> list[Delegation]:
    """Delegations that ran out in the last days and that nothing has taken the place of."""
    since = on - timedelta(days=within)
    found = delegations().filter(
        Q(deputy__until__isnull=True) | Q(deputy__until__gte=on),
        Q(principal__until__isnull=True) | Q(principal__until__gte=on),
        principal__partnership=partnership,
        confirmed_at__isnull=False,
        ended_at__isnull=True,
        until__range=(since, on - timedelta(days=1)),
    )
    standing = [d for d in delegations_of(partnership, on) if d.confirmed_at]
    return [d for d in found.order_by("until", "pk") if not _renewed(d, standing)]


def _renewed(one: Delegation, standing: Iterable[Delegation]) -> bool:
    """Whether the same deputy stands in for the same partner for longer by another delegation."""
    whose = (one.principal_id, one.deputy_id)
    return any((d.principal_id, d.deputy_id) == whose and d.until > one.until for d in standing)


def waiting_for(principal: Seat, on: date) -> list[Delegation]:
    """Delegations that this delegated partner has yet to confirm."""
    return list(
        delegations()
        .filter(principal=principal, confirmed_at__isnull=True, ended_at__isnull=True, until__gte=on)
        .order_by("pk")
    )


def seats_of(partnership: Partnership, on: date) -> list[Seat]:
    """Every seat that stands on the day or begins later, but for people who come by a link."""
    return list(
        seats()
        .filter(Q(until__isnull=True) | Q(until__gte=on), partnership=partnership)
        .exclude(role__in=MAILBOX_ROLES)
        .order_by("role", "person__name", "pk")
    )


def agencies_of(partnership: Partnership, on: date) -> list[Agency]:
    """The partnership's agencies on the day, by the name that they had then."""
    live = Agency.objects.filter(
        Q(active_until__isnull=True) | Q(active_until__gte=on), partnership=partnership, active_from__lte=on
    ).prefetch_related("names")
    return sorted(live, key=lambda agency: agency.name_on(on).casefold())


def agency_of(partnership: Partnership, pk: int) -> Agency | None:
    """One agency of the partnership, ended or not, with its names, whom it followed and who followed it."""
    return (
        Agency.objects.filter(partnership=partnership, pk=pk)
        .select_related("partnership", "successor")
        .prefetch_related("names", "successor__names", "predecessors__names")
        .first()
    )


def ended_agencies(partnership: Partnership) -> list[Agency]:
    """Agencies with a last day, the latest first, each with the agency that took over."""
    found = Agency.objects.filter(partnership=partnership, active_until__isnull=False)
    return list(
        found.select_related("successor")
        .prefetch_related("names", "successor__names")
        .order_by("-active_until", "pk")
    )


def seats_to_move(partnership: Partnership, on: date, agency: Agency | None = None) -> list[Seat]:
    """Seats that go on after the last day of their agency, once that day is at most 28 calendar days off."""
    found = seats().filter(
        Q(until__isnull=True) | Q(until__gt=F("agency__active_until")),
        Q(until__isnull=True) | Q(until__gte=on),
        partnership=partnership,
        agency__active_until__lte=on + timedelta(days=28),
    )
    if agency is not None:
        found = found.filter(agency=agency)
    by_link = MAILBOX_ROLES - {Role.AGENCY_CONTACT}
    return list(found.exclude(role__in=by_link).order_by("agency", "person__name", "pk"))


def has_second_step(person: Person) -> bool:
    """Whether the person has set up an app or a passkey."""
    strong = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(strong.exists())


def open_resets(partnership: Partnership) -> list[SecondStepReset]:
    """Lost second steps that wait for a second member of staff."""
    return list(
        SecondStepReset.objects.filter(partnership=partnership, confirmed_at__isnull=True)
        .select_related("person", "proposed_by")
        .order_by("pk")
    )


def feed_of(seat: Seat) -> CalendarFeed | None:
    """The calendar link of this seat, while it works."""
    return CalendarFeed.objects.filter(seat=seat, revoked_at__isnull=True).first()


def feed_with(token_hash: str) -> CalendarFeed | None:
    """The calendar link with this token; none once it is taken back or its holder can no longer sign in."""
    return (
        CalendarFeed.objects.select_related("seat__person", "seat__partnership", "seat__agency")
        .prefetch_related("seat__agency__names")
        .filter(token_hash=token_hash, revoked_at__isnull=True, seat__person__is_active=True)
        .first()
    )


def load_draft(person: Person, form: str, subject: str = "") -> dict[str, object]:
    """What the person had typed into that form so far; empty when nothing."""
    draft = Draft.objects.filter(person=person, form=form, subject=subject).first()
    return dict(draft.data) if draft else {}
