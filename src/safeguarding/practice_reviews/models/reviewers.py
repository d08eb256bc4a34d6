"""The partnership's register of reviewers, and complaints about them: of no case."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from safeguarding.people.models import Partnership, Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.reviewers import ReviewerSource

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Reviewer(models.Model):
    """Somebody who may be asked to review a case: what they know, how independent they are, when they are
    free.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reviewers")
    name = models.CharField(max_length=150)
    email = models.EmailField()
    organisation = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=20, choices=[(s.value, s.label) for s in ReviewerSource])
    skills = models.TextField()
    independence = models.TextField()
    available_from = models.DateField(null=True, blank=True)
    available_until = models.DateField(null=True, blank=True)
    availability = models.TextField(blank=True)
    added_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    past_work: RelatedManager[PastWork]

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("partnership", Lower("email"), name="one_reviewer_an_address")
        ]


class PastWork(models.Model):
    """One piece of a reviewer's earlier work."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="past_work")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    done_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "id"]


class Complaint(models.Model):
    """A complaint about a review or a reviewer, kept apart from the cases: they never see it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reviewer_complaints")
    reviewer = models.ForeignKey(
        Reviewer, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    received_on = models.DateField()
    about = EncryptedText()
    handling = EncryptedText(blank=True, default="")
    outcome = EncryptedText(blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-received_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("received_on")),
                name="complaint_ends_after_it_came",
            )
        ]
