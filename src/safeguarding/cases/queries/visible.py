"""Which cases somebody may see: what they may not see does not exist for them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from safeguarding.cases.access import DEPUTIES
from safeguarding.cases.models import Case, EmergencyOpening, Exclusion, Grant, StandIn
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person, Seat
from safeguarding.people.queries import delegation_in_force, in_force, seats
from safeguarding.statute.permission import OPENS_IN_EMERGENCY, Act, Relation, Standing, may, roles_for
from safeguarding.statute.reviewers import REVIEWERS
from safeguarding.statute.terms import Level, Role


def sees_all(role: Role) -> bool:
    """Whether the role sees every case of its own partnership that is not sealed, without a grant."""
    relations = {Relation.OWN_PARTNERSHIP}
    if role in DEPUTIES:
        relations.add(Relation.DELEGATION_IN_FORCE)
    return bool(may(Act.SEE_CASE, Standing(role, Level.TOTP, frozenset(relations))))


def visible_to(by: Acting) -> QuerySet[Case]:
    """The cases that this person may see in this seat. Exclusion wins over all; sealed cases need a grant."""
    cases = Case.objects.select_related("partnership", "stream")
    if by.level < Level.TOTP or not by.seat.in_force(by.today):
        return cases.none()
    if by.role in {Role.SYS_ADMIN, Role.AUDITOR}:
        return cases.none()
    at_once = EmergencyOpening.objects.filter(
        case=OuterRef("pk"), seat=by.seat, until__gt=timezone.now(), seat__role__in=OPENS_IN_EMERGENCY
    )
    seen = Q(Exists(at_once))
    held = Q(Exists(_grants(by.seat).filter(case=OuterRef("pk"))))
    if sees_all(by.role):
        held |= Q(partnership=by.seat.partnership_id, sealed=False)
    if by.role in DEPUTIES and not delegation_in_force(by.seat, None, by.today):
        named = StandIn.objects.filter(
            case=OuterRef("pk"), seat=by.seat, confirmed_at__isnull=False, ended_at__isnull=True
        )
        held &= Q(Exists(named))
    excluded = Exists(Exclusion.objects.filter(case=OuterRef("pk"), person=by.person, ended_at__isnull=True))
    return cases.filter(seen | held).exclude(excluded)


def decided_with(by: Acting) -> QuerySet[Case]:
    """The cases that somebody may see and never reviewed: whoever did has no part in deciding on them."""
    let_in = Grant.objects.filter(case=OuterRef("pk"), seat__person=by.person, seat__role__in=REVIEWERS)
    return visible_to(by).exclude(Exists(let_in))


def _grants(seat: Seat) -> QuerySet[Grant]:
    """The grants of a seat that run today."""
    today = timezone.localdate()
    running = Grant.objects.filter(seat=seat, ended_at__isnull=True, since__lte=today)
    return running.exclude(until__lt=today)


def past_the_seal(by: Acting, case: str = "case") -> Q:
    """Rows about cases that are not sealed, or on which this seat is named: for what an agency is asked."""
    return Q(**{f"{case}__sealed": False}) | Q(**{f"{case}__in": _grants(by.seat).values("case")})


def letters_open_to(by: Acting) -> QuerySet[Case]:
    """The cases of their own partnership whose letters somebody may read: opening one in an emergency does
    not open its letters.
    """
    held = Q(sealed=False) | Q(pk__in=_grants(by.seat).values("case"))
    own = visible_to(by).filter(held, partnership=by.seat.partnership_id)
    return own if by.role in roles_for(Act.READ_FORMAL_LETTERS) else own.none()


def seats_kept_apart(case: Case) -> set[int]:
    """The seats of everybody who is walled off from the case."""
    walled = Exclusion.objects.filter(case=case, ended_at__isnull=True)
    return set(Seat.objects.filter(person__in=walled.values("person")).values_list("pk", flat=True))


def people_who_see(case: Case, roles: set[Role]) -> list[Person]:
    """The people in these roles whom a letter about the case may reach.

    The excluded, and the unnamed when sealed, not.
    """
    today = timezone.localdate()
    apart = seats_kept_apart(case)
    named = set(
        Grant.objects.filter(case=case, ended_at__isnull=True, since__lte=today)
        .exclude(until__lt=today)
        .values_list("seat_id", flat=True)
    )
    stands_in = set(
        StandIn.objects.filter(case=case, confirmed_at__isnull=False, ended_at__isnull=True).values_list(
            "seat_id", flat=True
        )
    )
    found: dict[int, Person] = {}
    for seat in seats().filter(in_force(today), partnership=case.partnership, role__in=roles):
        role = Role(seat.role)
        decides = role not in DEPUTIES or seat.pk in stands_in or delegation_in_force(seat, None, today)
        sees = seat.pk in named or (sees_all(role) and not case.sealed)
        if seat.pk not in apart and decides and sees:
            found[seat.person_id] = seat.person
    return list(found.values())
