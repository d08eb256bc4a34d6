"""Where learning comes from, and what it recommends."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.documents.models import new_reference
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.statute.terms import LearningSource, Theme

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from safeguarding.improvements.models.action import Action


class Source(models.Model):
    """A review, audit or publication that something was learned from. `short` is the address of its page."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="learning_sources")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="learning_sources"
    )
    short = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=30, choices=[(k.value, k.label) for k in LearningSource])
    title = models.CharField(max_length=200)
    dated = models.DateField()
    publisher = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    recommendations: RelatedManager[Recommendation]
    actions: RelatedManager[Action]

    class Meta:
        ordering: ClassVar[list[str]] = ["-dated", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind=LearningSource.EARLY_LEARNING.value),
                name="one_source_of_early_learning_a_case",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """What should change, the finding that it rests on, and whose it is, together or each for themselves."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    finding = models.TextField()
    words = models.TextField()
    collective = models.BooleanField(default=False)
    agencies = models.ManyToManyField(Agency, related_name="+", blank=True)
    by_when = models.DateField(null=True, blank=True)
    themes = models.JSONField(default=list, blank=True)
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    actions: RelatedManager[Action]

    class Meta:
        ordering: ClassVar[list[str]] = ["source_id", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "number"], name="one_recommendation_a_number")
        ]

    @property
    def theme_labels(self) -> list[str]:
        """Its themes in words."""
        return [Theme(code).label for code in self.themes]
