"""What waits for somebody who leaves: the chair's directions, and reports on steps and their impact."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat

from safeguarding.cases.handover import Waiting, Whose
from safeguarding.learning.models import Direction, DirectionAnswer, Report
from safeguarding.people.models import MailboxLink, Seat
from safeguarding.statute.permission import Act, roles_for

PREFIX = "direction:"


def directions(whose: Whose) -> list[Waiting]:
    """Those given to them, and those of their agency whose link they hold, until an answer is accepted."""
    links = MailboxLink.objects.filter(
        seat__in=whose.seats, revoked_at__isnull=True, subject__startswith=PREFIX
    )
    accepted = DirectionAnswer.objects.filter(direction=OuterRef("pk"), accepted=True)
    sent = Exists(links.filter(subject=Concat(Value(PREFIX), OuterRef("short"))))
    mine = Q(sent, seat__isnull=True) | whose.rows("direction", "seat")
    found = Direction.objects.filter(mine, case__partnership=whose.partnership).exclude(Exists(accepted))
    listed = list(found.select_related("case", "seat").order_by("by_when", "pk"))
    holders: dict[str, Seat] = {}
    if any(one.seat is None for one in listed):
        holders = {link.subject: link.seat for link in links.select_related("seat").order_by("pk")}
    return [
        Waiting(
            "direction", one.pk, f"Answer the chair’s direction: {one.what}", one.case, one.by_when,
            one.seat or holders.get(PREFIX + one.short), one.agency_id, roles_for(Act.ANSWER_DIRECTION),
        )
        for one in listed
    ]  # fmt: skip


def reports(whose: Whose) -> list[Waiting]:
    """Those that they were asked for, until the group has settled them."""
    found = Report.objects.filter(
        whose.rows("assurance", "asked"), round__partnership=whose.partnership
    ).exclude(state=Report.State.SETTLED)
    return [
        Waiting(
            "assurance", one.pk, f"Report on steps and impact: {one.round.title}", None, one.round.due,
            one.asked, one.agency_id, roles_for(Act.ANSWER_ASSURANCE),
        )
        for one in found.select_related("round", "asked").order_by("round__due", "pk")
    ]  # fmt: skip
