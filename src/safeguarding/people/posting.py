"""Sending letters from below the room that sends them.

The poster is named in settings and looked up when used.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from safeguarding.people.models import Partnership, Person, Seat
from safeguarding.record import rows
from safeguarding.record.models import Stream


def post(
    *,
    partnership: Partnership,
    to: Person | str,
    kind: str,
    once_key: str,
    stream: Stream | None = None,
    link: str | None = None,
    due: date | None = None,
    code: str | None = None,
    asked_by: str | None = None,
) -> None:
    """Queue one letter in its fixed words; the same `once_key` posts once."""
    given = {"link": link, "due": due, "code": code, "asked_by": asked_by}
    with rows.scope([partnership.pk]), transaction.atomic():
        import_string(settings.SAFEGUARDING_POST)(
            partnership=partnership,
            to=to,
            kind=kind,
            subject_context={k: v for k, v in given.items() if v},
            stream=stream,
            once_key=once_key,
        )


def post_to_person(person: Person, *, kind: str, once_key: str, link: str | None = None) -> None:
    """A letter about the person's own sign-in, from the partnership in which they hold their latest seat."""
    seat = Seat.objects.filter(person=person).select_related("partnership").order_by("-since", "-pk").first()
    if seat is not None:
        post(partnership=seat.partnership, to=person, kind=kind, once_key=once_key, link=link)
