"""National publications: what the Panel and others publish, and what the group makes of it here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.improvements.models import Source
from safeguarding.people.models import Partnership, Seat


class Publication(models.Model):
    """One publication. Its actions stand in the register under its source, beside everybody else's."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="publications")
    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="publication")
    publisher = models.CharField(max_length=200)
    where = models.CharField(max_length=300, blank=True)
    says = models.TextField()
    consider_by = models.DateField()
    considered_on = models.DateField(null=True, blank=True)
    practice_here = models.TextField(blank=True)
    gap = models.TextField(blank=True)
    response = models.TextField(blank=True)
    considered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-source__dated", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(considered_on__isnull=True)
                | (~Q(practice_here="") & ~Q(gap="") & ~Q(response="") & Q(considered_by__isnull=False)),
                name="considered_publication_says_what_was_made_of_it",
            )
        ]
