"""Doors: a link by e-mail that, with a code to the same address, opens one thing for one person."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from safeguarding.people import posting, queries
from safeguarding.people.acting import Acting
from safeguarding.people.actions.sign_in import hashed
from safeguarding.people.models import MailboxLink, Partnership, Person, Seat
from safeguarding.record import rows
from safeguarding.record.actions import SYSTEM, write
from safeguarding.record.models import Stream
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.terms import Level, Role

CODE_LASTS = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 5
WRONG_A_DAY = 15
STANDS = timedelta(days=28)

GONE = Refused(
    "door_gone",
    "This link no longer works.",
    "It was replaced, is too old, or what it was for is done. Ring the partnership if you still need it.",
)

LOCKED = Refused(
    "door_locked",
    "A wrong code was typed fifteen times in a day, so this link is locked. It opens nothing any more.",
    "Have a new link sent to your own address. If you did not type those codes, ring the partnership.",
)


@transaction.atomic
def open_door(
    *,
    by: Acting | None,
    seat: Seat,
    subject: str,
    to: str,
    why: str,
    kind: str = "mailbox_link",
    asked_by: str = "",
    due: date | None = None,
    expires: datetime | None = None,
    stream: Stream | None = None,
    once_key: str | None = None,
) -> MailboxLink:
    """Make a link for one subject (such as “return:k7m2”) that leads to the page `to`, and post it.

    `why` and `asked_by` are shown to whoever has the link, before any code: they hold no case content. An
    earlier link of the same seat to the same subject stops working. `by=None`: the system, or somebody not
    known yet.
    """
    MailboxLink.objects.filter(seat=seat, subject=subject, revoked_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    token = secrets.token_urlsafe(32)
    partnership = seat.partnership
    asked_by = asked_by or (_who_asks(by) if by else f"The {partnership.name}")
    link = MailboxLink.objects.create(
        seat=seat,
        subject=subject,
        to=to,
        asked_by=asked_by,
        why=why,
        token_hash=hashed(token),
        expires_at=expires or timezone.now() + STANDS,
    )
    _record(link, "open_door", stream=stream, by=by)
    posting.post(
        partnership=partnership,
        to=seat.person,
        kind=kind,
        stream=stream,
        link=reverse("door", args=[token]),
        asked_by=asked_by,
        due=due,
        once_key=once_key or f"door:{link.pk}",
    )
    return link


@transaction.atomic
def shut_door(*, by: Acting | None, seat: Seat, subject: str) -> int:
    """Take back every link of a seat to a subject, because it is done or went to the wrong person."""
    links = MailboxLink.objects.filter(seat=seat, subject=subject, revoked_at__isnull=True)
    for link in links.select_related("seat__partnership"):
        _record(link, "shut_door", by=by)
    return links.update(revoked_at=timezone.now())


def door(token: str) -> MailboxLink | None:
    """The link that this address belongs to, while what it was sent for waits; it may be locked."""
    link = (
        MailboxLink.objects.select_related("seat__person", "seat__partnership", "seat__agency")
        .filter(token_hash=hashed(token), seat__person__is_active=True)
        .first()
    )
    return link if link is not None and link.stands() else None


@transaction.atomic
def send_code(*, link: MailboxLink) -> Answer:
    """Send a fresh six-digit code to the registered address. The one before stops working."""
    now = timezone.now()
    link = _locked(link)
    if not link.opens():
        return LOCKED if link.stands() else GONE
    if link.code_sent_at is None or now - link.code_sent_at > timedelta(hours=1):
        link.codes_sent = 0
    if link.codes_sent >= CODES_AN_HOUR:
        return Refused(
            "too_many_codes",
            "We have sent five codes to this address in an hour.",
            "Wait an hour, look in your junk folder, or ring the partnership.",
        )
    code = f"{secrets.randbelow(1_000_000):06d}"
    link.code_hash, link.code_sent_at, link.code_tries = _code_hash(link, code), now, 0
    link.codes_sent += 1
    link.save(update_fields=["code_hash", "code_sent_at", "code_tries", "codes_sent"])
    posting.post(
        partnership=link.seat.partnership,
        to=link.seat.person,
        kind="sign_in_code",
        code=code,
        once_key=f"code:{link.pk}:{now.timestamp()}",
    )
    return Allowed()


@transaction.atomic
def enter_door(*, link: MailboxLink, code: str) -> Answer:
    """Check the code that was typed. Good for ten minutes, five tries, and one use.

    Fifteen wrong codes in a day lock the link: whoever found it could otherwise go on guessing for ever. A
    wrong try is an answer, not an exception, because it must be counted.
    """
    link = _locked(link)
    if not link.opens():
        return LOCKED if link.stands() else GONE
    digits = "".join(c for c in code if c.isdigit())
    if not link.code_hash or link.code_sent_at is None or timezone.now() - link.code_sent_at > CODE_LASTS:
        return Refused("code_too_old", "This code is too old, or was used already.", "Ask for a new one.")
    if link.code_tries >= TRIES:
        return Refused("too_many_tries", "There were five wrong tries with this code.", "Ask for a new one.")
    if not constant_time_compare(_code_hash(link, digits), link.code_hash):
        return _wrong(link)
    link.code_hash, link.opened_at, link.uses = "", timezone.now(), link.uses + 1
    link.save(update_fields=["code_hash", "opened_at", "uses"])
    _record(link, "enter_door", actor_seat=True)
    return Allowed()


@transaction.atomic
def renew_door(*, link: MailboxLink) -> Answer:
    """Replace a locked link, once, by a new one that goes to the registered address and nowhere else.

    Whoever has only the locked link learns nothing by asking.
    """
    link = _locked(link)
    if link.locked_at is None or not link.stands():
        return GONE
    open_door(
        by=None,
        seat=link.seat,
        subject=link.subject,
        to=link.to,
        why=link.why,
        asked_by=link.asked_by,
        expires=link.expires_at,
    )
    return Allowed()


@transaction.atomic
def mailbox_for_referrer(partnership: Partnership, email: str, name: str, organisation: str = "") -> Seat:
    """The seat of somebody who wants to refer a child: made when they first ask, and found again after.

    Whoever they are is proved only by the code sent to the address; until then the seat opens nothing.
    """
    address = email.strip().lower()
    today = timezone.localdate()
    person, _ = Person.objects.get_or_create(email=address, defaults={"name": name.strip() or address})
    if not person.password:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    Person.objects.select_for_update().get(pk=person.pk)
    held = [s for s in queries.seats_in_force(person, today) if s.role == Role.REFERRER]
    mine = next((s for s in held if s.partnership_id == partnership.pk), None)
    return mine or Seat.objects.create(
        person=person,
        partnership=partnership,
        role=Role.REFERRER,
        organisation=organisation.strip(),
        since=today,
    )


def _wrong(link: MailboxLink) -> Refused:
    """Count a wrong code; the row is locked, so that none is lost."""
    now = timezone.now()
    if link.wrong_since is None or now - link.wrong_since > timedelta(days=1):
        link.wrong_codes, link.wrong_since = 0, now
    link.code_tries, link.wrong_codes = link.code_tries + 1, link.wrong_codes + 1
    if link.wrong_codes >= WRONG_A_DAY:
        link.locked_at, link.code_hash = now, ""
        _record(link, "lock_door")
    link.save(update_fields=["code_hash", "code_tries", "wrong_codes", "wrong_since", "locked_at"])
    if link.locked_at is not None:
        return LOCKED
    return Refused(
        "wrong_code", "That is not the code that we sent.", "Check the latest e-mail and type it again."
    )


def _who_asks(by: Acting) -> str:
    """“Barnet SCP’s partnership manager”: a capacity, never a name."""
    return f"{by.partnership.short_name}’s {by.capacity[:1].lower()}{by.capacity[1:]}"


def _code_hash(link: MailboxLink, code: str) -> str:
    return salted_hmac("safeguarding.people.door", f"{link.pk}:{code}", algorithm="sha256").hexdigest()


def _locked(link: MailboxLink) -> MailboxLink:
    MailboxLink.objects.select_for_update().get(pk=link.pk)
    return MailboxLink.objects.select_related("seat__person", "seat__partnership", "seat__agency").get(
        pk=link.pk
    )


def _record(
    link: MailboxLink,
    act: str,
    *,
    stream: Stream | None = None,
    by: Acting | None = None,
    actor_seat: bool = False,
) -> None:
    """Write to the case's chain if one is given, else to the partnership's.

    The door's own partnership is in scope.
    """
    actor = by.actor if by else SYSTEM
    if actor_seat:
        actor = Acting(link.seat, Level.MAILBOX, link.subject).actor
    with rows.scope([link.seat.partnership_id]):
        chain = stream or link.seat.partnership.stream
        assert chain is not None  # noqa: S101
        write(
            stream=chain,
            act=act,
            actor=actor,
            on={"door": str(link.pk), "seat": str(link.seat_id), "subject": link.subject},
        )
