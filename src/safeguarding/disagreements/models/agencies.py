"""A disagreement between two agencies about practice, beside all cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from safeguarding.disagreements.models.level import AGENCY_LEVELS, time_used
from safeguarding.documents.models import new_reference
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.calendar import working_days_between

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class AgencyDisagreement(models.Model):
    """Two agencies see something differently about how a child is helped, or whether an action is done.

    `subject` is the action that it is about, if any (see `cases.subjects`). `settled_by` is who said that it
    is settled, and `settled_for` for which of the two, while the other has not yet said so. Everything
    written in it is encrypted: it may be about a child who has no case here.
    """

    class Ending(models.TextChoices):
        AGREED = "agreed", "The two agencies came to agree"
        DECIDED = "decided", "The delegated partners said what happens"
        WITHDRAWN = "withdrawn", "Whoever raised it took it back"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="agency_disagreements"
    )
    short = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    raised_by = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40, blank=True)
    subject_words = models.CharField(max_length=300, blank=True)
    for_safety = models.BooleanField(default=False)
    about = EncryptedText()
    opened_on = models.DateField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=2, choices=AGENCY_LEVELS)
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_for = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    outcome = EncryptedText(blank=True)

    levels: RelatedManager[AgencyLevel]
    positions: RelatedManager[AgencyPosition]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(raised_by=F("other")), name="two_agencies_disagree"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="ended_agency_disagreement_says_how",
            ),
            models.UniqueConstraint(
                fields=["partnership", "subject"],
                condition=Q(ended_at__isnull=True) & ~Q(subject=""),
                name="one_open_agency_disagreement_a_subject",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["partnership", "ended_at"])]

    @property
    def agencies(self) -> tuple[Agency, Agency]:
        """The two, the one that raised it first."""
        return self.raised_by, self.other

    @property
    def days_used(self) -> int | None:
        """Working days from the day it was raised to the day it ended; None while it is open."""
        if self.ended_at is None:
            return None
        return max(0, working_days_between(self.opened_on, timezone.localdate(self.ended_at)))


class AgencyLevel(models.Model):
    """One level of the ladder that it has reached."""

    class Result(models.TextChoices):
        WENT_UP = "went_up", "Not settled; went up"
        ENDED = "ended", "It ended here"

    disagreement = models.ForeignKey(AgencyDisagreement, on_delete=models.PROTECT, related_name="levels")
    code = models.CharField(max_length=2, choices=AGENCY_LEVELS)
    title = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    participants = EncryptedText(blank=True)
    words = EncryptedText(blank=True)
    result = models.CharField(max_length=15, choices=Result.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disagreement", "code"], name="one_row_an_agency_level")
        ]

    @property
    def time_used(self) -> str:
        """How long the level took: in hours within a day, then in working days; empty while it runs."""
        return time_used(self.opened_at, self.ended_at)


class AgencyPosition(models.Model):
    """What one of the two holds. A changed mind is a new row; both stay."""

    disagreement = models.ForeignKey(AgencyDisagreement, on_delete=models.PROTECT, related_name="positions")
    level = models.CharField(max_length=2, choices=AGENCY_LEVELS)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = EncryptedText()
    recorded_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["disagreement", "agency"],
                condition=Q(current=True),
                name="one_current_agency_position",
            )
        ]

    @property
    def whose(self) -> str:
        """The agency by the name that it has today."""
        return self.agency.name_on(timezone.localdate())
