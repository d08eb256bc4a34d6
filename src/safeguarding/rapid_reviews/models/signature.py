"""Signatures: each partner its own line, on one state of the report, in a capacity that the record keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.documents.models import File
from safeguarding.people.models import Seat
from safeguarding.rapid_reviews.models.review import RapidReview
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.terms import Partner, SignPosition


class Signature(models.Model):
    """A partner's line.

    Agreeing, with or without a comment, signs it off; disagreeing is a position and does not.
    """

    class Way(models.TextChoices):
        OWN = "own", "Signed in"
        LINK = "link", "By a link and a code to the registered address"
        EVIDENCED = "evidenced", "By e-mail, recorded by two members of staff"
        BEFORE = "before", "Before this system"

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="signatures")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    position = models.CharField(max_length=30, choices=[(p.value, p.label) for p in SignPosition])
    comment = EncryptedText(blank=True, default="")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=400)
    instead_of_silent = models.BooleanField(default=False)
    state_number = models.PositiveIntegerField()
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.OWN)
    current = models.BooleanField(default=True)
    evidence = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=400, blank=True)
    repudiated = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review", "partner"],
                condition=Q(current=True),
                name="one_current_signature_a_partner",
            ),
            models.UniqueConstraint(
                fields=["review", "partner"],
                condition=Q(way="evidenced", confirmed_by__isnull=True, ended_at__isnull=True),
                name="one_evidenced_signature_waits_a_partner",
            ),
            models.CheckConstraint(
                condition=~Q(way="evidenced") | (Q(evidence__isnull=False) & Q(entered_by__isnull=False)),
                name="evidenced_signature_has_its_evidence",
            ),
        ]

    @property
    def agrees(self) -> bool:
        """Whether this line is a sign-off."""
        return SignPosition(self.position).signs
