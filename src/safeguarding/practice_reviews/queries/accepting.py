"""Reading what the review panel recommends and how the partners stand to it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import Draft, ReportPosition, ReportRecommended
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import DecisionKind, Partner


def recommendations_of(case: Case) -> QuerySet[ReportRecommended]:
    """Every version that was recommended, the newest first, with the positions on it."""
    found = case.reports_recommended.select_related("draft__file", "by__person")
    return found.prefetch_related("positions__seat__person").order_by("-draft__number")


def latest(case: Case) -> ReportRecommended | None:
    """What was recommended, if that is still the latest version."""
    newer = Draft.objects.filter(case=OuterRef("case"), number__gt=OuterRef("draft__number"))
    return recommendations_of(case).exclude(Exists(newer)).first()


def tally_of(row: ReportRecommended) -> Tally:
    """What the positions come to, by the lead partnership's rule."""
    held = {
        Partner(p.partner): "yes" if p.accept else "no"
        for p in ReportPosition.objects.filter(recommended=row, current=True)
    }
    rule = row.case.profile.rule_for(DecisionKind.REPORT_ACCEPT)
    return tally({partner: held.get(partner) for partner in Partner}, rule)


def work(by: Acting) -> list[WorkItem]:
    """Reports on which this partner has given no position yet."""
    if by.role not in roles_for(Act.ACCEPT_REPORT):
        return []
    newer = Draft.objects.filter(case=OuterRef("case"), number__gt=OuterRef("draft__number"))
    mine = ReportPosition.objects.filter(recommended=OuterRef("pk"), partner=by.role.partner, current=True)
    waiting = ReportRecommended.objects.filter(
        ~Exists(newer), ~Exists(mine), case__in=visible_to(by).filter(closed=False), decided_on__isnull=True
    )
    return [
        WorkItem(
            title="Decide whether to accept a report", case=row.case,
            why="The review panel recommends it. All three partners decide.", due=None,
            href=reverse("practice_reviews:acceptance", args=[row.case.reference]), button="Open",
        )
        for row in waiting.select_related("case__partnership").order_by("id")
    ]  # fmt: skip
