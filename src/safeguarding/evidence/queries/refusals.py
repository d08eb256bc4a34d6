"""What agencies will not share, as the partners may disagree about it."""

from __future__ import annotations

from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.subjects import Subject
from safeguarding.evidence.access import subject
from safeguarding.evidence.models import Refusal
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind


def refused(by: Acting, case: Case | None, key: str = "") -> list[Subject]:
    """Every request that an agency has said it will not answer, for those who see who has answered."""
    if case is None or not may_do(by, Act.SEE_RETURNS_BOARD, case):
        return []
    standing = Refusal.objects.filter(request__case=case, ended_at__isnull=True)
    if key:
        standing = standing.filter(request__short=key.partition(":")[2])
    return [
        Subject(
            key=subject(refusal.request),
            words=_named(refusal, by),
            kinds=frozenset({DecisionKind.REQUIRE_INFORMATION}),
            href=reverse("evidence:one", args=[case.reference, refusal.request.short]),
            agency=refusal.request.agency,
            position=refusal.words,
        )
        for refusal in standing.select_related("request__agency").prefetch_related("request__agency__names")
    ]


def _named(refusal: Refusal, by: Acting) -> str:
    agency = refusal.request.agency.name_on(by.today)
    return f"{agency}, report" if refusal.request.is_report else agency
