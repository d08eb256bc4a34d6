"""The Case for Consideration.

What is known, each partner's position, and the local authority's own decision.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Agency, Seat
from safeguarding.statute.terms import AbuseNeglect, Outcome, Partner, Place, ThresholdPosition


class Consideration(models.Model):
    """One time that the three partners are brought together about the threshold."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="considerations")
    round = models.PositiveSmallIntegerField(default=1)
    convened_for = models.DateTimeField()
    how = models.CharField(max_length=200)
    convened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    facts_relied_on = models.TextField(blank=True)
    harm_basis = models.JSONField(default=list, blank=True)
    harm_reasoning = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    chair_advice = models.TextField(blank=True)
    legal_advice_taken = models.BooleanField(default=False)
    concluded_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    review_on = models.DateField(null=True, blank=True)
    conclusion_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "round"], name="one_consideration_a_round"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(concluded_at__isnull=True), name="one_open_consideration"
            ),
        ]


class Enquiry(models.Model):
    """“What do you know now?”: three short questions to a partner or agency, due in a working day."""

    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="enquiries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)
    involvement = models.TextField(blank=True)
    harm_and_cause = models.TextField(blank=True)
    safety_and_processes = models.TextField(blank=True)
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consideration", "agency"], name="one_enquiry_an_agency")
        ]
        verbose_name_plural = "enquiries"


class Position(models.Model):
    """A partner's position on each limb of the test. A changed mind is a new row; both stay.

    The test is the Children Act 2004 s.16C(1): abuse or neglect known or suspected, and the child died or was
    seriously harmed, in the area (or outside England while normally resident in it).
    """

    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="positions")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    abuse_neglect = models.CharField(max_length=20, choices=[(a.value, a.label) for a in AbuseNeglect])
    harm = models.CharField(max_length=30, choices=[(o.value, o.label) for o in Outcome])
    place = models.CharField(max_length=30, choices=[(p.value, p.label) for p in Place])
    position = models.CharField(max_length=30, choices=[(p.value, p.label) for p in ThresholdPosition])
    reason = models.TextField()
    typed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    capacity = models.CharField(max_length=300, blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consideration", "partner"],
                condition=Q(current=True),
                name="one_current_position_a_partner",
            )
        ]


class LocalAuthorityDecision(models.Model):
    """The local authority's own statutory decision whether to notify (Children Act 2004 s.16C)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="local_authority_decisions")
    notify = models.BooleanField()
    reason = models.TextField()
    against = models.JSONField(default=list, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(current=True), name="one_current_local_authority_decision"
            )
        ]
