"""What happens by itself with time. Every job can be asked again without doing anything twice.

Nothing here decides: a proposed route is settled by a person, who is reminded once that its day has come.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta
from threading import Event as Signal
from time import monotonic

from django.db import close_old_connections, transaction
from django.utils import timezone

from safeguarding.cases.actions.reminding import remind
from safeguarding.cases.facts import differences
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case, RouteProposal
from safeguarding.correspondence.actions import post_anchor, send_due
from safeguarding.evidence.actions import chase, reach_cover
from safeguarding.evidence.queries.chasing import steps_due
from safeguarding.evidence.queries.covering import not_reached
from safeguarding.people.models import Partnership, Session
from safeguarding.people.posting import post
from safeguarding.people.queries import lapsed, lapsing
from safeguarding.record import rows
from safeguarding.record.actions import TooSoon, seal_day
from safeguarding.record.actions import anchor as sign_heads
from safeguarding.record.models import Anchor, DaySeal, Look
from safeguarding.statute.terms import Role

log = logging.getLogger(__name__)
MINUTE = 60.0
QUARTER = 15 * MINUTE
MORNING = 7
"""The hour from which a working day's digests go out."""


def today() -> date:
    return timezone.localdate()


def send_letters() -> None:
    """Hand on the letters that wait: those due for another try, and those whose worker died."""
    send_due()


def remind_of_routes(day: date) -> int:
    """Tell a partnership's manager, once, that a proposed route can be settled because its day has passed."""
    due = RouteProposal.objects.filter(settled_on=None, called_up_on=None, stands_on__lt=day)
    found = list(due.select_related("case__partnership", "case__stream"))
    for proposal in found:
        with transaction.atomic():
            tell(
                proposal.case,
                {Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT},
                "route_can_stand",
                once=f"route-stands:{proposal.pk}",
            )
    return len(found)


def chase_returns(day: date) -> int:
    """Remind the agencies whose next step has come, each in a transaction of its own, once a step."""
    return sum(chase(request=step.request, today=day) is not None for step in steps_due(day))


def reach_covers(day: date) -> int:
    """Send the requests that are open to whoever covers from today on, each once."""
    return sum(reach_cover(request=request, cover=cover) for request, cover in not_reached(day))


def remind_of_deputies(day: date) -> int:
    """Tell a delegated partner, once each, that a deputy's time runs out soon, and that it has run out."""
    said = 0
    for partnership in Partnership.objects.order_by("pk"):
        for kind, found in (
            ("delegation_ends", lapsing(partnership, day)),
            ("delegation_ended", lapsed(partnership, day)),
        ):
            for delegation in found:
                post(
                    partnership=partnership,
                    to=delegation.principal.person,
                    kind=kind,
                    link="/delegation/",
                    due=delegation.until if kind == "delegation_ends" else None,
                    once_key=f"{kind}:{delegation.pk}",
                )
                said += 1
    return said


def remind_everybody(day: date) -> int:
    """From the morning hour on: each person's digest of the working day, and limits that have passed."""
    return remind(day) if timezone.localtime().hour >= MORNING else 0


def seal_looks(until: date) -> int:
    """Seal who looked, for every finished day up to `until` not sealed yet; how many days that were."""
    last = DaySeal.objects.order_by("-day").values_list("day", flat=True).first()
    first = Look.objects.order_by("day").values_list("day", flat=True).first()
    day = last + timedelta(days=1) if last else first or until
    sealed = 0
    while day <= until:
        try:
            sealed += bool(seal_day(day))
        except TooSoon:
            break
        day += timedelta(days=1)
    return sealed


def anchor(day: date) -> None:
    """Sign the heads of all chains once a day, and post the signed file to every partnership to keep."""
    text = sign_heads(day).decode()
    for partnership in Partnership.objects.order_by("pk"):
        with transaction.atomic():
            post_anchor(partnership=partnership, text=text, day=day)


def seal_and_anchor(day: date) -> None:
    """The night's work, once a day and in this order, so that the anchor holds the seals.

    In the first hour of the day, when yesterday cannot be sealed yet, it waits.
    """
    yesterday = day - timedelta(days=1)
    if Anchor.objects.filter(day=day).exists():
        return
    seal_looks(yesterday)
    if DaySeal.objects.filter(day=yesterday).exists():
        anchor(day)


def compare_with_facts() -> list[str]:
    """Report (never mend) a stored stage or deadline that is not what the facts give."""
    wrong = []
    cases = (
        Case.objects.select_related("partnership").prefetch_related("deadlines", "restamps").order_by("pk")
    )
    for case in cases.iterator(chunk_size=200):
        wrong += differences([case])
    for line in wrong:
        log.error("%s", line)
    return wrong


def forget_ended_sessions() -> None:
    """Drop sessions that have run out."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


JOBS: tuple[tuple[float, Callable[[], object]], ...] = (
    (MINUTE, send_letters),
    (QUARTER, lambda: remind_of_routes(today())),
    (QUARTER, lambda: remind_of_deputies(today())),
    (QUARTER, lambda: reach_covers(today())),
    (QUARTER, lambda: chase_returns(today())),
    (QUARTER, lambda: remind_everybody(today())),
    (QUARTER, lambda: seal_and_anchor(today())),
    (24 * 60 * MINUTE, compare_with_facts),
    (24 * 60 * MINUTE, forget_ended_sessions),
)


def run(stop: Signal) -> None:
    """Run every job in its rhythm until told to stop. One that fails is logged and tried again later."""
    next_at = dict.fromkeys(range(len(JOBS)), 0.0)
    while not stop.is_set():
        for number, (rhythm, job) in enumerate(JOBS):
            if monotonic() < next_at[number]:
                continue
            next_at[number] = monotonic() + rhythm
            try:
                close_old_connections()
                with rows.scope("all"):
                    job()
            except Exception:
                log.exception("A job of the schedule did not finish; it is tried again later.")
        stop.wait(5)
    close_old_connections()
