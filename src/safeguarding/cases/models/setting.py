"""Institutions where children live, are placed or are held, and which child of a case was in which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from safeguarding.cases.models.case import Case, Child
from safeguarding.people.models import Partnership, Seat
from safeguarding.statute.settings import Held, Regulator, SettingKind


class Setting(models.Model):
    """One institution in a partnership's register."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="settings")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=[(k.value, k.label) for k in SettingKind])
    provider = models.CharField(max_length=200, blank=True)
    regulator = models.CharField(max_length=10, choices=[(r.value, r.label) for r in Regulator])
    regulator_reference = models.CharField(max_length=60, blank=True)
    kept_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("partnership", Lower("name"), name="setting_once_a_partnership")
        ]


class Stay(models.Model):
    """That a child of the case was in a setting, who placed them, and who else places children there.

    `placing` names every authority that had placed a child there: each is asked, as another area is.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stays")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="stays")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="stays")
    held = models.CharField(max_length=30, choices=[(h.value, h.label) for h in Held])
    since = models.DateField(null=True, blank=True)
    placing = models.JSONField(default=list)
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["child", "setting"],
                condition=models.Q(current=True),
                name="one_current_stay_in_a_setting",
            )
        ]
