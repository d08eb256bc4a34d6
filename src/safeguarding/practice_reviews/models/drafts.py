"""The drafts of a practice review's report: every version as it was given in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from safeguarding.cases.models import Case
from safeguarding.documents.models import File
from safeguarding.people.models import Seat
from safeguarding.record.vault import EncryptedJSON, EncryptedText


class Draft(models.Model):
    """One version: the file as it came, and its text as it was read. Neither is ever changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="review_drafts")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    parts = EncryptedJSON()
    """Headings and the paragraphs under them, in their order."""
    beside = models.JSONField(default=list)
    """What stands in the file and was not read: boxes, notes, pictures."""
    note = EncryptedText(blank=True, default="")
    """What the reviewer says has changed."""
    given_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="one_review_draft_a_number")
        ]

    def __str__(self) -> str:
        return f"Draft {self.number}"
