"""Who covers for whom, and which open requests they have not been sent yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from safeguarding.cases.models import Exclusion
from safeguarding.correspondence.models import Letter
from safeguarding.evidence.letters import WITH_A_LINK
from safeguarding.evidence.models import Cover, Request
from safeguarding.evidence.queries.standing import unanswered


def reached(request: Request, cover: Cover) -> bool:
    """Whether whoever covers has been written to about this case since the cover was named."""
    return Letter.objects.filter(
        to_person=cover.cover.person_id,
        stream=request.case.stream_id,
        kind__in=WITH_A_LINK[Request.Form(request.form)],
        queued_at__gte=cover.at,
    ).exists()


def still_owed(cover: Cover, day: date) -> list[Request]:
    """The unanswered requests of whoever is covered, while the cover is in force."""
    if cover.ended_at or not cover.since <= day <= cover.until:
        return []
    walled = Exclusion.objects.filter(
        case=OuterRef("case"), person=cover.cover.person_id, ended_at__isnull=True
    )
    return list(
        unanswered(Request.objects.filter(contact=cover.seat_id, case__sealed=False))
        .exclude(Exists(walled))
        .select_related("case__partnership", "case__stream", "agency")
    )


def not_reached(day: date) -> list[tuple[Request, Cover]]:
    """Every open request that somebody who covers today has not been sent."""
    covers = Cover.objects.filter(since__lte=day, until__gte=day, ended_at__isnull=True)
    found = []
    for cover in covers.select_related("cover__person", "cover__partnership"):
        found += [(request, cover) for request in still_owed(cover, day) if not reached(request, cover)]
    return found
