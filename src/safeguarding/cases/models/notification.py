"""The notification to the Panel: its preparation sheet, and what was sent."""

from __future__ import annotations

from django.db import models

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat
from safeguarding.record.vault import EncryptedJSON


class Notification(models.Model):
    """One notification an incident.

    The sheet holds what the national form asks, encrypted because it names people.
    """

    class Kind(models.TextChoices):
        SERIOUS_INCIDENT = "serious_incident", "Serious incident"
        LOOKED_AFTER_DEATH = "looked_after_death", "Death of a looked-after child"
        CARE_LEAVER_DEATH = "care_leaver_death", "Death of a care leaver up to and including age 24"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="notification")
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.SERIOUS_INCIDENT)
    sheet = EncryptedJSON(default=dict)
    panel_reference = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.CharField(max_length=200, blank=True)
    other_areas = models.CharField(max_length=300, blank=True)
    decision_basis = models.CharField(max_length=40, blank=True)
    receipt = models.ForeignKey(
        "documents.File", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    skipped = models.JSONField(default=list, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
