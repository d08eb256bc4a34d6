"""What the partners found when they looked at the time and quality of a practice review."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from safeguarding.cases.models import Case
from safeguarding.people.models import Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.monitoring import Course


class MonitoringPoint(models.Model):
    """One look at time and quality, on a day (SI 2018/789 reg 14(1)). Never changed; the next one follows."""

    COURSES: ClassVar[list[tuple[str, str]]] = [(one.value, one.label) for one in Course]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="monitoring_points")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    time = models.CharField(max_length=5, choices=COURSES)
    time_words = EncryptedText(blank=True)
    quality = models.CharField(max_length=5, choices=COURSES)
    quality_words = EncryptedText(blank=True)
    risks = EncryptedText(blank=True)
    forecast = models.DateField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_monitoring_point_a_number")
        ]
