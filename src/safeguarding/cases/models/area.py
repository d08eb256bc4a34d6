"""Other areas that contribute to a case, what the areas agree, and the lead passing from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Partnership, Seat

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Area(models.Model):
    """An area that the lead area has invited, what it was asked, and what it answered.

    `guest` is its partnership where that works with this system too; `guest_seat` a person of its who was
    given a guest's seat. Without either it is asked by telephone or letter, and its answers are noted.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="areas")
    lead = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    short = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=200)
    asked = models.TextField()
    invited_on = models.DateField()
    invited_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest_seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    agreements: RelatedManager[AreaAgreement]
    transfers: RelatedManager[Transfer]

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("case", Lower("name"), name="area_once_a_case"),
            models.CheckConstraint(
                condition=Q(guest__isnull=True) | Q(guest_seat__isnull=True),
                name="area_by_its_partnership_or_by_a_guest",
            ),
        ]

    @property
    def reads(self) -> bool:
        """Whether somebody of that area can read its share here."""
        return self.guest_id is not None or self.guest_seat_id is not None


class AreaAgreement(models.Model):
    """What the areas agree: who leads, pays, publishes, and whose plan of action it is.

    Proposed by the area that leads, agreed by the other; a new one takes the place of the last.
    """

    class Whose(models.TextChoices):
        LEAD = "lead", "The area that leads"
        GUEST = "guest", "The other area"
        BOTH = "both", "Both together"
        EACH = "each", "Each its own part"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    leads = models.CharField(max_length=10, choices=Whose.choices)
    pays = models.CharField(max_length=10, choices=Whose.choices)
    publishes = models.CharField(max_length=10, choices=Whose.choices)
    acts = models.CharField(max_length=10, choices=Whose.choices)
    words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "number"], name="one_area_agreement_a_number"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(current=True), name="one_current_area_agreement"
            ),
        ]


class Transfer(models.Model):
    """The lead offered to another area. Until that area has taken it, nothing changes and no clock stops."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="transfers")
    why = models.TextField()
    offered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    taken = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_transfer_an_area",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it waits for the other area's answer."""
        return self.answered_at is None and self.withdrawn_at is None
