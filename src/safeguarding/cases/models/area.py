"""Another area that contributes to a case."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat


class Area(models.Model):
    """An area that the lead area has invited, what it was asked, and what it answered."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=200)
    asked = models.TextField()
    invited_on = models.DateField()
    invited_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("case", Lower("name"), name="area_once_a_case")]
