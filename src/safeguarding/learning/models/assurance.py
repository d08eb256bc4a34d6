"""Assurance rounds: the chair asks every agency what it has done with what was learned, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.documents.models import new_reference
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.statute.terms import Difference, EvidenceKind, Theme

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Round(models.Model):
    """One round: asked once of all, about some themes, by a day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="assurance_rounds")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    themes = models.JSONField(default=list)
    due = models.DateField()
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()

    reports: RelatedManager[Report]

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "number"], name="one_assurance_round_a_number")
        ]

    @property
    def theme_labels(self) -> list[str]:
        """Its themes in words."""
        return [Theme(code).label for code in self.themes]


class Report(models.Model):
    """What one agency reports in one round. `short` is the address of its page."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        RETURNED = "returned", "Returned"
        CHALLENGED = "challenged", "Challenged"
        SETTLED = "settled", "Settled with the group"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assurance_reports")
    short = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    asked = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    in_the_way = models.TextField(blank=True)
    returned_on = models.DateField(null=True, blank=True)
    returned_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    capacity = models.CharField(max_length=300, blank=True)
    challenge = models.TextField(blank=True)
    settled = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)

    levels: RelatedManager[ThemeLevel]

    class Meta:
        ordering: ClassVar[list[str]] = ["agency_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "agency"], name="one_assurance_report_an_agency"),
            models.CheckConstraint(
                condition=Q(state="asked", returned_on__isnull=True)
                | (~Q(state="asked") & Q(returned_on__isnull=False)),
                name="assurance_report_says_when",
            ),
        ]

    @property
    def owed(self) -> bool:
        """Whether the agency has still something to say."""
        return self.state in {self.State.ASKED, self.State.CHALLENGED}


class ThemeLevel(models.Model):
    """What an agency says of one theme: steps, the difference they made and how it knows; and what the group
    settled on, where that differs.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="levels")
    theme = models.CharField(max_length=40)
    steps = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(
        choices=[(d.value, d.label) for d in Difference], null=True, blank=True
    )
    known_by = models.CharField(max_length=30, blank=True, choices=[(k.value, k.label) for k in EvidenceKind])
    words = models.TextField(blank=True)
    settled_level = models.PositiveSmallIntegerField(
        choices=[(d.value, d.label) for d in Difference], null=True, blank=True
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "theme"], name="one_level_a_theme")
        ]

    @property
    def stands(self) -> int | None:
        """The level as it stands: the group's, or the agency's own."""
        return self.level if self.settled_level is None else self.settled_level

    @property
    def label(self) -> str:
        """The theme in words."""
        return Theme(self.theme).label
