"""How a case came in, and the route proposed for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.terms import ReasonType, Route


class Referral(models.Model):
    """A professional's referral of a case for consideration. It is not a child-protection referral."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="referral")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="referrals")
    confidential = models.BooleanField(default=False)
    phoned_in = models.BooleanField(default=False)
    referrer_name = models.CharField(max_length=150)
    referrer_role = models.CharField(max_length=150)
    referrer_agency = models.CharField(max_length=200)
    referrer_telephone = models.CharField(max_length=40)
    lead_name = models.CharField(max_length=150)
    lead_consulted_on = models.DateField()
    reason = models.CharField(max_length=30, choices=[(r.value, r.label) for r in ReasonType])
    why_review = models.TextField()
    harm_reasoning = models.TextField(blank=True)
    what_could_be_learned = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    criteria = models.JSONField(default=list, blank=True)
    agencies_known = models.TextField(blank=True)
    safety_now = models.TextField()
    safety_of_others = models.TextField(blank=True)
    harm_is_ongoing = models.BooleanField(default=False)
    dispute_escalated = models.CharField(max_length=200, blank=True)
    interests_told = EncryptedText(blank=True, default="")
    urgent = models.BooleanField(default=False)
    received_on = models.DateField()
    received_at = models.DateTimeField(auto_now_add=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    outcome_told_on = models.DateField(null=True, blank=True)
    looked_at_again = models.BooleanField(default=False)
    likely_duplicates = models.JSONField(default=list, blank=True)


class RouteProposal(models.Model):
    """The Partnership Manager's proposal. It stands after a working day unless a partner calls it up."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="route_proposals")
    route = models.CharField(max_length=30, choices=[(r.value, r.label) for r in Route])
    reason = models.TextField()
    other_area = models.CharField(max_length=100, blank=True)
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    stands_on = models.DateField()
    called_up_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called_up_on = models.DateField(null=True, blank=True)
    called_up_reason = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(settled_on__isnull=True, called_up_on__isnull=True),
                name="one_open_route_proposal",
            )
        ]
