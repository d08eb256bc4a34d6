"""What is done to keep children safe now."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case, Child
from safeguarding.people.models import Agency, Seat


class SafetyStep(models.Model):
    """One step to keep a child (or others) safe now: what, who sees to it, by when, and who confirmed it.

    A step of a child stands at `child`; one for other children or adults says whom in `others`.
    """

    class Source(models.TextChoices):
        REFERRAL = "referral", "The referral"
        RETURN = "return", "An agency’s return"
        MEETING = "meeting", "A meeting"
        OTHER = "other", "Somebody working on the case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_steps")
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, null=True, blank=True, related_name="safety_steps"
    )
    others = models.CharField(max_length=200, blank=True)
    what = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OTHER)
    logged_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(auto_now_add=True)
    done_on = models.DateField(null=True, blank=True)
    done_words = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(child__isnull=False) | ~Q(others=""), name="safety_step_says_for_whom"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(done_on__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="done_safety_step_says_who_confirmed",
            ),
        ]

    @property
    def whom(self) -> str:
        """For whom, by pseudonym."""
        return self.child.pseudonym if self.child else self.others

    @property
    def owned(self) -> bool:
        """Whether somebody sees to it by a date, or it is done."""
        return self.done_on is not None or bool((self.owner or self.agency_id) and self.due)
