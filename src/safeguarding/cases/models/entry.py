"""A case that began before this system, brought in where it is."""

from __future__ import annotations

from django.db import models

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat


class Entry(models.Model):
    """What one person entered about a case already under way; it stands when another has confirmed it.

    `facts` is a list of {kind, occurred, key, detail}; they become facts of the case, marked “before this
    system”, when the entry is confirmed.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="entry")
    facts = models.JSONField(default=list)
    agencies_asked = models.BooleanField(default=False)
    panel_reference = models.CharField(max_length=60, blank=True)
    evidence = models.TextField()
    file = models.ForeignKey("documents.File", on_delete=models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "entries"
