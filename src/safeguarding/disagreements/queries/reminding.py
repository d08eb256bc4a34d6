"""Disagreements between agencies, by the level that they have reached, for people's digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.disagreements.models import AgencyDisagreement
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import Role

PARTIES = frozenset(Role(role) for role in roles_for(Act.SEE_AGENCY_DISAGREEMENT))
DECIDE = frozenset(Role(role) for role in roles_for(Act.DECIDE_AGENCY_DISAGREEMENT))


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """The two agencies', or the other one's once one says that it is settled.

    At the last level it is the partners', but nobody's whose own agency is one of the two.
    """
    found = AgencyDisagreement.objects.filter(ended_at__isnull=True)
    if partnerships is not None:
        found = found.filter(partnership__in=partnerships)
    for row in found.select_related("partnership", "settled_by").prefetch_related("levels"):
        due = next(level.due_on for level in row.levels.all() if level.code == row.level)
        plan = reminding_of(row.partnership).target
        parties = {row.raised_by_id, row.other_id}
        if row.settled_by is None and row.level == LevelCode.D3.value:
            yield Open(due, plan, row.partnership_id, roles=DECIDE, outside=frozenset(parties))
            continue
        for agency in parties - {row.settled_by.agency_id if row.settled_by else None}:
            yield Open(due, plan, row.partnership_id, roles=PARTIES, agency=agency)
