"""Newer rules for a running case: proposed by one, confirmed by another, with what the case kept before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat
from safeguarding.statute.deadlines import Earlier
from safeguarding.statute.restamping import Stamp, Version


class Restamp(models.Model):
    """That a case is to go on under the rules in force since a day; it does when a second person confirms it.

    `was` and `will` are the stamps before and after, and `moved` the dates that became others, as they were
    when it was confirmed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restamps")
    since = models.DateField()
    was = models.JSONField()
    will = models.JSONField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_as = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    confirmed = models.BooleanField(null=True, blank=True)
    why_not = models.TextField(blank=True)
    moved = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(settled_at__isnull=True), name="one_open_restamp_a_case"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, confirmed__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, confirmed__isnull=False),
                name="restamp_settled_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed__isnull=True) | Q(confirmed=False) | ~Q(settled_by=F("proposed_by")),
                name="restamp_confirmed_by_a_second_person",
            ),
        ]

    @property
    def before(self) -> Stamp:
        """The rules that the case kept when it was proposed."""
        return Stamp.kept(self.was)

    @property
    def version(self) -> Version:
        """The rules that were proposed."""
        return Version(self.since, Stamp.kept(self.will))

    @property
    def earlier(self) -> Earlier:
        """What held for the case until it was confirmed."""
        if self.settled_at is None:
            raise ValueError("Nothing has changed yet.")
        profile = self.before.profile(self.case.partnership.profile)
        return Earlier(timezone.localdate(self.settled_at), self.before.editions, profile)
