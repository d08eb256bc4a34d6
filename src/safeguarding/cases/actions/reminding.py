"""Reminding by the system: a person's digest of a day, and telling who comes next that a limit has passed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import transaction

from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Deadline
from safeguarding.cases.queries.reminding import Digest, digests, running
from safeguarding.cases.reminders import reminding_of
from safeguarding.correspondence.actions import post_kind
from safeguarding.correspondence.kinds import LetterKind
from safeguarding.correspondence.models import Letter
from safeguarding.people.models import ReminderRound
from safeguarding.statute.calendar import is_working_day
from safeguarding.statute.terms import Role

log = logging.getLogger(__name__)


def remind(today: date) -> int:
    """Go the day's round: everybody's digest, and the limits that have passed. How many digests it made.

    Once a working day. A round that was broken off is taken up where it stopped, and what a missed day should
    have said is said in the next round. One letter that cannot be written holds up no other.
    """
    if not is_working_day(today) or ReminderRound.objects.filter(day=today).exists():
        return 0
    found = digests(today)
    sent = sum(_tried(partial(send_digest, digest=digest, today=today)) for digest in found)
    passed = limits_passed(today)
    told = sum(_tried(partial(escalate, line=line, told=role)) for line, role in passed)
    if (sent, told) == (len(found), len(passed)):
        ReminderRound.objects.get_or_create(day=today, defaults={"digests": sent})
    return sent


def _tried(act: Callable[[], object]) -> bool:
    try:
        act()
    except Exception:
        log.exception("A reminder could not be written; it is tried again in the next round.")
        return False
    return True


def send_digest(*, digest: Digest, today: date) -> Letter:
    """Queue one person's digest: how many things, the first date, and the way to “Your work”; once a day."""
    return post_kind(
        partnership=digest.seat.partnership,
        to=digest.person,
        kind=LetterKind.DIGEST,
        subject_context={"things": digest.things, "due": digest.first, "link": "/"},
        once_key=f"digest:{digest.person.pk}:{today.isoformat()}",
    )


def limits_passed(today: date) -> list[tuple[Deadline, Role]]:
    """The limits that have passed and who is to know by now, without those who were told before."""
    due = [
        (line, role)
        for line in running()
        for role in reminding_of(line.case.partnership).told(line.owner, line.force, line.due_on, today)
    ]
    streams = {line.case.stream_id for line, _ in due}
    sent = Letter.objects.filter(kind=LetterKind.LIMIT_PASSED, stream__in=streams)
    told = {key.rpartition(":")[0] for key in sent.values_list("once_key", flat=True)}
    return [(line, role) for line, role in due if _occasion(line, role) not in told]


@transaction.atomic
def escalate(*, line: Deadline, told: Role) -> bool:
    """Tell whoever holds a role, and may see the case, that a limit has passed; once for each limit and role.

    The case is locked and the limit looked at anew, so that two workers tell once. False where it is met,
    told already, or there is nobody to tell.
    """
    case = lock(line.case)
    once = _occasion(line, told)
    letters = Letter.objects.filter(once_key__startswith=f"{once}:")
    still = Deadline.objects.filter(
        case=case, kind=line.kind, key=line.key, due_on=line.due_on, met_on__isnull=True
    )
    if case.closed or not still.exists() or letters.exists():
        return False
    tell(case, {told}, LetterKind.LIMIT_PASSED, once=once, due=line.due_on)
    if not letters.exists():
        return False
    record(case, "tell_limit_passed", by=None, on={"deadline": line.kind, "told": told.value})
    return True


def _occasion(line: Deadline, told: Role) -> str:
    return f"limit:{line.case_id}:{line.kind}:{line.key}:{line.due_on.isoformat()}:{told.value}"
