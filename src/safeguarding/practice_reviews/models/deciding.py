"""The partners' decision whether to carry out a local child safeguarding practice review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.people.models import Seat
from safeguarding.statute.terms import Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Proposal(models.Model):
    """A question put to the three partners outside the sign-off of a rapid review: a practice review, or not?

    The reasons are given once, against the criteria (SI 2018/789 reg 11), with why it is proportionate and
    why what is known already is not enough.
    """

    class Outcome(models.TextChoices):
        YES = "yes", "A practice review is carried out"
        NO = "no", "No practice review"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="practice_review_proposals")
    number = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10)
    criteria = models.JSONField(default=dict)
    proportionality = models.TextField()
    why_not_enough = models.TextField()
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, blank=True)

    positions: RelatedManager[Position]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_practice_review_proposal_a_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(decided_on__isnull=True),
                name="one_open_practice_review_proposal",
            ),
        ]


class Position(models.Model):
    """What a partner holds on a proposal. A changed mind is a new row; both stay."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="positions")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    carry_out = models.BooleanField()
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
                name="one_position_on_a_practice_review",
            )
        ]

    @property
    def words(self) -> str:
        """The position in words."""
        return "Carry out a practice review" if self.carry_out else "No practice review"
