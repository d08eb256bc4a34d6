"""Requests that agencies have not answered, for their people's digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.evidence.access import AGENCY_ROLES
from safeguarding.evidence.queries.chasing import owing


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """For everybody in the agency but whoever has the request, whom the system reminds by its own letter."""
    found = owing() if partnerships is None else owing().filter(case__partnership__in=partnerships)
    for asked in found.defer("search_for", "purpose", "legal_basis").select_related("case__partnership"):
        yield Open(
            asked.due_on,
            reminding_of(asked.case.partnership).target,
            asked.case.partnership_id,
            asked.case,
            AGENCY_ROLES,
            agency=asked.agency_id,
            but=frozenset({asked.contact_id}),
            asked=True,
        )
