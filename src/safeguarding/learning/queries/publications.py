"""Reading national publications."""

from __future__ import annotations

from django.db.models import QuerySet

from safeguarding.learning.models import Publication
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.permission import Act


def publications(by: Acting) -> QuerySet[Publication]:
    """The publications that exist for this person: their partnership's, for the group that considers them."""
    here = Publication.objects.filter(partnership=by.seat.partnership_id)
    here = here.select_related("source", "considered_by__person", "partnership")
    return here if may_here(by, Act.SEE_ACTIONS, by.partnership) else here.none()
