"""Who may see a case beyond their role, and who must not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Agency, Person, Seat


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


class Exclusion(models.Model):
    """A person walled off from a case. It wins over every role, grant and administrator."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exclusions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(ended_at__isnull=True), name="one_exclusion_a_person"
            )
        ]


class Interest(models.Model):
    """An interest declared.

    An organisation's involvement is noted; a personal or direct one is ruled on and walled.
    """

    class Kind(models.TextChoices):
        ORGANISATIONAL = "organisational", "My organisation worked with this child or family"
        PERSONAL = "personal", "I know this child or family personally"
        DIRECT = "direct", "I worked on, managed or am named in this case"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField()
    declared_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)
    ruled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ruled_at = models.DateTimeField(null=True, blank=True)
    walled = models.BooleanField(null=True, blank=True)
    ruling = models.TextField(blank=True)
