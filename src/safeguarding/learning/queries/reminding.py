"""Directions to answer and reports on steps and impact that are owed, for people's digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.learning.models import Direction, Report
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role

ANYBODY = frozenset(Role)
REPORT = frozenset(Role(role) for role in roles_for(Act.ANSWER_ASSURANCE))


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Those of a seat are its holder's; those of an agency, its people's."""
    given = Direction.objects.filter(case__closed=False)
    owed = Report.objects.filter(state__in=[Report.State.ASKED, Report.State.CHALLENGED])
    if partnerships is not None:
        given = given.filter(case__partnership__in=partnerships)
        owed = owed.filter(round__partnership__in=partnerships)
    for row in given.select_related("case__partnership").prefetch_related("answers"):
        if row.waits_for_answer and (row.seat_id or row.agency_id):
            yield Open(
                row.by_when,
                reminding_of(row.case.partnership).target,
                row.case.partnership_id,
                row.case,
                frozenset() if row.seat_id else ANYBODY,
                agency=row.agency_id,
                seat=row.seat_id,
                asked=True,
            )
    for report in owed.select_related("round__partnership"):
        yield Open(
            report.round.due,
            reminding_of(report.round.partnership).target,
            report.round.partnership_id,
            roles=REPORT,
            agency=report.agency_id,
            seat=report.asked_id,
            asked=True,
        )
