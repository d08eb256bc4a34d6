"""By when the levels of disagreements between agencies are to be settled, as dates."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.disagreements.queries.agencies import visible
from safeguarding.people.acting import Acting
from safeguarding.statute.editions import Force


def dates(by: Acting, until: date) -> list[Dated]:
    """The level that each open one has reached. They are beside all cases."""
    return [
        Dated(
            level.due_on,
            f"A disagreement between agencies: {level.title}",
            reverse("disagreements:between", args=[row.short]),
            f"between:{row.pk}:{level.code}",
            force=Force.INTERNAL,
        )
        for row in visible(by).filter(ended_at__isnull=True)
        for level in row.levels.all()
        if level.code == row.level and level.due_on <= until
    ]
