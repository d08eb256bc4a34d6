"""The demonstration's clock: a made-up case is lived through on its own days, so that its history is true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, tzinfo

from django.conf import settings
from django.utils import timezone

from safeguarding.correspondence.actions import send
from safeguarding.correspondence.models import Letter


@contextmanager
def on(day: date, at: str = "10:00") -> Iterator[None]:
    """What is done inside is done on that day at that hour, letters included, but never in the future.

    Exists in demonstration and test only: where real people work, the only clock is the machine's.
    """
    if settings.SAFEGUARDING_MODE not in {"demo", "test"}:
        raise RuntimeError("The clock can be set in the demonstration only.")
    then = min(timezone.make_aware(datetime.combine(day, time.fromisoformat(at))), timezone.now())

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Then:
            return then.astimezone(tz)  # type: ignore[return-value]  # a plain datetime is wanted

    true, timezone.datetime = timezone.datetime, Then  # type: ignore[attr-defined]  # Django's own clock
    try:
        yield
        for letter in Letter.objects.filter(state=Letter.QUEUED).values_list("pk", flat=True):
            send(letter)
    finally:
        timezone.datetime = true  # type: ignore[attr-defined]
