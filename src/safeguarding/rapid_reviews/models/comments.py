"""The shared round of comments on a draft, what people gave back, and what became of each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from safeguarding.documents.models import Document, File
from safeguarding.people.models import Seat
from safeguarding.rapid_reviews.models.review import RapidReview, SectionText
from safeguarding.record.vault import EncryptedJSON, EncryptedText

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Round(models.Model):
    """One round: on which draft, of whom, and until when. It ends on its day, or earlier by hand."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="rounds")
    draft = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    shown = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The same in Word for those who are asked and do not see which agencies have answered."""
    until = models.DateField()
    opened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    asked: RelatedManager[Asked]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(closed_at__isnull=True), name="one_open_round_a_review"
            )
        ]

    @property
    def is_over(self) -> bool:
        """Whether its day has passed, or somebody has closed it."""
        return self.closed_at is not None or self.until < timezone.localdate()


class Asked(models.Model):
    """Somebody who is asked; `let_in_at` says that they may still answer a round that is over."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="asked")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    let_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "seat"], name="asked_once_a_round")
        ]


class Contribution(models.Model):
    """What somebody gave back: nothing to add, their Word file, or comments typed on the page.

    The newest file of each person counts; the earlier ones stay.
    """

    class How(models.TextChoices):
        NOTHING = "nothing", "Nothing to add"
        WORD = "word", "Their Word file"
        TYPED = "typed", "Comments on the page"

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="contributions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(null=True, blank=True)
    texts = EncryptedJSON(default=dict)
    """What each part said in the draft that the file was made from."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Suggestion(models.Model):
    """One change that somebody proposes in their Word file, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        KEPT = "kept", "We kept our words"
        ANSWERED = "answered", "Answered"

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="suggestions")
    section = models.CharField(max_length=40, blank=True)
    """The part of the report; empty where the words come from the record."""
    heading = EncryptedText(blank=True, default="")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    old = EncryptedText(blank=True, default="")
    new = EncryptedText(blank=True, default="")
    who = EncryptedText(blank=True, default="")
    """The name that the file gives."""
    said_on = models.CharField(max_length=30, blank=True)
    tracked = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    words = EncryptedText(blank=True, default="")
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    wrote = models.ForeignKey(SectionText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="settled_suggestion_has_its_time",
            )
        ]
