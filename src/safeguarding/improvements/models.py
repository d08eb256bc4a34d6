"""What is done to keep children safe now, and what is learned and changed.

Learning starts at notification.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

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


class Action(models.Model):
    """Something learned, what is done about it, and two lights: Done, and Difference made.

    Saying that it is done and seeing that it is are two people's work; a difference is noted apart from
    either.
    """

    class Source(models.TextChoices):
        EARLY = "early_learning", "Early learning"
        RETURN = "return", "An agency’s return"
        MEETING = "meeting", "A meeting"
        RAPID_REVIEW = "rapid_review", "The rapid review"
        DIRECTION = "direction", "A direction of the chair"

    class Difference(models.IntegerChoices):
        NONE = 0, "Not seen yet"
        OUTPUT = 1, "Things produced, no change in practice seen"
        PRACTICE = 2, "Practice has changed"
        OUTCOME = 3, "It is better for children"
        SUSTAINED = 4, "It is better for children, and has stayed so"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.EARLY)
    finding = models.TextField()
    what = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.CharField(max_length=200)
    due = models.DateField()
    intended_change = models.TextField()
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    done_on = models.DateField(null=True, blank=True)
    done_said_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    difference = models.PositiveSmallIntegerField(choices=Difference.choices, default=Difference.NONE)
    difference_words = models.TextField(blank=True)
    difference_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_action_a_number"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("done_said_by")),
                name="action_verified_by_somebody_else",
            ),
        ]

    @property
    def done_light(self) -> tuple[str, str]:
        """The first light: words and colour."""
        if self.verified_on:
            return "Done", "teal"
        return ("Said to be done", "yellow") if self.done_on else ("Not yet", "grey")

    @property
    def difference_light(self) -> tuple[str, str]:
        """The second light: words and colour."""
        words = self.Difference(self.difference).label
        return words, "teal" if self.difference >= self.Difference.PRACTICE else "grey"
