"""Case references: short, random and not sequential, in letters and digits that cannot be misread."""

from __future__ import annotations

import secrets

from safeguarding.cases.models import Case

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def draw() -> str:
    """A reference that no case has: “K7P-3XQ”. No vowels, so that it never spells anything."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
        reference = f"{letters[:3]}-{letters[3:]}"
        if not Case.objects.filter(reference=reference).exists():
            return reference


def address() -> str:
    """A random part of an address, for what hangs on a case: no reference, nothing to guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12)).lower()
