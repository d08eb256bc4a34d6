"""Files as they were given or made, kept encrypted, and the papers that the partnership makes from its own
data.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from safeguarding.record.vault import EncryptedJSON, EncryptedText
from safeguarding.statute.terms import DocumentKind, Marking


def new_reference() -> str:
    """A short random name for an address: it says nothing and cannot be counted up or down."""
    return secrets.token_hex(6)


class File(models.Model):
    """One original: what it is called, what it is, and the SHA-256 of its bytes.

    Never altered after it is kept.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    stream = models.ForeignKey("record.Stream", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = EncryptedText()
    content_type = models.CharField(max_length=120)
    checked_for_viruses = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"File {self.reference}"


class Sealed(models.Model):
    """The encrypted bytes of a file, apart from it so that lists never load them.

    AES-256-GCM, bound to the stream and the hash: bytes moved under another case, or swapped, do not open.
    """

    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="sealed", primary_key=True)
    blob = models.BinaryField()


class Template(models.Model):
    """One version of a partnership's own template for a kind of paper; without a file, a going back to the
    product's own.

    It is in force from its approval by a second person until a later version is approved. What a version
    holds never changes. `failed_at` is when it last could not hold a paper.
    """

    partnership = models.ForeignKey("people.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lines = EncryptedJSON()
    headings = EncryptedJSON()
    why = EncryptedText()
    proposed_by = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        "people.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = EncryptedText(blank=True, default="")
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "kind", "version"], name="one_template_a_version"),
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=Q(approved_at__isnull=True, ended_at__isnull=True),
                name="one_open_template_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False, ended_at__isnull=True),
                name="template_approved_by_somebody_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"Template {self.kind} {self.version}"

    @property
    def title(self) -> str:
        """The kind of paper, in words."""
        return DocumentKind(self.kind).label

    @property
    def is_open(self) -> bool:
        """Whether it waits for a second person."""
        return self.approved_at is None and self.ended_at is None


class Document(models.Model):
    """A paper made by the partnership: a draft for comment, or sealed.

    A sealed one is never changed, only superseded.
    """

    DRAFT = "draft"
    SEALED = "sealed"

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    stream = models.ForeignKey("record.Stream", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, choices=[(k.value, k.label) for k in DocumentKind])
    about = models.CharField(max_length=60, blank=True, default="")
    title = EncryptedText()
    marking = models.CharField(max_length=40, choices=[(m.value, m.label) for m in Marking])
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(DRAFT, "Draft"), (SEALED, "Sealed")], default=DRAFT)
    made_from = EncryptedJSON()
    sha256 = models.CharField(max_length=64, db_index=True)
    word = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(
        Template, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    made_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    event = models.ForeignKey(
        "record.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["stream", "kind", "about", "version"], name="one_document_a_version"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sealed_at__isnull=True, event__isnull=True)
                | Q(state="sealed", sealed_at__isnull=False, event__isnull=False),
                name="sealed_document_has_its_event",
            ),
        ]

    def __str__(self) -> str:
        return f"Document {self.reference}"

    @property
    def is_sealed(self) -> bool:
        return self.state == self.SEALED
