"""Whom walls leave a case: who can still act as chair, and who can still decide for each partner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case, EmergencyOpening, Exclusion, Interest, StandIn
from safeguarding.cases.queries.visible import people_who_see, seats_kept_apart, sees_all, visible_to
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Person, Seat
from safeguarding.people.queries import in_force, partner_seats, seats, seats_of, who_holds
from safeguarding.record import rows
from safeguarding.record.models import LookKind
from safeguarding.record.queries import looks
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Act, Relation, Standing, may
from safeguarding.statute.terms import Partner, Role

LEADS = (Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE)


def no_chair(case: Case) -> bool:
    """Whether nobody can act on this case as the independent chair: an empty seat, or one kept apart."""
    return not people_who_see(case, {Role.LTRG_CHAIR})


def chairs_of(partnership: Partnership) -> set[int]:
    """The people who hold the chair's seat today."""
    held = Seat.objects.filter(in_force(timezone.localdate()), partnership=partnership, role=Role.LTRG_CHAIR)
    return set(held.values_list("person_id", flat=True))


def chairless_in(cases: Collection[int], partnership: Partnership) -> set[int]:
    """The cases from which every holder of the chair's seat is kept apart; all of them if it is empty."""
    chairs = chairs_of(partnership)
    if not chairs:
        return set(cases)
    apart: dict[int, set[int]] = defaultdict(set)
    for row in Exclusion.objects.filter(case__in=cases, person__in=chairs, ended_at__isnull=True):
        apart[row.case_id].add(row.person_id)
    return {case for case, people in apart.items() if chairs <= people}


def is_the_chairs(interest: Interest) -> bool:
    """Whether the partners rule on it and not the chair: the chair's own, or nobody can act as chair."""
    case = interest.case
    return interest.person_id in chairs_of(case.partnership) or no_chair(case)


def on_the_ruling(interest: Interest) -> tuple[Relation, ...]:
    """How whoever rules on it stands to it."""
    return (Relation.CHAIRS_OWN,) if is_the_chairs(interest) else ()


def silenced(case: Case, *, counting_stand_ins: bool = True) -> list[Partner]:
    """The partners for whom nobody can decide in this case, because walls keep apart whoever could.

    One whose seat is simply empty is not among them: that is a vacancy.
    """
    return silenced_in([case], case.partnership, counting_stand_ins=counting_stand_ins).get(case.pk, [])


def silenced_in(
    cases: Collection[Case], partnership: Partnership, *, counting_stand_ins: bool = True
) -> dict[int, list[Partner]]:
    """The same for many cases of one partnership, in a fixed number of queries."""
    apart: dict[int, set[int]] = defaultdict(set)
    for row in Exclusion.objects.filter(case__in=cases, ended_at__isnull=True):
        apart[row.case_id].add(row.person_id)
    if not apart:
        return {}
    spoken_for: set[tuple[int, str]] = set()
    if counting_stand_ins:
        heard = StandIn.objects.filter(case__in=apart, confirmed_at__isnull=False, ended_at__isnull=True)
        spoken_for = set(heard.values_list("case_id", "partner"))
    voices = {
        partner: {seat.person_id for seat in held}
        for partner, held in partner_seats(partnership, timezone.localdate()).items()
        if held
    }
    return {
        case: [p for p, held in voices.items() if held <= people and (case, p.value) not in spoken_for]
        for case, people in apart.items()
    }


def may_stand_in(case: Case, partner: Partner) -> list[Seat]:
    """The deputies' seats of that partner whose holders are not kept apart: whom its lead may name."""
    apart = seats_kept_apart(case)
    role = Role(f"deputy_{partner}")
    held = who_holds(case.partnership, role, timezone.localdate())
    return [seat for seat in held if seat.pk not in apart]


def names_for(by: Acting, case: Case, partner: Partner) -> bool:
    """Whether this lead names for that partner: its own, or another where that one is kept apart too."""
    if by.role.partner is partner:
        return True
    return not people_who_see(case, {Role(f"lsp_{partner}")})


def everybody(case: Case) -> list[Seat]:
    """One seat of each person who works with the partnership: of whom an interest may be noted."""
    held = seats().filter(in_force(timezone.localdate()), partnership=case.partnership)
    one: dict[int, Seat] = {}
    for seat in held.order_by("person__name", "pk"):
        one.setdefault(seat.person_id, seat)
    return list(one.values())


