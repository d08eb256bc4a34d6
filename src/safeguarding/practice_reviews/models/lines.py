"""The lines of enquiry that a local practice review is to answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.people.models import Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.terms import ReasonForLine


class LineOfEnquiry(models.Model):
    """A question, why it matters, where to look and who leads. Changed words are a new row; both stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    number = models.PositiveSmallIntegerField()
    question = EncryptedText()
    reason_kind = models.CharField(max_length=10, choices=[(r.value, r.label) for r in ReasonForLine])
    why = EncryptedText()
    sources = EncryptedText()
    lead = EncryptedText()
    withdrawn_because = EncryptedText(blank=True, default="")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "number"],
                condition=Q(current=True),
                name="one_current_line_of_enquiry_a_number",
            )
        ]
