"""What the review panel recommends, and whether the partners accept the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.people.models import Seat
from safeguarding.practice_reviews.models.drafts import Draft
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.terms import Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class ReportRecommended(models.Model):
    """The panel recommends one version; where it holds what the regulations ask for, in words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports_recommended")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="recommended")
    words = EncryptedText()
    improvements = EncryptedText()
    reasons = EncryptedText()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    positions: RelatedManager[ReportPosition]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class ReportPosition(models.Model):
    """A partner's position on that version; the newest of each partner counts, the earlier ones stay."""

    recommended = models.ForeignKey(ReportRecommended, on_delete=models.PROTECT, related_name="positions")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    accept = models.BooleanField()
    reason = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recommended", "partner"],
                condition=Q(current=True),
                name="one_position_on_a_report",
            )
        ]

    @property
    def position(self) -> str:
        """In words."""
        return "Accept the report" if self.accept else "Ask for changes"
