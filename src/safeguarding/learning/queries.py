"""Reading directions and ways of learning."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.learning.models import Direction, LearningRoute
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Role

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}


def directions() -> QuerySet[Direction]:
    """Directions with everybody named on them, in a fixed number of queries."""
    return Direction.objects.select_related(
        "case__partnership", "case__stream", "agency", "seat__person", "seat__agency", "given_by__person"
    ).prefetch_related("answers__seat__person", "agency__names", "seat__agency__names")


def routes(case: Case) -> QuerySet[LearningRoute]:
    """The ways of learning of a case, with who agreed."""
    return (
        case.learning_routes.select_related("agency", "proposed_by__person")
        .prefetch_related("agreements__seat__person", "agency__names")
        .order_by("id")
    )


def decided(case: Case) -> list[Fact]:
    """The facts by which another way of learning stands."""
    return list(case.facts.filter(current=True, kind=Kind.LEARNING_ROUTE_DECIDED.value).order_by("id"))


def report_due(case: Case) -> Deadline | None:
    """By when a single agency reports."""
    return case.deadlines.filter(kind="single_agency_report", met_on__isnull=True).first()


def work(by: Acting) -> list[WorkItem]:
    """Directions to answer or to look at, and proposals of learning to agree to."""
    items = [_to_answer(row) for row in _mine(by) if row.waits_for_answer]
    seen = visible_to(by)
    if by.role is Role.LTRG_CHAIR:
        items += [
            _to_rule(row)
            for row in directions()
            .filter(case__in=seen, answers__accepted__isnull=True, answers__isnull=False)
            .distinct()
        ]
    if by.role in PARTNERS:
        waiting = LearningRoute.objects.filter(case__in=seen, decided_on__isnull=True).exclude(
            agreements__partner=by.role.partner
        )
        items += [_to_agree(row) for row in waiting.select_related("case__partnership").order_by("id")]
    return items


def _mine(by: Acting) -> QuerySet[Direction]:
    """What was given to this person or their agency, where nothing walls them off."""
    own = Q(seat=by.seat)
    if by.seat.agency_id:
        own |= Q(seat__isnull=True, agency=by.seat.agency_id)
    return (
        directions()
        .filter(own, case__partnership=by.seat.partnership_id)
        .exclude(case__exclusions__in=by.person.exclusions.filter(ended_at__isnull=True))
        .order_by("id")
    )


def _to_answer(row: Direction) -> WorkItem:
    return WorkItem(
        title="Answer a direction of the chair", case=row.case, why=row.what, due=row.by_when,
        href=reverse("learning:direction", args=[row.short]), button="Answer",
    )  # fmt: skip


def _to_rule(row: Direction) -> WorkItem:
    return WorkItem(
        title="Look at the answer to your "
              "direction", case=row.case, why=f"{row.whom} has answered.", due=None,
        href=reverse("learning:learning", args=[row.case.reference]), button="Look at it",
    )  # fmt: skip


def _to_agree(row: LearningRoute) -> WorkItem:
    return WorkItem(
        title="Agree how learning goes forward", case=row.case, why=f"Proposed: "
                                                                    f"{row.get_kind_display()}.", due=None,
        href=reverse("learning:learning", args=[row.case.reference]), button="Open",
    )  # fmt: skip
