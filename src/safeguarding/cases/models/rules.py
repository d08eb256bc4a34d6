"""Changes of a partnership's rules, each approved by two people and in force from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.people.models import Partnership, Person, Seat
from safeguarding.statute.changing import PARAMETERS, Parameter

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RuleChange(models.Model):
    """One rule that is to say something else from a day on, for cases that begin then.

    `code` names a rule of `statute.changing`; `was` and `value` are what it said and what it is to say.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="rule_changes")
    code = models.CharField(max_length=60)
    was = models.JSONField()
    value = models.JSONField()
    since = models.DateField()
    why = models.TextField()
    source = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    approvals: RelatedManager[RuleApproval]

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partnership", "code"],
                condition=Q(approved_at__isnull=True, ended_at__isnull=True),
                name="one_open_change_a_rule",
            )
        ]

    @property
    def rule(self) -> Parameter:
        """The rule that it changes."""
        return PARAMETERS[self.code]

    @property
    def was_in_words(self) -> str:
        return self.rule.words(self.was)

    @property
    def in_words(self) -> str:
        return self.rule.words(self.value)

    @property
    def is_open(self) -> bool:
        """Whether it waits for approval."""
        return self.approved_at is None and self.ended_at is None


class RuleApproval(models.Model):
    """One of the two who approve a change."""

    change = models.ForeignKey(RuleChange, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["change", "person"], name="one_approval_a_person")
        ]
