"""Interests that people have in a case, what is ruled on them, and the walls that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Agency, Person, Seat
from safeguarding.statute.terms import Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Exclusion(models.Model):
    """A person walled off from a case. It wins over every role, grant and administrator."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exclusions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(ended_at__isnull=True), name="one_exclusion_a_person"
            )
        ]


THEIRS = {
    "organisational": "Their organisation worked with this child or family",
    "personal": "They know this child or family personally",
    "direct": "They worked on, managed or are named in this case",
}
"""The kinds of interest, said of somebody else."""


class Interest(models.Model):
    """An interest declared.

    An organisation's involvement is noted; a personal or direct one is ruled on and walled.
    """

    class Kind(models.TextChoices):
        ORGANISATIONAL = "organisational", "My organisation worked with this child or family"
        PERSONAL = "personal", "I know this child or family personally"
        DIRECT = "direct", "I worked on, managed or am named in this case"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField()
    declared_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)
    ruled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ruled_at = models.DateTimeField(null=True, blank=True)
    walled = models.BooleanField(null=True, blank=True)
    ruling = models.TextField(blank=True)

    rulings: RelatedManager[Ruling]

    @property
    def in_words(self) -> str:
        """What the interest is, said of the person."""
        return THEIRS[self.kind]


class Ruling(models.Model):
    """What one of the three partners holds on the chair's own interest; two of them decide.

    A changed mind is a new row; both stay.
    """

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="rulings")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    walled = models.BooleanField()
    words = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["interest", "partner"], condition=Q(current=True), name="one_current_ruling_a_partner"
            )
        ]


class StandIn(models.Model):
    """Somebody who decides for a partner in this one case, because a wall has left that partner nobody.

    Named by the partner's lead; it counts once a second person has confirmed it, and ends when somebody of
    the partner's own is let back.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stand_ins")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    named_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "partner"],
                condition=Q(ended_at__isnull=True),
                name="one_stand_in_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("named_by")) & ~Q(confirmed_by=F("seat"))),
                name="stand_in_confirmed_by_a_second_person",
            ),
        ]
