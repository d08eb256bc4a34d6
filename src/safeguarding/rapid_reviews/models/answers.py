"""What the group answers and decides: the aims, the criteria, the national view and the outcome."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.rapid_reviews.models.review import RapidReview, Versioned
from safeguarding.record.vault import EncryptedText
from safeguarding.statute import terms


class AimAnswer(Versioned):
    """The group's answer to one of the aims of a rapid review (Working Together; the Panel's guidance)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="aims")
    code = models.CharField(max_length=40)
    text = EncryptedText()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review", "code"], condition=Q(current=True), name="one_current_answer_an_aim"
            )
        ]

    @property
    def place(self) -> str:
        return f"aim:{self.code}"

    @property
    def as_text(self) -> str:
        return str(self.text)


class CriterionAnswer(Versioned):
    """Whether one criterion or circumstance is met (SI 2018/789 reg 11 and Working Together), and why.

    `views` keeps what each agency thinks where they differ; they are shown side by side and never averaged.
    """

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="criteria")
    code = models.CharField(max_length=10)
    answer = models.CharField(max_length=10, choices=[(a.value, a.label) for a in terms.CriterionAnswer])
    reason = EncryptedText()
    views = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review", "code"], condition=Q(current=True), name="one_current_answer_a_criterion"
            )
        ]

    @property
    def place(self) -> str:
        return f"criterion:{self.code}"

    @property
    def as_text(self) -> str:
        views = "".join(
            f"\n{view['agency']}: {terms.CriterionAnswer(view['answer']).label}" for view in self.views
        )
        return f"{terms.CriterionAnswer(self.answer).label}. {self.reason}{views}"


class NationalView(Versioned):
    """Whether the group thinks that a national review may be right, by the reasons of SI 2018/789 reg 3."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="national_views")
    recommend = models.BooleanField()
    answers = models.JSONField(default=dict)
    reason = EncryptedText()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(current=True), name="one_current_national_view"
            )
        ]

    @property
    def place(self) -> str:
        return "national"

    @property
    def as_text(self) -> str:
        view = "A national review may be right." if self.recommend else "No national review is asked for."
        return f"{view} {self.reason}"


class Outcome(Versioned):
    """The group's decision under its chair. The three partners' sign-off gives it its legal effect.

    A local review says which questions are left open, how far and how it goes, who might lead it and by when;
    anything else says why no further learning is likely and where the learning goes (Working Together).
    """

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=40, choices=[(o.value, o.label) for o in terms.RapidReviewOutcome])
    decided_on = models.DateField()
    options_considered = EncryptedText(blank=True, default="")
    reasons = EncryptedText()
    dissent = EncryptedText(blank=True, default="")
    chair_advice = EncryptedText(blank=True, default="")
    lines_of_enquiry = EncryptedText(blank=True, default="")
    scope = EncryptedText(blank=True, default="")
    method = EncryptedText(blank=True, default="")
    reviewer_plan = EncryptedText(blank=True, default="")
    target_date = models.DateField(null=True, blank=True)
    why_no_more = EncryptedText(blank=True, default="")
    where_learning_goes = EncryptedText(blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review"], condition=Q(current=True), name="one_current_outcome")
        ]

    @property
    def place(self) -> str:
        return "outcome"

    @property
    def decision(self) -> terms.RapidReviewOutcome:
        return terms.RapidReviewOutcome(self.outcome)

    @property
    def as_text(self) -> str:
        lines = [f"{self.decision.label}. {self.reasons}", self.dissent and f"Dissent: {self.dissent}"]
        lines += [self.lines_of_enquiry, self.scope, self.method, self.reviewer_plan]
        lines += [
            self.target_date.isoformat() if self.target_date else "",
            self.why_no_more,
            self.where_learning_goes,
        ]
        return "\n".join(line for line in lines if line)
