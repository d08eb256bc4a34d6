"""Asking the permission table on behalf of somebody acting in a seat, about their own partnership."""

from __future__ import annotations

from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.people.queries import delegation_in_force
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation, Standing, may


def may_here(by: Acting, act: Act, partnership: Partnership, *more: Relation) -> Answer:
    """Whether they may do this in that partnership, standing in these ways besides."""
    relations = set(more)
    if by.partnership.pk == partnership.pk:
        relations.add(Relation.OWN_PARTNERSHIP)
    if by.role.value.startswith("deputy_") and delegation_in_force(by.seat, None, by.today):
        relations.add(Relation.DELEGATION_IN_FORCE)
    return may(act, Standing(role=by.role, level=by.level, relations=frozenset(relations)))
