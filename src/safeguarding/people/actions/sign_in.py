"""Getting into the house.

Invitations, lost second steps, ending sessions. Passwords and codes themselves are allauth's.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.people import posting, queries
from safeguarding.people.acting import Acting
from safeguarding.people.models import CalendarFeed, Invitation, Partnership, Person, SecondStepReset, Session
from safeguarding.people.permission import may_here
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act

INVITATION_GONE = Refused(
    "invitation_gone",
    "This link no longer works. It was used, or it is too old.",
    "If you have chosen a password, sign in with it. Otherwise ring the partnership for a new link.",
)


def hashed(token: str) -> str:
    """How a link's secret is kept: whoever reads the database cannot make the link again."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, person: Person, days: int) -> Invitation:
    """Send a link, good once and for some days, to choose a password and set up a second step."""
    person.invitations.filter(used_at__isnull=True).update(used_at=timezone.now())
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        person=person, token_hash=hashed(token), expires_at=timezone.now() + timedelta(days=days)
    )
    posting.post_to_person(
        person,
        kind="invitation",
        link=reverse("invitation", args=[token]),
        once_key=f"invitation:{made.pk}",
    )
    return made


def invitation(token: str) -> Invitation | None:
    """The invitation that this link belongs to, while it can be used."""
    return (
        Invitation.objects.select_related("person")
        .filter(
            token_hash=hashed(token),
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
            person__is_active=True,
        )
        .first()
    )


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Person:
    """Set the first password of the person to whom the link was sent; the link is used up."""
    found = invitation(token)
    found = found and Invitation.objects.select_for_update().filter(pk=found.pk, used_at__isnull=True).first()
    if found is None or not queries.sign_in_seats(found.person_id):
        raise NotAllowed(INVITATION_GONE)
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    person = Person.objects.select_for_update().get(pk=found.person_id)
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


@transaction.atomic
def end_sessions(*, person: Person, but: str | None = None) -> int:
    """Sign the person out everywhere, at once. `but`: the key of the session that may go on."""
    return Session.objects.filter(person=person).exclude(session_key=but).delete()[0]


def take_back_feeds(*, person: Person) -> int:
    """Let no calendar link of the person answer any more: how they prove who they are has changed."""
    standing = CalendarFeed.objects.filter(seat__person=person, revoked_at__isnull=True)
    return standing.update(revoked_at=timezone.now())


@transaction.atomic
def propose_second_step_reset(
    *, by: Acting, partnership: Partnership, person: Person, how_known: str
) -> SecondStepReset:
    """Say that somebody has lost their second step, and how it is known that it is really they.

    Nothing changes yet.
    """
    demand(may_here(by, Act.RESET_SECOND_FACTOR, partnership))
    person = Person.objects.select_for_update().get(pk=person.pk)
    _demand_known(by, partnership, person)
    made, _ = SecondStepReset.objects.get_or_create(
        person=person,
        partnership=partnership,
        confirmed_at=None,
        defaults={"how_known": how_known.strip(), "proposed_by": by.person, "proposed_at": timezone.now()},
    )
    _record(by, "propose_second_step_reset", made, how_known=made.how_known)
    return made


@transaction.atomic
def confirm_second_step_reset(*, by: Acting, reset: SecondStepReset) -> SecondStepReset:
    """A second member of staff confirms: old step, password, sessions and calendar links go; a link comes.

    The person sets up again from their own registered mailbox, so that neither of the two can do it in their
    stead.
    """
    SecondStepReset.objects.select_for_update().get(pk=reset.pk)
    reset = SecondStepReset.objects.select_related("person", "partnership__stream", "proposed_by").get(
        pk=reset.pk
    )
    demand(may_here(by, Act.CONFIRM_RESET_SECOND_FACTOR, reset.partnership))
    _demand_known(by, reset.partnership, reset.person)
    if reset.proposed_by_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "takes_two",
                "You proposed this yourself. It takes two people.",
                "Ask a colleague to confirm it.",
            )
        )
    if reset.confirmed_at is not None:
        return reset
    reset.confirmed_by, reset.confirmed_at = by.person, timezone.now()
    reset.save(update_fields=["confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user=reset.person).delete()
    Person.objects.filter(pk=reset.person_id).update(password=make_password(None))
    end_sessions(person=reset.person)
    take_back_feeds(person=reset.person)
    _record(by, "confirm_second_step_reset", reset)
    posting.post_to_person(reset.person, kind="second_factor_changed", once_key=f"reset-told:{reset.pk}")
    invite(person=reset.person, days=1)
    return reset


def _demand_known(by: Acting, partnership: Partnership, person: Person) -> None:
    if person.pk == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_second_step",
                "Nobody resets their own second step.",
                "Two colleagues have to do it for you.",
            )
        )
    if not any(s.partnership_id == partnership.pk for s in queries.sign_in_seats(person, by.today)):
        raise NotAllowed(
            Refused(
                "no_seat_here",
                "This person holds no seat in your partnership.",
                "Check the name, then try again.",
            )
        )


def _record(by: Acting, act: str, reset: SecondStepReset, **keep: str) -> None:
    assert reset.partnership.stream is not None  # noqa: S101
    write(
        stream=reset.partnership.stream,
        act=act,
        actor=by.actor,
        on={"reset": str(reset.pk), "person": str(reset.person_id)},
        keep=keep,
    )
