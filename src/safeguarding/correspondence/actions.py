"""Posting letters. The only writers of the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from safeguarding.correspondence import bounces
from safeguarding.correspondence.kinds import SECRET, LetterKind
from safeguarding.correspondence.letters import compose, is_address, one_line
from safeguarding.correspondence.models import Attempt, Bounce, Letter
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Person
from safeguarding.people.permission import may_here
from safeguarding.record import rows
from safeguarding.record.actions import SYSTEM, Actor, write
from safeguarding.record.models import Stream
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.ui import ics

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
CLAIM = timedelta(minutes=5)
NOT_KEPT = "This letter opened a door, so its words were not kept."
UNPROVED = frozenset({LetterKind.MAILBOX_LINK, LetterKind.SIGN_IN_CODE})
"""Letters that a stranger can have sent to any address: nothing that they typed goes into them."""


def post_kind(
    *,
    partnership: Partnership,
    to: Person | str,
    kind: LetterKind | str,
    subject_context: Mapping[str, object] | None = None,
    stream: Stream | None = None,
    once_key: str,
    invitation: str = "",
) -> Letter:
    """Queue the letter of this kind, in its fixed words. The same `once_key` posts once.

    `invitation` is a calendar file that goes with it.
    """
    kind = LetterKind(kind)
    context = dict(subject_context or {})
    if "/door/" in str(context.get("link", "")) and kind not in SECRET:
        raise ValueError(f"“{kind}” opens a door, so it must be among the secret kinds of letter.")
    if isinstance(to, Person) and kind not in UNPROVED:
        context["name"] = to.name
    words = compose(
        kind,
        partnership={
            "partnership": partnership.name,
            "short_name": partnership.short_name,
            "telephone": partnership.telephone,
            "email": partnership.email,
        },
        context=context,
        site=settings.SAFEGUARDING_URL,
    )
    return post(
        partnership=partnership,
        to=to,
        kind=kind,
        subject=words.subject,
        body=words.body,
        stream=stream,
        once_key=once_key,
        invitation=invitation,
    )


@transaction.atomic
def post(
    *,
    partnership: Partnership,
    to: Person | str,
    kind: LetterKind,
    subject: str,
    body: str,
    stream: Stream | None = None,
    once_key: str,
    invitation: str = "",
) -> Letter:
    """Queue one letter in the transaction of the act that causes it; the worker sends it once that has
    committed.
    """
    from safeguarding.correspondence.tasks import deliver

    address = to.email if isinstance(to, Person) else to.strip()
    if not is_address(address):
        raise ValueError("That is not an e-mail address that a letter can be sent to.")
    letter, new = Letter.objects.get_or_create(
        once_key=once_key,
        defaults={
            "partnership": partnership,
            "stream": stream,
            "to_person": to if isinstance(to, Person) else None,
            "to_address": address,
            "kind": kind.value,
            "subject": one_line(subject),
            "body": body,
            "invitation": invitation,
        },
    )
    if new:
        transaction.on_commit(lambda: hand_on(deliver, letter.pk))
    return letter


def post_anchor(*, partnership: Partnership, text: str, day: date) -> Letter:
    """Send the day's signed heads of the record out of the system, so that a rewritten record can be found
    out.
    """
    words = compose(
        LetterKind.RECORD_ANCHOR,
        partnership={
            "partnership": partnership.name,
            "short_name": partnership.short_name,
            "telephone": partnership.telephone,
            "email": partnership.email,
        },
        context={"due": day},
        site=settings.SAFEGUARDING_URL,
    )
    return post(
        partnership=partnership,
        to=partnership.email,
        kind=LetterKind.RECORD_ANCHOR,
        subject=words.subject,
        body=f"{words.body}\n{text.strip()}\n",
        once_key=f"anchor:{partnership.pk}:{day.isoformat()}",
    )


@transaction.atomic
def cancel(*, letter: Letter) -> Letter:
    """Stop a letter that has not left yet, because what it asks for is no longer wanted.

    A sent one stays sent.
    """
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.state == Letter.QUEUED and not _claimed(locked, timezone.now()):
        locked.state = Letter.CANCELLED
        locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def try_again(*, by: Acting, letter: Letter) -> Letter:
    """Try a letter again now that could not be delivered, or that waits for its next try. Raises NotAllowed.

    The caller has asked whether they may see it.
    """
    locked = _waiting(by, letter)
    if locked.body == NOT_KEPT:
        raise NotAllowed(
            Refused(
                "words_not_kept",
                "The words of this letter were not kept, because it opened a door.",
                "Send a new link from the page that it was about.",
            )
        )
    if locked.to_person:
        locked.to_address = locked.to_person.email
    locked.state, locked.due_at = Letter.QUEUED, timezone.now()
    locked.save(update_fields=["state", "due_at", "to_address"])
    _record(locked, "try_letter_again", by.actor)
    from safeguarding.correspondence.tasks import deliver

    transaction.on_commit(lambda: hand_on(deliver, locked.pk))
    return locked


@transaction.atomic
def told_otherwise(*, by: Acting, letter: Letter) -> Letter:
    """Set a letter aside that did not arrive, because whoever it was for has been told in another way.

    Raises NotAllowed. The caller has asked whether they may see it.
    """
    locked = _waiting(by, letter)
    locked.state, locked.last_error = Letter.CANCELLED, "They were told in another way."
    locked.save(update_fields=["state", "last_error"])
    _record(locked, "told_otherwise", by.actor)
    return locked


@transaction.atomic
def take_back(*, report: bounces.Report) -> bool:
    """Note what a mail server reported of a letter, once for each try; False where it is not ours or known.

    A letter that will not arrive counts as come back, unless it waits for another try already.
    """
    letter = Letter.objects.select_for_update().filter(pk=report.letter).first()
    if letter is None or int(letter.queued_at.timestamp()) != report.queued or not letter.attempts:
        return False
    row, new = Bounce.objects.get_or_create(
        letter=letter, number=letter.attempts, final=report.final, defaults={"status": report.status}
    )
    if new and row.final and letter.state == Letter.SENT:
        letter.state, letter.sent_at = Letter.BOUNCED, None
        letter.last_error = bounces.in_words(row.status)
        letter.save(update_fields=["state", "sent_at", "last_error"])
        _record(letter, "letter_came_back", SYSTEM)
    return new


def _waiting(by: Acting, letter: Letter) -> Letter:
    """The letter, locked, if it has neither been sent nor set aside."""
    demand(may_here(by, Act.TRY_LETTER_AGAIN, letter.partnership))
    locked = Letter.objects.select_for_update(of=("self",)).select_related("to_person").get(pk=letter.pk)
    if locked.state in {Letter.SENT, Letter.CANCELLED}:
        raise NotAllowed(
            Refused(
                "not_waiting", "This letter has been sent or cancelled.", "There is nothing to try again."
            )
        )
    return locked


def _record(letter: Letter, act: str, actor: Actor) -> None:
    stream = letter.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=stream, act=act, actor=actor, on={"letter": str(letter.pk)})


def send_due(now: datetime | None = None) -> int:
    """Hand every letter that waits to the worker again: those whose worker died, and those due for another
    try.
    """
    from safeguarding.correspondence.tasks import deliver

    now = now or timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    waiting = Letter.objects.filter(free, state=Letter.QUEUED, due_at__lte=now).order_by("due_at")
    with rows.scope("all"):
        keys = list(waiting.values_list("pk", flat=True)[:500])
    for key in keys:
        hand_on(deliver, key)
    return len(keys)


def send(letter_id: int) -> bool:
    """Try to deliver one letter; True when it has left, now or before.

    The row is claimed in one short transaction, the mail server is spoken to outside any, and the result is
    written in another. Two workers never send the same letter at once; one killed in between leaves it to be
    tried after the claim lapses, under the same Message-ID, so that the receiving server can drop a second
    copy.
    """
    letter = _claim(letter_id)
    if letter is None:
        return Letter.objects.filter(pk=letter_id, state=Letter.SENT).exists()
    try:
        _message(letter).send(fail_silently=False)
        error = ""
    except SMTPRecipientsRefused:
        error = "The mail server does not know the address."
    except SMTPResponseException as problem:
        error = f"The mail server refused the letter (code {problem.smtp_code})."
    except Exception as problem:
        # Whatever went wrong, the letter waits and the try is recorded; never with the address or the words
        # in it.
        error = f"The mail server could not be reached ({type(problem).__name__})."
    _write_down(letter_id, error)
    return not error


def hand_on(task: object, letter_id: int) -> None:
    """Queue the delivery."""
    task.enqueue(letter_id)  # type: ignore[attr-defined]


def _claimed(letter: Letter, now: datetime) -> bool:
    return letter.claimed_until is not None and letter.claimed_until > now


@transaction.atomic
def _claim(letter_id: int) -> Letter | None:
    now = timezone.now()
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None or letter.state != Letter.QUEUED or letter.due_at > now or _claimed(letter, now):
        return None
    if not import_string(settings.SAFEGUARDING_WIRING + ".STILL_REACHES")(letter):
        letter.state, letter.last_error = Letter.CANCELLED, "It was no longer for this person to read."
        letter.save(update_fields=["state", "last_error"])
        _record(letter, "letter_not_sent", SYSTEM)
        return None
    letter.claimed_until = now + CLAIM
    letter.save(update_fields=["claimed_until"])
    return letter


def _message(letter: Letter) -> EmailMessage:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to_address],
        reply_to=[letter.partnership.email],
        headers={
            "Message-ID": bounces.message_id(letter.pk, letter.queued_at, host),
            "Auto-Submitted": "auto-generated",
        },
    )
    if letter.invitation:
        message.attach("meeting.ics", letter.invitation, ics.CONTENT_TYPE)
    return message


@transaction.atomic
def _write_down(letter_id: int, error: str) -> None:
    now = timezone.now()
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    letter.attempts += 1
    letter.claimed_until = None
    letter.last_error = error
    Attempt.objects.create(letter=letter, number=letter.attempts, at=now, delivered=not error, error=error)
    if not error:
        letter.state, letter.sent_at = Letter.SENT, now
        if letter.kind in SECRET and settings.SAFEGUARDING_MODE == "production":
            letter.body = NOT_KEPT
    elif letter.attempts > len(WAITS):
        letter.state = Letter.FAILED
    else:
        letter.due_at = now + WAITS[letter.attempts - 1]
    letter.save()
