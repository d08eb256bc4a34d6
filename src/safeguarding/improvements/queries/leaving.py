"""The actions that stand in the name of somebody who leaves, or in nobody's since."""

from __future__ import annotations

from safeguarding.cases.handover import Waiting, Whose
from safeguarding.improvements.models import Action
from safeguarding.statute.permission import Act, roles_for


def owned(whose: Whose) -> list[Waiting]:
    """Open actions. Whoever saw that one is done does not become its owner."""
    found = Action.objects.filter(
        whose.rows("action", "owner_seat"),
        partnership=whose.partnership,
        closed_on__isnull=True,
        merged_into__isnull=True,
    )
    return [
        Waiting(
            "action", one.pk, one.title, one.case, one.due, one.owner_seat, one.agency_id,
            roles_for(Act.READ_OWN_ACTION),
            frozenset({one.verified_by.person_id if one.verified_by else None}),
        )
        for one in found.select_related("case", "owner_seat", "verified_by").order_by("due", "pk")
    ]  # fmt: skip
