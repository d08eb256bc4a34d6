"""The demonstration's clock: a made-up case is lived through on its own days, so that its history is true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


@contextmanager
def on(day: date, at: str = "10:00") -> Iterator[None]:
    """What is done inside is done on that day at that hour, but never in the future.

    Exists in demonstration and test only: where real people work, the only clock is the machine's.
    """
    if settings.SAFEGUARDING_MODE not in {"demo", "test"}:
        raise RuntimeError("The clock can be set in the demonstration only.")
    true = timezone.now
    then = timezone.make_aware(datetime.combine(day, time.fromisoformat(at)))
    moment = min(then, true())
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = true
