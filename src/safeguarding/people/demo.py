"""Ready sign-ins of made-up people, so that the real way in can be tried as well.

Used only in demonstration and test.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from safeguarding.people.models import Person

PASSWORD = "quiet harbour 27 lamps"  # noqa: S105 - printed on the demonstration's own page


class NotADemonstration(Exception):
    """Ready sign-ins are never made where real people work."""


def secret_for(person: Person) -> str:
    """A made-up person's app secret: the same after every fresh start."""
    return base64.b32encode(hashlib.sha256(f"demo:{person.email}".encode()).digest()[:20]).decode()


def code_now(person: Person) -> str:
    """The code that the person's app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret_for(person), counters[len(counters) // 2])))


@cache
def _hashed() -> str:
    """The one password, hashed once: for forty made-up people one by one it would take half a minute."""
    return make_password(PASSWORD)


@transaction.atomic
def make_ready(person: Person) -> None:
    """Give a made-up person the demonstration's password and an app secret of their own."""
    if settings.SAFEGUARDING_MODE not in {"demo", "test"}:
        raise NotADemonstration("Ready sign-ins exist in the demonstration only.")
    person.password = _hashed()
    person.save(update_fields=["password"])
    Authenticator.objects.update_or_create(
        user=person,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": get_adapter().encrypt(secret_for(person))}},
    )
