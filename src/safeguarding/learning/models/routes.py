"""How learning is taken forward: the chair's directions, and ways of learning other than a practice
review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.people.models import Agency, Seat
from safeguarding.statute.terms import Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Direction(models.Model):
    """What the independent chair asks: of whom, what, by when and why. `short` is the address of its page."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="directions")
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField()
    why = models.TextField()
    by_when = models.DateField()
    given_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    nobody_since = models.DateField(null=True, blank=True)

    answers: RelatedManager[DirectionAnswer]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_direction_a_number"),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | Q(seat__isnull=False) | Q(nobody_since__isnull=False),
                name="direction_is_for_somebody",
            ),
        ]

    @property
    def whom(self) -> str:
        """For whom, in words."""
        if self.seat:
            return f"{self.seat.person.name}, {self.seat.capacity_on(self.given_on)}"
        return self.agency.name_on(self.given_on) if self.agency else "Nobody now"

    @property
    def latest(self) -> DirectionAnswer | None:
        """The newest answer."""
        answers = list(self.answers.all())
        return answers[-1] if answers else None

    @property
    def state(self) -> tuple[str, str]:
        """Where it stands: words and colour."""
        latest = self.latest
        if latest is None:
            return "Waiting for an answer", "grey"
        if latest.accepted is None:
            return "Answered", "yellow"
        return ("Accepted", "teal") if latest.accepted else ("Sent back", "orange")

    @property
    def waits_for_answer(self) -> bool:
        """Nobody has answered yet, or the last answer was sent back."""
        return self.latest is None or self.latest.accepted is False


class DirectionAnswer(models.Model):
    """An answer to a direction, and what the chair said of it. One sent back stays beside the next."""

    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    answered_on = models.DateField()
    accepted = models.BooleanField(null=True, blank=True)
    ruling = models.TextField(blank=True)
    ruled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ruled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["direction"],
                condition=Q(accepted__isnull=True),
                name="one_answer_waits_for_the_chair",
            )
        ]


class LearningRoute(models.Model):
    """A way of learning other than a practice review: question, owner, date, product, and how a difference
    will show.

    Learning below the threshold is followed up like a statutory review. It stands when all three partners
    agree to it; where they have already signed an outcome that says so, one of them plans it.
    """

    class Kind(models.TextChoices):
        SINGLE_AGENCY_REVIEW = "single_agency_review", "Review by one agency"
        LOCAL_LEARNING_REVIEW = "local_learning_review", "Local learning review"
        MULTI_AGENCY_AUDIT = "multi_agency_audit", "Audit by several agencies"
        PRACTITIONER_EVENT = "practitioner_event", "Event for practitioners"
        APPRECIATIVE_INQUIRY = "appreciative_inquiry", "Looking at what went well"
        THEMATIC_REVIEW = "thematic_review", "Review of a theme across cases"
        THEMED_BRIEFING = "themed_briefing", "Briefing on a theme"
        REFER_TO_OTHER_PROCESS = "refer_to_other_process", "Taken up by another process"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="learning_routes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=Kind.choices)
    scope = models.TextField()
    question = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.CharField(max_length=200)
    due = models.DateField()
    product = models.TextField()
    impact = models.TextField()
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)

    agreements: RelatedManager[LearningAgreement]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_learning_route_a_number"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_on__isnull=True), name="one_open_proposal_of_learning"
            ),
        ]


class LearningAgreement(models.Model):
    """A partner agrees to a way of learning, in their own name."""

    route = models.ForeignKey(LearningRoute, on_delete=models.PROTECT, related_name="agreements")
    partner = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Partner])
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    agreed_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["route", "partner"], name="one_agreement_a_partner")
        ]


class LearningOutcome(models.Model):
    """What came of a way of learning: its findings, and whether it showed more than was looked for."""

    class Concern(models.TextChoices):
        NONE = "none", "No"
        TOGETHER = "together", "Yes: how agencies worked together"
        HARM = "harm", "Yes: abuse or neglect, and serious harm"

    route = models.OneToOneField(LearningRoute, on_delete=models.PROTECT, related_name="outcome")
    reported_on = models.DateField()
    findings = models.TextField()
    shared = models.TextField()
    concern = models.CharField(max_length=10, choices=Concern.choices)
    concern_words = models.TextField(blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
