"""What waits for somebody who leaves at an agency: requests, returns to confirm, and covers."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from safeguarding.cases.handover import Waiting, Whose
from safeguarding.evidence.access import AGENCY_ROLES, SENIORS
from safeguarding.evidence.models import Cover, Request, Return, Version
from safeguarding.evidence.queries.standing import still_asked

AGENCY = frozenset(role.value for role in AGENCY_ROLES)
SENIOR = frozenset(role.value for role in SENIORS)


def requests(whose: Whose) -> list[Waiting]:
    """The requests that they have, answered or not, while answers are still taken."""
    given = Version.objects.filter(given__request=OuterRef("pk"))
    found = still_asked(Request.objects.filter(whose.rows("request", "contact"))).annotate(
        given=Exists(given)
    )
    return [
        Waiting("request", one.pk, _asked(one), one.case, one.due_on, one.contact, one.agency_id, AGENCY)
        for one in found.select_related("case", "contact").order_by("due_on", "pk")
    ]


def _asked(request: Request) -> str:
    what = "report" if request.is_report else "short return"
    answered: bool = request.given  # type: ignore[attr-defined]
    return f"Be asked about the {what} that was given" if answered else f"Answer the request for a {what}"


def returns_to_confirm(whose: Whose) -> list[Waiting]:
    """The returns that they are asked to confirm. Whoever wrote one does not confirm it."""
    newest = Version.objects.filter(given=OuterRef("pk")).order_by("-number")
    waits = Exists(newest.filter(confirmed_at__isnull=True))
    asked = still_asked(Request.objects.filter(case__partnership=whose.partnership))
    found = Return.objects.filter(waits, whose.rows("confirm", "senior"), request__in=asked)
    return [
        Waiting(
            "confirm", one.pk,
            f"Confirm the {'report' if one.request.is_report else 'short return'} that was given",
            one.request.case, None, one.senior, one.request.agency_id, SENIOR,
            frozenset(version.author.person_id for version in one.versions.all()),
        )
        for one in found.select_related("request__case", "senior")
        .prefetch_related("versions__author").order_by("pk")
    ]  # fmt: skip


def covers(whose: Whose) -> list[Waiting]:
    """Covers that somebody gives, or has."""
    found = Cover.objects.filter(
        Q(seat__in=whose.seats) | Q(cover__in=whose.seats),
        partnership=whose.partnership,
        ended_at__isnull=True,
    )
    return [
        Waiting("cover", one.pk, f"{one.cover.person.name} covers for {one.seat.person.name}", due=one.until)
        for one in found.select_related("cover__person", "seat__person")
    ]
