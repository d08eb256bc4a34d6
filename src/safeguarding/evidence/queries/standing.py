"""Which requests still want an answer, and which are still asked at all, as conditions in the database."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from safeguarding.cases.models import Fact
from safeguarding.evidence.models import Request
from safeguarding.statute.facts import REPORTS_END, RETURNS_END, Kind


def still_asked(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Those whose answer is still taken: a short return until the review is sent, a report until the practice
    review's own is accepted.
    """
    short = Q(form=Request.Form.SHORT) & ~_has(*RETURNS_END)
    report = Q(form=Request.Form.REPORT) & _has(Kind.PRACTICE_REVIEW_DECIDED) & ~_has(*REPORTS_END)
    return requests.filter(short | report, case__closed=False)


def unanswered(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Those that are still asked and have no answer yet."""
    short = Q(form=Request.Form.SHORT) & _has(Kind.RETURNED, by_agency=True)
    report = Q(form=Request.Form.REPORT) & _has(Kind.REPORTED, by_agency=True)
    return still_asked(requests).exclude(short | report)


def _has(*kinds: Kind, by_agency: bool = False) -> Q:
    facts = Fact.objects.filter(case=OuterRef("case"), current=True, kind__in=[kind.value for kind in kinds])
    if by_agency:
        facts = facts.filter(key=Cast(OuterRef("agency"), CharField()))
    return Q(Exists(facts))
