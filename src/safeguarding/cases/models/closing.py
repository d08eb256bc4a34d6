"""Closing a case and opening it again: who, why, and what the partners said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat
from safeguarding.statute.terms import Partner


class Closing(models.Model):
    """One closing of a case, and its opening again where there was one. Both need a reason."""

    class Why(models.TextChoices):
        LEARNING = "learning", "The learning has been taken forward"
        NFA = "nfa", "No further action: there is nothing more to learn"

    class Code(models.TextChoices):
        LEARNED = "learned", "What was to be learned has been shared and acted on"
        PUBLISHED = "published", "The practice review is done and public"
        KNOWN = "known", "Nothing new: what it shows is known and being worked on"
        ELSEWHERE = "elsewhere", "Another process takes the learning forward"
        NOTIFY_ONLY = "notify_only", "It had to be notified only; no review follows"
        NOT_MET = "not_met", "The test for notifying was not met, and there is nothing to learn"
        NOT_FOR_PARTNERSHIP = "not_for_partnership", "It was not for the partnership"

    FITS: ClassVar[dict[str, set[str]]] = {
        Why.LEARNING: {Code.LEARNED, Code.PUBLISHED, Code.ELSEWHERE},
        Why.NFA: {Code.KNOWN, Code.ELSEWHERE, Code.NOTIFY_ONLY, Code.NOT_MET, Code.NOT_FOR_PARTNERSHIP},
    }
    """Which reasons go with which end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    round = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=10, choices=Why.choices)
    code = models.CharField(max_length=20, choices=Code.choices)
    reason = models.TextField()
    family_told = models.TextField(blank=True)
    practitioners_told = models.TextField(blank=True)
    shared = models.TextField(blank=True)
    warnings = models.JSONField(default=list, blank=True)
    closed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    closed_on = models.DateField()
    reopened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened_on = models.DateField(null=True, blank=True)
    reopened_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["round"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "round"], name="one_closing_a_round"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_on__isnull=True), name="one_closing_stands"
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True, reopened_by__isnull=True, reopened_reason="")
                | (Q(reopened_on__isnull=False, reopened_by__isnull=False) & ~Q(reopened_reason="")),
                name="reopening_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(why="learning")
                | (~Q(family_told="") & ~Q(practitioners_told="") & ~Q(shared="")),
                name="closing_with_learning_says_who_was_told",
            ),
        ]


class ClosingStatement(models.Model):
    """A partner's own statement that there is, or is not, more to learn. A changed mind is a new row; both
    stay.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closing_statements")
    round = models.PositiveSmallIntegerField()
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    nothing_more = models.BooleanField()
    words = models.TextField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    stated_at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "round", "partner"],
                condition=Q(current=True),
                name="one_current_closing_statement",
            )
        ]
