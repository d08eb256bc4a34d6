"""By when the actions of this person and of their agency are to be done, as dates."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.improvements.queries.actions import visible_actions
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for


def dates(by: Acting, until: date) -> list[Dated]:
    """Those that are not done yet."""
    if by.role not in roles_for(Act.READ_OWN_ACTION):
        return []
    own = Q(owner_seat=by.seat)
    if by.seat.agency_id:
        own |= Q(agency=by.seat.agency_id)
    open_ones = visible_actions(by).filter(own, closed_on__isnull=True, done_on__isnull=True, due__lte=until)
    return [
        Dated(
            action.due,
            f"Action: {action.title}",
            reverse("improvements:action", args=[action.short]),
            f"action:{action.pk}",
            action.case,
        )
        for action in open_ones.select_related("case", "source", "recommendation")
    ]
