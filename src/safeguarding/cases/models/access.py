"""Who may see a case beyond their role."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat


class Grant(models.Model):
    """A seat let into one case, with the reason and until when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="grants")
    reason = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "seat"], condition=Q(ended_at__isnull=True), name="one_grant_a_seat"
            )
        ]


class EmergencyOpening(models.Model):
    """A case opened for an hour by somebody to whom it is closed, because a child may be in danger.

    Somebody else looks at it afterwards (UK GDPR Article 5(1)(f) and 5(2)).
    """

    class Finding(models.TextChoices):
        NEEDED = "needed", "It was needed"
        NOT_NEEDED = "not_needed", "It was not needed"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergency_openings")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("seat")),
                name="nobody_reviews_their_own_emergency_opening",
            )
        ]
