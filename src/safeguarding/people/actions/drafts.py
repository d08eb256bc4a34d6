"""What somebody has typed so far, kept until the form is sent."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from django.db import transaction

from safeguarding.people.models import Draft, Person
from safeguarding.statute.answer import NotAllowed, Refused

MOST = 100
"""Drafts that one person keeps; the one that lay longest makes room for a new one."""
LARGEST = 1_000_000
"""Bytes of one draft: a question with twelve long entries."""

TOO_LONG = Refused(
    "draft_too_long",
    "This is too long to keep as a draft.",
    "Shorten it, or put part of it into a document of your own. What you typed is still on the page.",
)


@transaction.atomic
def save_draft(person: Person, form: str, subject: str, data: Mapping[str, object]) -> Draft:
    """Keep what the person has typed into this form, over what was kept before.

    Only they can read it back. Nobody is kept from typing because they have many drafts: the oldest of their
    own goes. Raises NotAllowed for one that is too long.
    """
    if len(orjson.dumps(dict(data))) > LARGEST:
        raise NotAllowed(TOO_LONG)
    Person.objects.select_for_update().get(pk=person.pk)
    draft, _ = Draft.objects.update_or_create(
        person=person, form=form, subject=subject, defaults={"data": dict(data)}
    )
    others = Draft.objects.filter(person=person).exclude(pk=draft.pk).order_by("-saved_at", "-pk")
    Draft.objects.filter(pk__in=list(others.values_list("pk", flat=True)[MOST - 1 :])).delete()
    return draft


@transaction.atomic
def discard_draft(person: Person, form: str, subject: str = "") -> None:
    """The form was sent; nothing is left over."""
    Draft.objects.filter(person=person, form=form, subject=subject).delete()
