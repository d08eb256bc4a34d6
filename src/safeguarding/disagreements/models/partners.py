"""Disagreements between partners: where each stands on the ladder, what each holds, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.disagreements.models.level import LEVELS, time_used
from safeguarding.people.models import Agency, Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.calendar import working_days_between
from safeguarding.statute.terms import DecisionKind, Partner, Role

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Disagreement(models.Model):
    """One disagreement about one kind of decision. It stands beside the case and stops no clock in it.

    `subject` is what in the case it is about (see `cases.subjects`), empty for the case as a whole; `agency`
    is whom that concerns, whose own position is kept beside those of the partners.

    `turned_on` is the day on which a disagreement about the threshold became one about going on or
    withdrawing, because the local authority had notified.
    """

    class Ending(models.TextChoices):
        AGREED = "agreed", "The partners came to agree"
        DECIDED = "decided", "It was decided by those whose turn it was"
        DEFAULT = "default", "They could not agree, so what the law and guidance say applies"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disagreements")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, choices=[(k.value, k.label) for k in DecisionKind])
    subject = models.CharField(max_length=40, blank=True)
    subject_words = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about = EncryptedText()
    opened_from = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    aware_on = models.DateField(null=True, blank=True)
    turned_on = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=2, choices=LEVELS)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    outcome = EncryptedText(blank=True)

    levels: RelatedManager[Level]
    positions: RelatedManager[HeldPosition]
    advice: RelatedManager[Advice]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_disagreement_a_number"),
            models.UniqueConstraint(
                fields=["case", "kind", "subject"],
                condition=Q(ended_at__isnull=True),
                name="one_open_disagreement_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="ended_disagreement_says_how",
            ),
        ]

    @property
    def decision(self) -> DecisionKind:
        """The kind of decision it is about now."""
        return DecisionKind.WITHDRAW_SIN if self.turned_on else DecisionKind(self.kind)

    @property
    def title(self) -> str:
        """What it is about, in words."""
        if self.turned_on:
            return "Whether to go on or to withdraw the notification"
        return ": ".join(filter(None, (DecisionKind(self.kind).label, self.subject_words)))

    @property
    def days_used(self) -> int | None:
        """Working days from the day it was opened to the day it ended; None while it is open."""
        if self.ended_at is None:
            return None
        return max(0, working_days_between(self.opened_on, timezone.localdate(self.ended_at)))


class Level(models.Model):
    """One level of the ladder that a disagreement has reached."""

    class Result(models.TextChoices):
        WENT_UP = "went_up", "Not settled; went up"
        CAME_TOGETHER = "came_together", "The partners came to agree"
        ENDED = "ended", "It ended here"

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="levels")
    code = models.CharField(max_length=2, choices=LEVELS)
    title = models.CharField(max_length=200)
    who = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    by_noon = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    participants = EncryptedText(blank=True)
    issue = EncryptedText(blank=True)
    words = EncryptedText(blank=True)
    result = models.CharField(max_length=15, choices=Result.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disagreement", "code"], name="one_row_a_level")
        ]

    @property
    def roles(self) -> frozenset[Role]:
        """Whose turn it is at this level."""
        return frozenset(Role(role) for role in self.who)

    @property
    def time_used(self) -> str:
        """How long the level took: “less than an hour”, “3 hours” within one day, then working days; empty
        while it runs.
        """
        return time_used(self.opened_at, self.ended_at)


class HeldPosition(models.Model):
    """What a partner, or the agency concerned, holds. A changed mind is a new row; both stay."""

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="positions")
    level = models.CharField(max_length=2, choices=LEVELS)
    partner = models.CharField(max_length=10, blank=True, choices=[(p.value, p.label) for p in Partner])
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedText()
    recorded_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["disagreement", "partner"],
                condition=Q(current=True),
                name="one_current_held_position",
            ),
            models.CheckConstraint(
                condition=Q(partner="", agency__isnull=False) | (~Q(partner="") & Q(agency__isnull=True)),
                name="position_of_a_partner_or_an_agency",
            ),
        ]

    @property
    def whose(self) -> str:
        """The partner, or the agency by the name that it has today."""
        return self.agency.name_on(timezone.localdate()) if self.agency else self.get_partner_display()


class Advice(models.Model):
    """Written advice of the scrutineer, the chair or the legal adviser. It is never a vote."""

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="advice")
    level = models.CharField(max_length=2, choices=LEVELS)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    words = EncryptedText()
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        verbose_name_plural = "advice"
