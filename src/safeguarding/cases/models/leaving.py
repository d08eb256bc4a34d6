"""What waited for somebody who has gone, while nobody has taken it on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Partnership, Seat


class LeftOpen(models.Model):
    """That one thing was left without anybody when a seat ended, until somebody takes it on.

    `kind` is one of the wiring's, and `row` the thing's own key in its room.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20)
    row = models.PositiveBigIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        verbose_name_plural = "left open"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "row"], condition=Q(ended_at__isnull=True), name="left_open_once"
            )
        ]
