"""Publishing a practice review: the finished file, who let it go out, and the page that the public reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.documents.models import File
from safeguarding.people.models import Partnership, Seat
from safeguarding.record.vault import EncryptedJSON, EncryptedText
from safeguarding.statute.publication import QUESTIONS, DelayReason, Verdict, Way
from safeguarding.statute.terms import Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class PublicPage(models.Model):
    """What the public reads. It holds nothing that leads back to a case, and outlives its being public."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="published")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    sections = models.JSONField()
    improvements_only = models.BooleanField()
    pdf = models.BinaryField()
    published_on = models.DateField()
    keep_until = models.DateField()
    taken_down_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-published_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="one_public_page_an_address")
        ]


class FinalReport(models.Model):
    """A finished file, read into sections. A later one of the same case takes its place; both stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="final_reports")
    number = models.PositiveSmallIntegerField()
    improvements_only = models.BooleanField()
    title = EncryptedText()
    summary = EncryptedText()
    sections = EncryptedJSON()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    page = models.OneToOneField(
        PublicPage, on_delete=models.PROTECT, null=True, blank=True, related_name="report"
    )
    deposited_on = models.DateField(null=True, blank=True)
    why_down = EncryptedText(blank=True, default="")

    verdicts: RelatedManager[ReadBy]

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_final_report_a_number")
        ]


class ReadBy(models.Model):
    """What somebody who did not write it says of a finished file. A changed mind is a new row; both stay."""

    report = models.ForeignKey(FinalReport, on_delete=models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Verdict])
    reasons = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report", "seat"], condition=Q(current=True), name="one_verdict_of_each_reader"
            )
        ]


class Answered(models.Model):
    """The answer to a question that comes before publishing. A later one takes its place; both stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publication_answers")
    question = models.CharField(max_length=20, choices=[(one.code, one.text) for one in QUESTIONS])
    words = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "question"], condition=Q(current=True), name="one_answer_before_publishing"
            )
        ]


class Intention(models.Model):
    """What was put to the three partners: publish the report, the improvements only, or delay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publication_intentions")
    number = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=15, choices=[(one.value, one.label) for one in Way])
    reasons = EncryptedText()
    planned_on = models.DateField(null=True, blank=True)
    delay_reason = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.label) for one in DelayReason]
    )
    review_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    agreed = models.BooleanField(default=False)

    positions: RelatedManager[Stance]

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_intention_a_number"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_open_intention"
            ),
        ]


class Stance(models.Model):
    """What a partner holds on an intention. A changed mind is a new row; both stay."""

    intention = models.ForeignKey(Intention, on_delete=models.PROTECT, related_name="positions")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    agrees = models.BooleanField()
    reason = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["intention", "partner"], condition=Q(current=True), name="one_stance_of_a_partner"
            )
        ]
