"""A list that is being brought in: the file as it came, and how its columns are read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from safeguarding.documents.models import File, new_reference
from safeguarding.improvements.models.source import Source
from safeguarding.people.models import Partnership, Seat


class Batch(models.Model):
    """One file on its way in. Nothing of it is here until the whole of it is brought in at once."""

    class Brings(models.TextChoices):
        """What each row of it is."""

        ACTIONS = "actions", "action"
        REVIEWS = "reviews", "serious case review"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    short = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    brings = models.CharField(max_length=10, choices=Brings.choices, default=Brings.ACTIONS)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    brought_in_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        verbose_name_plural = "batches"
