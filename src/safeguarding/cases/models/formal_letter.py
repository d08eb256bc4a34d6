"""Formal letters of a case or of the partnership: what was sent to whom, and what came back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models.case import Case
from safeguarding.documents.models import Document, File
from safeguarding.people.models import Partnership, Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.letters import RULES, LetterMatter, Means, Party, Way
from safeguarding.statute.terms import DocumentKind


class FormalLetter(models.Model):
    """One letter, sent or received; without a day it is a draft.

    What was kept is never changed: a correction is a new row that takes the place of the old one. Only
    whether and by when an answer is owed, and who sees to it, moves.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="formal_letters")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="formal_letters"
    )
    way = models.CharField(max_length=5, choices=[(w.value, w.label) for w in Way])
    party = models.CharField(max_length=30, choices=[(p.value, p.label) for p in Party])
    name = EncryptedText(blank=True, default="")
    address = EncryptedText(blank=True, default="")
    matter = models.CharField(max_length=30, choices=[(m.value, m.label) for m in LetterMatter])
    means = models.CharField(max_length=20, blank=True, choices=[(m.value, m.label) for m in Means])
    on = models.DateField(null=True, blank=True)
    words = EncryptedText(blank=True, default="")
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    enclosed = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    awaits = models.BooleanField(default=False)
    reply_by = models.DateField(null=True, blank=True)
    answerer = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_why = EncryptedText(blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    current = models.BooleanField(default=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "source"],
                condition=Q(current=True) & ~Q(source=""),
                name="one_formal_letter_a_source",
            ),
        ]

    @property
    def owed(self) -> bool:
        """Whether an answer is still owed, by us or by them."""
        return self.awaits and self.closed_on is None and self.on is not None

    @property
    def cite(self) -> str:
        return RULES[LetterMatter(self.matter)].cite

    @property
    def force(self) -> str:
        """By whose authority its answer is due."""
        return RULES[LetterMatter(self.matter)].force.value

    @property
    def kind(self) -> DocumentKind:
        """The kind of paper that our own letter is."""
        return DocumentKind(self.document.kind) if self.document else DocumentKind.LETTER