def waiting_stand_ins(by: Acting) -> list[StandIn]:
    """Named, not yet confirmed, in cases that this person may see."""
    return list(
        StandIn.objects.filter(
            case__in=visible_to(by).filter(closed=False), confirmed_at__isnull=True, ended_at__isnull=True
        )
        .select_related("case", "seat__person", "named_by")
        .order_by("pk")
    )


def people_who_review(case: Case, opener: Person) -> list[Person]:
    """Who is told of an emergency opening: the chair and the information governance lead.

    The lead safeguarding partners too, where the opener is one of those or neither seat is held. Nobody who
    is kept apart, and never the opener.
    """
    apart = seats_kept_apart(case)
    held = list(
        seats().filter(
            in_force(timezone.localdate()),
            partnership=case.partnership,
            role__in=[Role.LTRG_CHAIR, Role.INFORMATION_GOVERNANCE_LEAD, *LEADS],
        )
    )
    others = {seat.person_id: seat for seat in held if seat.pk not in apart and seat.person_id != opener.pk}
    first = {pk: seat for pk, seat in others.items() if Role(seat.role) not in LEADS}
    return [seat.person for seat in (first or others).values()]


@rows.past_walls()
def openings_to_review(by: Acting) -> list[EmergencyOpening]:
    """Emergency openings that wait for somebody else to look at; sealed cases among them, excluded not."""
    relations = frozenset({Relation.OWN_PARTNERSHIP})
    if isinstance(may(Act.REVIEW_BREAK_GLASS, Standing(by.role, by.level, relations)), Refused):
        return []
    return list(
        EmergencyOpening.objects.filter(case__partnership=by.seat.partnership_id, reviewed_at__isnull=True)
        .exclude(seat__person=by.person)
        .exclude(case__exclusions__in=by.person.exclusions.filter(ended_at__isnull=True))
        .select_related("case__stream", "case__partnership", "seat__person", "seat__agency")
        .prefetch_related("seat__agency__names")
        .order_by("opened_at", "pk")
    )


DID = {
    LookKind.OPENED: "Opened pages",
    LookKind.DOWNLOADED: "Downloaded files",
    LookKind.SEARCHED: "Searched",
    LookKind.REFUSED: "Tried what is not theirs to do",
    LookKind.NAMED: "Showed names",
}


def done_during(opening: EmergencyOpening) -> list[str]:
    """In words, how often whoever opened it did what in the case meanwhile: “Opened pages 4 times”."""
    stream = opening.case.stream
    if stream is None:
        return []
    made = looks(stream).filter(
        person=str(opening.seat.person_id), at__gte=opening.opened_at, at__lte=opening.until
    )
    counted = made.order_by("kind").values_list("kind").annotate(Count("id"))
    return [f"{DID[LookKind(kind)]} {'once' if times == 1 else f'{times} times'}" for kind, times in counted]


def can_be_named(case: Case) -> list[Seat]:
    """The seats that can be named on a sealed case: those who hold cases first, never technical ones."""
    found = [
        seat
        for seat in seats_of(case.partnership, timezone.localdate())
        if Role(seat.role) not in {Role.SYS_ADMIN, Role.AUDITOR, Role.EXTERNAL_PARTNERSHIP}
    ]
    return sorted(found, key=lambda seat: not sees_all(Role(seat.role)))


def stand_ins(case: Case) -> list[StandIn]:
    """Who is named to decide for a partner in this case, confirmed or not."""
    return list(
        StandIn.objects.filter(case=case, ended_at__isnull=True)
        .select_related("seat__person", "named_by__person", "confirmed_by__person")
        .order_by("pk")
    )


def open_to(by: Acting, case: Case, interests: list[Interest]) -> set[int]:
    """Which of these interests wait for this person's ruling."""
    chair = bool(may_do(by, Act.RULE_ON_INTEREST, case))
    partner = bool(may_do(by, Act.RULE_ON_INTEREST, case, Relation.CHAIRS_OWN))
    found = set()
    for interest in interests:
        if interest.kind == Interest.Kind.ORGANISATIONAL or interest.person_id == by.person.pk:
            continue
        if (chair and not interest.ruled_at) or (partner and not chair and is_the_chairs(interest)):
            found.add(interest.pk)
    return found
