"""The review itself, the texts of its report, and who has read which state of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.people.models import Person, Seat
from safeguarding.record.vault import EncryptedText

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from safeguarding.rapid_reviews.models.answers import AimAnswer, CriterionAnswer, NationalView, Outcome
    from safeguarding.rapid_reviews.models.panel import Dispatch, LateNotice, Reconsideration, Reply
    from safeguarding.rapid_reviews.models.signature import Signature


class RapidReview(models.Model):
    """The rapid review of a notified incident, or the local consideration of another case; one for a case.

    `state_number` counts every change to what the report says. Certificate, signatures and readings name the
    state they saw, so that “what changed since” is a question with an answer.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rapid_review")
    state_number = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(auto_now_add=True)
    certified_state = models.PositiveIntegerField(null=True, blank=True)
    certified_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    certified_at = models.DateTimeField(null=True, blank=True)
    chair_statement = EncryptedText(blank=True, default="")
    draft = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    annex = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    sections: RelatedManager[SectionText]
    aims: RelatedManager[AimAnswer]
    criteria: RelatedManager[CriterionAnswer]
    national_views: RelatedManager[NationalView]
    outcomes: RelatedManager[Outcome]
    signatures: RelatedManager[Signature]
    dispatches: RelatedManager[Dispatch]
    replies: RelatedManager[Reply]
    reconsiderations: RelatedManager[Reconsideration]
    late_notices: RelatedManager[LateNotice]

    if TYPE_CHECKING:
        # Filled by `queries.review_of`, which fetches what stands today.
        standing_sections: list[SectionText]
        standing_aims: list[AimAnswer]
        standing_criteria: list[CriterionAnswer]
        standing_national_views: list[NationalView]
        standing_outcomes: list[Outcome]
        all_signatures: list[Signature]
        all_dispatches: list[Dispatch]
        # Filled by `queries.work`.
        standing: list[Signature]
        again: list[Reconsideration]

    @property
    def is_certified(self) -> bool:
        """Whether whoever chaired has certified what the report says now."""
        return self.certified_state is not None and self.certified_state == self.state_number


class Versioned(models.Model):
    """Something that the report says, by one author at one time.

    A change is a new row; the earlier ones stay.
    """

    state_number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        abstract = True


class SectionText(Versioned):
    """One version of the text of one part of the report."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=40)
    text = EncryptedText()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review", "code"], condition=Q(current=True), name="one_current_text_a_section"
            ),
            models.UniqueConstraint(fields=["review", "state_number"], name="one_section_text_a_state"),
        ]

    @property
    def place(self) -> str:
        return f"section:{self.code}"

    @property
    def as_text(self) -> str:
        return str(self.text)


class Comment(models.Model):
    """What somebody says about the draft, for whoever writes it to take up or not."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="comments")
    section = models.CharField(max_length=40, blank=True)
    words = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answer = EncryptedText(blank=True, default="")
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    contribution = models.ForeignKey(
        "Contribution", on_delete=models.PROTECT, null=True, blank=True, related_name="comments"
    )
    """Where it was said in a round of comments, which only those who were asked read."""
    heading = EncryptedText(blank=True, default="")
    quoted = EncryptedText(blank=True, default="")
    who = EncryptedText(blank=True, default="")
    """The name that a Word file gives, and the words that it is about."""
    to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]


class Reading(models.Model):
    """Which state of the report a person last read, so that they can be shown what has changed since."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state_number = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "person"], name="one_reading_a_person")
        ]
