"""What waits for somebody in this room."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.visible import past_the_seal
from safeguarding.cases.work import WorkItem
from safeguarding.learning.models import Direction, LearningOutcome, LearningRoute, Publication, Report
from safeguarding.learning.queries.assurance import visible_reports
from safeguarding.learning.queries.publications import publications
from safeguarding.learning.queries.routes import directions
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}


def work(by: Acting) -> list[WorkItem]:
    """Directions to answer or to look at, and proposals of learning to agree to."""
    items = [_to_answer(row) for row in directed(by) if row.waits_for_answer]
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
    if by.role is Role.PARTNERSHIP_MANAGER:
        items += [_concern(row) for row in _concerns(by)]
    if by.role in roles_for(Act.ANSWER_ASSURANCE):
        items += [_to_report(row) for row in visible_reports(by).filter(owed(by)).order_by("round__due")[:5]]
    if by.role is Role.LTRG_CHAIR:
        waiting_reports = visible_reports(by).filter(state=Report.State.RETURNED).order_by("round__due", "pk")
        items += [_to_settle(row) for row in waiting_reports[:10]]
    if by.role in {Role.LTRG_CHAIR, Role.PARTNERSHIP_MANAGER}:
        items += [
            _to_consider(row)
            for row in publications(by).filter(considered_on__isnull=True).order_by("consider_by")[:5]
        ]
    return items


def owed(by: Acting) -> Q:
    own = Q(asked=by.seat)
    if by.seat.agency_id:
        own |= Q(agency=by.seat.agency_id)
    return own & Q(state__in=[Report.State.ASKED, Report.State.CHALLENGED])


def _concerns(by: Acting) -> QuerySet[LearningOutcome]:
    """Learning that showed more than was looked for, on a notified case that partners can still decide on."""
    return (
        LearningOutcome.objects.exclude(concern=LearningOutcome.Concern.NONE)
        .filter(route__case__in=visible_to(by).filter(closed=False), route__case__basis="statutory")
        .exclude(route__case__facts__kind="practice_review_decided", route__case__facts__current=True)
        .select_related("route__case__partnership")
        .order_by("pk")
    )


def directed(by: Acting) -> QuerySet[Direction]:
    """What was given to this person or their agency, where nothing walls them off."""
    own = Q(seat=by.seat)
    if by.seat.agency_id:
        own |= Q(seat__isnull=True, agency=by.seat.agency_id)
    return (
        directions()
        .filter(own, past_the_seal(by), case__partnership=by.seat.partnership_id)
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


def _concern(row: LearningOutcome) -> WorkItem:
    return WorkItem(
        title="Learning showed a concern: bring it to the partners", case=row.route.case,
        why=row.concern_words, due=None,
        href=reverse("practice_reviews:practice_review", args=[row.route.case.reference]), button="Open",
    )  # fmt: skip


def _to_report(row: Report) -> WorkItem:
    challenged = row.state == Report.State.CHALLENGED
    return WorkItem(
        title="Answer the chair about your report" if challenged else "Report on steps and impact", case=None,
        why=row.challenge if challenged else row.round.title, due=row.round.due,
        href=reverse("learning:assurance_report", args=[row.short]), button="Report",
    )  # fmt: skip


def _to_settle(row: Report) -> WorkItem:
    return WorkItem(
        title="Look at an agency’s report", case=None,
        why=f"{row.agency.name_on(row.round.due)}: {row.round.title}.", due=None,
        href=reverse("learning:assurance_report", args=[row.short]), button="Look at it",
    )  # fmt: skip


def _to_consider(row: Publication) -> WorkItem:
    return WorkItem(
        title="Consider a national publication", case=None, why=row.source.title, due=row.consider_by,
        href=reverse("learning:publication", args=[row.source.short]), button="Open it",
    )  # fmt: skip
