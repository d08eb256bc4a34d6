"""Disagreements of partners and between agencies, by the level reached, for people's digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone

from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.disagreements.defaults import default_for
from safeguarding.disagreements.models import AgencyDisagreement, Disagreement
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import DecisionKind, Role

PARTIES = frozenset(Role(role) for role in roles_for(Act.SEE_AGENCY_DISAGREEMENT))
DECIDE = frozenset(Role(role) for role in roles_for(Act.DECIDE_AGENCY_DISAGREEMENT))


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """The partners' own, and those between agencies."""
    yield from _of_partners(partnerships)
    yield from _between_agencies(partnerships)


def _of_partners(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Theirs whose turn it is at the level reached; the threshold's is a deadline of its case already."""
    found = Disagreement.objects.filter(ended_at__isnull=True, case__closed=False).exclude(
        kind=DecisionKind.THRESHOLD_POSITION
    )
    if partnerships is not None:
        found = found.filter(case__partnership__in=partnerships)
    for row in found.select_related("case__partnership").prefetch_related("levels"):
        level = next((one for one in row.levels.all() if one.code == row.level), None)
        if level is not None:
            last = level.code == LevelCode.D3.value
            yield Open(
                level.due_on,
                reminding_of(row.case.partnership).target,
                row.case.partnership_id,
                row.case,
                frozenset(default_for(row.decision).who) if last else level.roles,
                told=timezone.localdate(level.opened_at),
            )


def _between_agencies(partnerships: Collection[int] | None) -> Iterator[Open]:
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
