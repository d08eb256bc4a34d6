"""What waits for somebody because of interests, walls and emergencies, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from safeguarding.cases.models import Case, Interest, Ruling
from safeguarding.cases.queries import walls
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role


def walls_work(cases: dict[int, Case], by: Acting) -> list[WorkItem]:
    """Interests to rule on, stand-ins to name and to confirm, emergency openings to look at."""
    return [*_interests(cases, by), *_unspoken(cases, by), *_stand_ins(by), *_openings(by)]


def _interests(cases: dict[int, Case], by: Acting) -> list[WorkItem]:
    if by.role not in roles_for(Act.RULE_ON_INTEREST):
        return []
    waiting = (
        Interest.objects.filter(case__in=cases, ruled_at__isnull=True)
        .exclude(kind=Interest.Kind.ORGANISATIONAL)
        .exclude(person=by.person)
    )
    if by.role is not Role.LTRG_CHAIR:
        mine = {"partner": by.role.partner, "current": True}
        waiting = waiting.filter(
            Q(person__in=walls.chairs_of(by.partnership))
            | Q(case__in=walls.chairless_in(cases, by.partnership))
        ).exclude(Exists(Ruling.objects.filter(interest=OuterRef("pk"), **mine)))
    return [
        WorkItem(
            title="Rule on an interest",
            case=cases[interest.case_id],
            why=f"{cases[interest.case_id].pseudonym}.",
            due=None,
            href=reverse("cases:rule", args=[cases[interest.case_id].reference, interest.pk]),
            button="Rule on it",
        )
        for interest in waiting.order_by("pk")
    ]


def _unspoken(cases: dict[int, Case], by: Acting) -> list[WorkItem]:
    """Partners with nobody left to decide: for their lead, and for the manager to see."""
    if by.role not in {*walls.LEADS, Role.PARTNERSHIP_MANAGER}:
        return []
    return [
        WorkItem(
            title=f"Name who decides for {partner.in_a_sentence}",
            case=cases[pk],
            why=f"{cases[pk].pseudonym}. An interest keeps apart everybody who could.",
            due=None,
            href=reverse("cases:name_stand_in", args=[cases[pk].reference, partner.value])
            if by.role.partner is partner
            else reverse("cases:access", args=[cases[pk].reference]),
            button="Name somebody" if by.role.partner is partner else "See it",
            waiting_for="" if by.role.partner is partner else "its lead safeguarding partner",
        )
        for pk, partners in walls.silenced_in(list(cases.values()), by.partnership).items()
        for partner in partners
        if by.role.partner in {None, partner}
    ]


def _stand_ins(by: Acting) -> list[WorkItem]:
    if by.role not in roles_for(Act.CONFIRM_STAND_IN):
        return []
    return [
        WorkItem(
            title="Confirm who decides for a partner",
            case=named.case,
            why=f"{named.case.pseudonym}. {named.seat.person.name} was named.",
            due=None,
            href=reverse("cases:confirm_stand_in", args=[named.case.reference, named.pk]),
            button="Read and confirm",
        )
        for named in walls.waiting_stand_ins(by)
        if by.person.pk not in {named.named_by.person_id, named.seat.person_id}
    ]


def _openings(by: Acting) -> list[WorkItem]:
    return [
        WorkItem(
            title="Look at an emergency opening",
            case=None,
            why=f"{opening.seat.person.name} opened what was closed to them, and said why.",
            due=None,
            href=reverse("cases:review_emergency", args=[opening.pk]),
            button="Look at it",
        )
        for opening in walls.openings_to_review(by)
    ]
