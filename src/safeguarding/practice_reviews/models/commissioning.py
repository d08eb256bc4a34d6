"""Finding the reviewer of one case: the shortlist, declarations, rulings, the contract, and the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case, Grant
from safeguarding.people.models import Agency, Seat
from safeguarding.practice_reviews.models.reviewers import Reviewer
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.reviewers import Contract
from safeguarding.statute.terms import Partner, Role

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

PLACES = [(role.value, role.label) for role in (Role.LEAD_REVIEWER, Role.CO_REVIEWER)]


class Candidate(models.Model):
    """A reviewer on the shortlist of a case, with everything that is known before an appointment and what
    became of it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviewer_candidates")
    number = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="candidacies")
    place = models.CharField(max_length=20, choices=PLACES)
    shortlisted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    shortlisted_on = models.DateField()
    suitability = models.JSONField(default=dict)
    declared_on = models.DateField(null=True, blank=True)
    relationships = EncryptedText(blank=True, default="")
    other_reviews = EncryptedText(blank=True, default="")
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    fee_cap = models.PositiveIntegerField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    settled = models.JSONField(default=list)
    dropped_on = models.DateField(null=True, blank=True)
    why_dropped = models.TextField(blank=True)
    appointed_on = models.DateField(null=True, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(null=True, blank=True)
    replace = models.BooleanField(null=True, blank=True)

    worked: RelatedManager[WorkedFor]
    rulings: RelatedManager[ReviewerRuling]
    proposals: RelatedManager[ReviewerProposal]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_candidate_a_number"),
            models.UniqueConstraint(
                fields=["case", "reviewer"],
                condition=Q(dropped_on__isnull=True, removed_on__isnull=True),
                name="one_standing_candidacy_a_reviewer",
            ),
            models.UniqueConstraint(
                fields=["case", "place"],
                condition=Q(appointed_on__isnull=False, removed_on__isnull=True),
                name="one_reviewer_a_place",
            ),
        ]

    @property
    def in_place(self) -> bool:
        """Whether they are a reviewer of the case: appointed and not removed."""
        return self.appointed_on is not None and self.removed_on is None

    @property
    def contract(self) -> Contract:
        """The contract as the law's library reads it."""
        return Contract(
            self.begins, self.ends, self.days, self.fee_cap, self.signed_on, frozenset(self.settled)
        )


class WorkedFor(models.Model):
    """One line of a declaration: an agency for which they worked, in which years. A later declaration takes
    the place of an earlier one, which stays.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="worked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class ReviewerRuling(models.Model):
    """Whether a candidate may review the case in spite of a conflict. A later ruling is a new row."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="rulings")
    conflict = models.CharField(max_length=40)
    words = EncryptedText()
    may_review = models.BooleanField()
    reason = EncryptedText()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["candidate", "conflict"],
                condition=Q(current=True),
                name="one_ruling_a_conflict",
            )
        ]


class ReviewerProposal(models.Model):
    """A question put to the three partners about one candidate: to appoint, or to remove."""

    class What(models.TextChoices):
        APPOINT = "appoint", "Appoint"
        REMOVE = "remove", "Remove"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviewer_proposals")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="proposals")
    what = models.CharField(max_length=10, choices=What.choices)
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    replace = models.BooleanField(null=True, blank=True)
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    positions: RelatedManager[ReviewerPosition]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_reviewer_proposal_a_number"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_on__isnull=True), name="one_open_reviewer_proposal"
            ),
        ]

    @property
    def removes(self) -> bool:
        """Whether it is about removing, not appointing."""
        return self.what == self.What.REMOVE

    def words_for(self, yes: bool) -> str:
        """A position in words."""
        if self.removes:
            return "Remove the reviewer" if yes else "Keep the reviewer"
        return "Appoint the reviewer" if yes else "Do not appoint"


class ReviewerPosition(models.Model):
    """What a partner holds on such a proposal. A changed mind is a new row; both stay."""

    proposal = models.ForeignKey(ReviewerProposal, on_delete=models.PROTECT, related_name="positions")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    agrees = models.BooleanField()
    reason = models.TextField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal", "partner"],
                condition=Q(current=True),
                name="one_position_on_a_reviewer",
            )
        ]

    @property
    def words(self) -> str:
        """The position in words."""
        return self.proposal.words_for(self.agrees)
