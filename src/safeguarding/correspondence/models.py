"""Letters waiting, sent, failed or come back, every try to deliver one, and what came back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from safeguarding.record.vault import EncryptedText


class Letter(models.Model):
    """One e-mail to one address.

    It is queued in the transaction of the act that causes it, so neither is ever alone.
    """

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    CANCELLED = "cancelled"
    STATES: ClassVar[list[tuple[str, str]]] = [
        (QUEUED, "Waiting to be sent"),
        (SENT, "Sent"),
        (FAILED, "Could not be sent"),
        (BOUNCED, "Came back"),
        (CANCELLED, "Cancelled"),
    ]

    partnership = models.ForeignKey("people.Partnership", on_delete=models.PROTECT, related_name="letters")
    stream = models.ForeignKey(
        "record.Stream", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_address = EncryptedText()
    kind = models.CharField(max_length=40, help_text="A `LetterKind`; a new one needs no migration.")
    subject = models.CharField(max_length=200)
    body = EncryptedText()
    invitation = EncryptedText(blank=True, default="", help_text="A calendar file that goes with it.")
    state = models.CharField(max_length=10, choices=STATES, default=QUEUED)
    once_key = models.CharField(max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True, default="")
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, help_text="Not tried before this moment.")
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="A worker is trying it until this moment."
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="sent_letter_has_its_time",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_at"], name="letter_waiting"),
            models.Index(fields=["partnership", "-queued_at"], name="letter_by_day"),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class Attempt(models.Model):
    """One try to hand a letter to the mail server, and how it went. Rows are only ever added."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    delivered = models.BooleanField()
    error = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["letter", "number"], name="one_attempt_a_number")
        ]


class Bounce(models.Model):
    """What a mail server said afterwards of a letter that it had taken: it will not arrive, or it is late.

    The code only (RFC 3463), never the words that came back with it. Rows are only ever added.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="bounces")
    number = models.PositiveSmallIntegerField(help_text="The try after which it came.")
    final = models.BooleanField(help_text="The letter will not arrive; otherwise it is late.")
    status = models.CharField(max_length=11)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["letter", "number", "final"], name="one_bounce_a_try")
        ]
