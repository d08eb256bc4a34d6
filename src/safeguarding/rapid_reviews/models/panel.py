"""What goes to the Child Safeguarding Practice Review Panel, what comes back, and deciding again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.documents.models import Document, File
from safeguarding.people.models import Seat
from safeguarding.rapid_reviews.models.review import RapidReview
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.terms import LatenessCode, PanelReply, Partner, RapidReviewOutcome

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class LateNotice(models.Model):
    """That the Panel was told, before the day, that the rapid review will be late or incomplete."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="late_notices")
    told_on = models.DateField()
    why = models.CharField(max_length=40, choices=[(c.value, c.label) for c in LatenessCode])
    words = EncryptedText()
    expected_on = models.DateField(null=True, blank=True)
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class IncompleteAuthority(models.Model):
    """A lead safeguarding partner's authority to let it go on the day as “awaiting sign-off” of their own
    partner.
    """

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="authorities")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    reason = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "partner"], name="one_authority_a_partner")
        ]


class Dispatch(models.Model):
    """One sending to the Panel:

    when, to whom, and exactly which sealed version. The completed version follows.
    """

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="dispatches")
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    recipients = EncryptedText()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    state_number = models.PositiveIntegerField()
    awaiting = models.JSONField(default=list, blank=True)
    dissenting = models.JSONField(default=list, blank=True)
    due_on = models.DateField(null=True, blank=True)
    lateness = models.CharField(max_length=40, blank=True, choices=[(c.value, c.label) for c in LatenessCode])
    lateness_words = EncryptedText(blank=True, default="")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "number"], name="one_dispatch_a_number")
        ]

    @property
    def complete(self) -> bool:
        """Whether all three partners had signed what was sent."""
        return not self.awaiting and not self.dissenting


class Reply(models.Model):
    """An answer from the Panel. It may answer more than once."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    reply = models.CharField(max_length=40, choices=[(r.value, r.label) for r in PanelReply])
    words = EncryptedText()
    answer_by = models.DateField(null=True, blank=True)
    letter = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "number"], name="one_reply_a_number")
        ]


class Reconsideration(models.Model):
    """The three partners deciding again after a reply that differs (SI 2018/789 reg 11(d))."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="reconsiderations")
    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="reconsideration")
    opened_on = models.DateField()
    concluded_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(
        max_length=40, blank=True, choices=[(o.value, o.label) for o in RapidReviewOutcome]
    )
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    positions: RelatedManager[SecondPosition]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(concluded_on__isnull=True), name="one_open_reconsideration"
            )
        ]


class SecondPosition(models.Model):
    """What one partner decides the second time, and why. A changed mind is a new row."""

    reconsideration = models.ForeignKey(Reconsideration, on_delete=models.PROTECT, related_name="positions")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    outcome = models.CharField(max_length=40, choices=[(o.value, o.label) for o in RapidReviewOutcome])
    reason = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=400)
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["reconsideration", "partner"],
                condition=Q(current=True),
                name="one_second_position_a_partner",
            )
        ]
