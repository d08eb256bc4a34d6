"""What this person's own agency owes a case, as dates."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.evidence.queries.own import own
from safeguarding.evidence.queries.standing import unanswered
from safeguarding.people.acting import Acting
from safeguarding.statute.editions import Force


def dates(by: Acting, until: date) -> list[Dated]:
    """Requests that wait for an answer."""
    return [
        Dated(
            request.due_on,
            "Your organisation’s report" if request.is_report else "Your organisation’s return",
            reverse("evidence:start", args=[request.short]),
            f"request:{request.pk}",
            request.case,
            Force.INTERNAL,
        )
        for request in unanswered(own(by)).filter(due_on__lte=until)
    ]
