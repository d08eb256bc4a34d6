"""Who the people in a case are. Names stay here; everything else speaks in pseudonyms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from safeguarding.people.models import Partnership
from safeguarding.record.vault import EncryptedJSON


class Identity(models.Model):
    """One person's names, dates, addresses and identifiers, in one encrypted record.

    `details` holds: name, also_known_as (list), date_of_birth or expected_on (ISO), address, nhs_number,
    local_id, other (list of [label, value]).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    stream = models.ForeignKey("record.Stream", on_delete=models.PROTECT, related_name="+")
    details = EncryptedJSON(default=dict)
    disposed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "identities"


class Token(models.Model):
    """A keyed hash of one way to find an identity exactly, so that a search needs no plain names at rest."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "digest"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["identity", "kind", "digest"], name="one_token_a_way_to_find")
        ]
