"""A form sent twice is acted upon once."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from safeguarding.record.actions import Actor
from safeguarding.record.models import Once


def done_before(key: str, actor: Actor, act: str) -> str:
    """Where this sending led when it was acted upon; empty when it has not been. For what is slow to make."""
    return (
        Once.objects.filter(key=key, person=actor.person, act=act).values_list("url", flat=True).first() or ""
    )


@transaction.atomic
def exactly_once(key: str, actor: Actor, act: str, do: Callable[[], str]) -> str:
    """Run `do` once for this person, act and key, and return the address it gives; again, the first address.

    A second press while the first is at work waits for it: on PostgreSQL on the unique key, on SQLite on the
    write lock. When `do` refuses or fails nothing is left behind, and the same form can be sent again.
    """
    mine = {"key": key, "person": actor.person, "act": act}
    Once.objects.bulk_create([Once(**mine, url="", at=timezone.now())], ignore_conflicts=True)
    row = Once.objects.select_for_update().get(**mine)
    if row.url:
        return row.url
    url = do()
    if not url:
        raise ValueError("An act that is done once must say where to go next.")
    Once.objects.filter(pk=row.pk).update(url=url)
    return url
