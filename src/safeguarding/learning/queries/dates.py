"""What the chair's directions and the group's rounds ask of this person or their agency, as dates."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.learning.queries.assurance import visible_reports
from safeguarding.learning.queries.work import directed, owed
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for


def dates(by: Acting, until: date) -> list[Dated]:
    """Directions to answer, and reports on steps and impact."""
    asked = [row for row in directed(by) if row.waits_for_answer and row.by_when <= until]
    found = [
        Dated(
            row.by_when,
            "Answer a direction of the chair",
            reverse("learning:direction", args=[row.short]),
            f"direction:{row.pk}",
            row.case,
        )
        for row in asked
    ]
    if by.role in roles_for(Act.ANSWER_ASSURANCE):
        found += [
            Dated(
                row.round.due,
                "Report on steps and impact",
                reverse("learning:assurance_report", args=[row.short]),
                f"assurance:{row.pk}",
            )
            for row in visible_reports(by).filter(owed(by), round__due__lte=until)
        ]
    return found
