"""The sector that somebody coordinates: which of its agencies owe an answer, and nothing of any case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Exclusion
from safeguarding.cases.queries.visible import past_the_seal
from safeguarding.evidence import wording
from safeguarding.evidence.access import sector_of
from safeguarding.evidence.models import Request, TelephoneLine
from safeguarding.evidence.queries.standing import unanswered
from safeguarding.people.acting import Acting
from safeguarding.statute.calendar import working_days_between
from safeguarding.statute.permission import Act


@dataclass(frozen=True)
class SectorLine:
    """One answer that an agency owes: which agency, for which case by its reference, by when, how late."""

    agency: str
    telephone: str
    reference: str
    is_report: bool
    short: str
    due_on: date
    late: int
    call: str


def owed_in_sector(by: Acting) -> QuerySet[Request]:
    """The unanswered requests to agencies that this person coordinates; for everybody else there are none.

    Not of a sealed case on which they are not named, nor of one from which they are walled off.
    """
    if not may_do(by, Act.SEE_SECTOR):
        return Request.objects.none()
    walled = Exclusion.objects.filter(case=OuterRef("case"), person=by.person, ended_at__isnull=True)
    return (
        unanswered(Request.objects.all())
        .filter(
            past_the_seal(by),
            case__partnership=by.seat.partnership_id,
            agency__kind__in=[kind.value for kind in sector_of(by)],
            explained_at__isnull=True,
        )
        .exclude(Exists(walled))
        .defer("search_for", "purpose", "legal_basis")
        .select_related("case__stream", "agency")
        .prefetch_related("agency__names")
    )


def sector(by: Acting) -> list[SectorLine]:
    """Who owes an answer in this person's sector, the latest first, in a fixed number of queries."""
    requests = list(owed_in_sector(by))
    today = by.today
    calls = {
        pk: wording.rang(rang_on, promised_on, today)
        for pk, rang_on, promised_on in TelephoneLine.objects.filter(request__in=requests)
        .order_by("id")
        .values_list("request", "rang_on", "promised_on")
    }
    lines = [
        SectorLine(
            agency=one.agency.name_on(today),
            telephone=one.agency.telephone,
            reference=one.case.reference,
            is_report=one.is_report,
            short=one.short,
            due_on=one.due_on,
            late=max(working_days_between(one.due_on, today), 1) if one.due_on < today else 0,
            call=calls.get(one.pk, ""),
        )
        for one in requests
    ]
    return sorted(lines, key=lambda line: (line.due_on, line.agency.casefold(), line.reference))
