"""What waits for somebody because a case concerns other areas, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from safeguarding.cases.models import AreaAgreement, Case, Transfer
from safeguarding.cases.queries.settings import unasked
from safeguarding.cases.queries.sharing import across, leads_of, shared_with
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for


def areas_work(cases: dict[int, Case], by: Acting) -> list[WorkItem]:
    """What other areas ask of this one, and placing authorities that have not been asked."""
    return [*_asked_of_us(by), *_to_ask(cases, by)]


def _asked_of_us(by: Acting) -> list[WorkItem]:
    if by.role not in roles_for(Act.ANSWER_FOR_AREA):
        return []
    leads = leads_of(by)
    if not leads:
        return []
    proposed = AreaAgreement.objects.filter(area=OuterRef("pk"), current=True, answered_at__isnull=True)
    offered = Transfer.objects.filter(
        area=OuterRef("pk"), answered_at__isnull=True, withdrawn_at__isnull=True
    )
    with across(by, *leads):
        asked = shared_with(by).filter(Q(answer="") | Exists(proposed) | Exists(offered), case__closed=False)
        return [
            WorkItem(
                title=f"{area.lead.short_name} asks your area",
                case=None,
                why=f"{area.case.pseudonym}. You see your area’s share of the case.",
                due=None,
                href=reverse("cases:shared", args=[area.short]),
                button="Read and answer",
            )
            for area in asked
        ]


def _to_ask(cases: dict[int, Case], by: Acting) -> list[WorkItem]:
    if by.role not in roles_for(Act.INVITE_AREA):
        return []
    return [
        WorkItem(
            title="Ask the placing authorities",
            case=cases[pk],
            why=f"{cases[pk].pseudonym}. Not asked yet: {', '.join(names)}.",
            due=None,
            href=reverse("cases:setting", args=[cases[pk].reference]),
            button="See whom",
        )
        for pk, names in unasked(cases).items()
    ]
