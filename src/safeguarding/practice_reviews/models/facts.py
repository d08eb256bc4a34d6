"""The check of a draft's facts: which agency was sent which part, what it points out, and what came of it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.cases.references import ALPHABET
from safeguarding.people.models import Agency, Seat
from safeguarding.practice_reviews.models.drafts import Draft
from safeguarding.record.vault import EncryptedText

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


def new_short() -> str:
    """A short random name for an address: it says nothing and cannot be counted up or down."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12)).lower()


class FactCheck(models.Model):
    """One round on one version. One runs at a time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fact_checks")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="fact_checks")
    until = models.DateField()
    opened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    without = EncryptedText(blank=True, default="")
    """Why it was closed without the agencies that had not answered."""

    asked: RelatedManager[AskedAgency]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_on__isnull=True), name="one_open_fact_check_a_case"
            )
        ]


class AskedAgency(models.Model):
    """An agency and the parts of the draft that were chosen for it; it sees no others."""

    check_of = models.ForeignKey(FactCheck, on_delete=models.PROTECT, related_name="asked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    short = models.CharField(max_length=12, unique=True, default=new_short, editable=False)
    parts = models.JSONField()
    """The places of the chosen parts in the draft, from 0."""
    finished_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_on = models.DateField(null=True, blank=True)

    points: RelatedManager[FactPoint]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["check_of", "agency"], name="agency_asked_once_a_fact_check")
        ]

    @property
    def waits(self) -> bool:
        """Whether the agency can still answer."""
        return self.finished_on is None and self.check_of.closed_on is None

    @property
    def late(self) -> bool:
        """Whether its day has passed without an answer."""
        return self.waits and self.check_of.until < timezone.localdate()


class FactPoint(models.Model):
    """Something in one paragraph that an agency says is wrong, and what came of it."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", "Changed"
        KEPT = "kept", "Kept"
        NOTED = "noted", "Noted"

    asked = models.ForeignKey(AskedAgency, on_delete=models.PROTECT, related_name="points")
    part = models.PositiveSmallIntegerField()
    paragraph = models.PositiveIntegerField()
    wrong = EncryptedText()
    right = EncryptedText()
    evidence = EncryptedText(blank=True, default="")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    words = EncryptedText(blank=True, default="")
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    @property
    def place(self) -> str:
        """Where it is, as the page numbers the paragraphs."""
        return f"{self.part + 1}.{self.paragraph + 1}"
