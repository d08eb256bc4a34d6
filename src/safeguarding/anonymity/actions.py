"""Writing identities. Called by the acts of the rooms above, inside their transaction."""

from __future__ import annotations

from typing import Any

from safeguarding.anonymity.models import Identity, Token
from safeguarding.anonymity.tokens import ways_to_find
from safeguarding.people.models import Partnership
from safeguarding.record.models import Stream


def keep_identity(*, partnership: Partnership, stream: Stream, details: Any) -> Identity:
    """Keep who somebody is, encrypted, with the keyed hashes by which they can be found again."""
    identity = Identity.objects.create(partnership=partnership, stream=stream, details=details)
    _index(identity)
    return identity


def change_identity(identity: Identity, details: dict[str, Any]) -> Identity:
    """Replace what is known of somebody."""
    identity.details = details
    identity.save(update_fields=["details"])
    identity.tokens.all().delete()
    _index(identity)
    return identity


def _index(identity: Identity) -> None:
    Token.objects.bulk_create(
        Token(identity=identity, kind=kind, digest=digest)
        for kind, digest in sorted(ways_to_find(identity.details))
    )
