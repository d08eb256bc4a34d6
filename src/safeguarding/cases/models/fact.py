"""Facts: dated rows from which everything else about a case is computed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.people.models import Seat
from safeguarding.record.models import Event
from safeguarding.statute import facts as statute_facts
from safeguarding.statute.facts import Kind


class Fact(models.Model):
    """Something that happened on a date, who established it, and in which capacity.

    A correction adds a row and marks the old one as no longer current; nothing is overwritten. `key` tells
    apart facts that may stand several times at once (one `returned` an agency, one `signed_off` a partner).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in Kind])
    key = models.CharField(max_length=60, blank=True)
    occurred = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField(default=dict, blank=True)
    current = models.BooleanField(default=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    before_system = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind", "key"], condition=Q(current=True), name="one_current_fact_of_a_kind"
            )
        ]

    @property
    def pure(self) -> statute_facts.Fact:
        """The same fact as the law's library reads it."""
        return statute_facts.Fact(
            kind=Kind(self.kind), occurred=self.occurred, at=self.at, detail={**self.detail, "key": self.key}
        )


class Deadline(models.Model):
    """A stored copy of what `statute.deadlines.derive` gives for the case, for queries across cases."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    unit = models.CharField(max_length=20)
    force = models.CharField(max_length=30)
    cite = models.CharField(max_length=200)
    from_fact = models.CharField(max_length=40)
    provisional = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=40)
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "due_on"])]


class Correction(models.Model):
    """A proposal to correct the date of a fact; it stands when a second person confirms it."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="corrections")
    occurred = models.DateField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    confirmed = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fact"], condition=Q(settled_at__isnull=True), name="one_open_correction_a_fact"
            )
        ]
