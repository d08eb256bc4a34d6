"""Each person's own quiet days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from safeguarding.people.acting import Acting
from safeguarding.people.models import Person, QuietDays
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.reminding import may_be_quiet


@transaction.atomic
def set_quiet_days(
    *, by: Acting, weekdays: Iterable[int] = (), away_from: date | None = None, away_until: date | None = None
) -> QuietDays:
    """Say on which days one is not to be reminded; it takes the place of what was said before.

    Raises NotAllowed.
    """
    Person.objects.select_for_update().get(pk=by.person.pk)
    chosen = frozenset(weekdays)
    if why := may_be_quiet(chosen, away_from, away_until):
        raise NotAllowed(Refused("not_quiet_days", why, "Choose other days."))
    kept, _ = QuietDays.objects.update_or_create(
        person=by.person,
        defaults={"weekdays": sorted(chosen), "away_from": away_from, "away_until": away_until},
    )
    stream = by.partnership.stream
    assert stream is not None  # noqa: S101
    write(
        stream=stream,
        act="set_quiet_days",
        actor=by.actor,
        on={"person": str(by.person.pk)},
    )
    return kept
