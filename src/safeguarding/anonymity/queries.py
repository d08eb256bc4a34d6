"""Reading identities. The rooms above decide which identities the asker may see and hand them in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from safeguarding.anonymity.models import Identity
from safeguarding.anonymity.tokens import ways_to_find


def same_person(details: dict[str, Any]) -> QuerySet[Identity]:
    """Identities that share a name with its birth date, or an identifier, with `details`, whichever area
    holds them.
    """
    strong = {(kind, digest) for kind, digest in ways_to_find(details) if kind != "name"}
    if not strong:
        strong = ways_to_find(details)
    return Identity.objects.filter(tokens__digest__in=[digest for _, digest in strong]).distinct()


def by_name(words: str) -> QuerySet[Identity]:
    """Identities whose full name, as it was recorded, is `words`; an exact find, since names are not kept in
    the clear.
    """
    digests = [digest for kind, digest in ways_to_find({"name": words}) if kind == "name"]
    return Identity.objects.filter(tokens__kind="name", tokens__digest__in=digests).distinct()
