"""Which cases somebody may see: what they may not see does not exist for them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from safeguarding.cases.access import DEPUTIES
from safeguarding.cases.models import Case, Exclusion, Grant
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person
from safeguarding.people.queries import delegation_in_force, in_force, seats
from safeguarding.statute.permission import Act, Relation, Standing, may
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
    if by.role in DEPUTIES and not delegation_in_force(by.seat, None, by.today):
        return cases.none()
    if by.role in {Role.SYS_ADMIN, Role.AUDITOR}:
        return cases.none()
    granted = Exists(
        Grant.objects.filter(
            case=OuterRef("pk"), seat=by.seat, ended_at__isnull=True, since__lte=by.today
        ).filter(Q(until__isnull=True) | Q(until__gte=by.today))
    )
    excluded = Exists(Exclusion.objects.filter(case=OuterRef("pk"), person=by.person, ended_at__isnull=True))
    seen = Q(granted)
    if sees_all(by.role):
        seen |= Q(partnership=by.seat.partnership_id, sealed=False)
    return cases.filter(seen).exclude(excluded)


def past_the_seal(by: Acting, case: str = "case") -> Q:
    """Rows about cases that are not sealed, or on which this seat is named: for what an agency is asked."""
    named = Grant.objects.filter(seat=by.seat, ended_at__isnull=True, since__lte=by.today)
    named = named.exclude(until__lt=by.today)
    return Q(**{f"{case}__sealed": False}) | Q(**{f"{case}__in": named.values("case")})


def people_who_see(case: Case, roles: set[Role]) -> list[Person]:
    """The people in these roles whom a letter about the case may reach.

    The excluded, and the unnamed when sealed, not.
    """
    excluded = set(
        Exclusion.objects.filter(case=case, ended_at__isnull=True).values_list("person_id", flat=True)
    )
    held = list(seats().filter(in_force(timezone.localdate()), partnership=case.partnership, role__in=roles))
    today = timezone.localdate()
    held = [s for s in held if Role(s.role) not in DEPUTIES or delegation_in_force(s, None, today)]
    today = timezone.localdate()
    running = Grant.objects.filter(case=case, ended_at__isnull=True, since__lte=today)
    named = set(running.exclude(until__lt=today).values_list("seat_id", flat=True))
    held = [seat for seat in held if sees_all(Role(seat.role)) or seat.pk in named]
    if case.sealed:
        running = Grant.objects.filter(case=case, ended_at__isnull=True, since__lte=today)
        named = set(running.exclude(until__lt=today).values_list("seat_id", flat=True))
        held = [seat for seat in held if seat.pk in named]
    return list({seat.person_id: seat.person for seat in held if seat.person_id not in excluded}.values())
