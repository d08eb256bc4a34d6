"""What somebody has typed so far, kept until the form is sent."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from safeguarding.people.models import Draft, Person


@transaction.atomic
def save_draft(person: Person, form: str, subject: str, data: Mapping[str, object]) -> Draft:
    """Keep what the person has typed into this form, over what was kept before.

    Only they can read it back.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    draft, _ = Draft.objects.update_or_create(
        person=person, form=form, subject=subject, defaults={"data": dict(data)}
    )
    return draft


@transaction.atomic
def discard_draft(person: Person, form: str, subject: str = "") -> None:
    """The form was sent; nothing is left over."""
    Draft.objects.filter(person=person, form=form, subject=subject).delete()
