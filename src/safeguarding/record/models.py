"""The record's rows. Only `actions` writes them, and the database refuses to change most of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.record.chain import GENESIS
from safeguarding.record.fields import CanonicalJSON
from safeguarding.record.vault import EncryptedText


class StreamKind(models.TextChoices):
    """A chain belongs to one case, or to a partnership for acts that have no case."""

    CASE = "case", "Case"
    PARTNERSHIP = "partnership", "Partnership"


class LookKind(models.TextChoices):
    """What somebody did without changing anything."""

    OPENED = "opened", "Opened"
    DOWNLOADED = "downloaded", "Downloaded"
    SEARCHED = "searched", "Searched"
    REFUSED = "refused", "Was refused"
    NAMED = "named", "Showed a name"


class Stream(models.Model):
    """One chain of events. The head is a stored copy, for speed; `verify` checks it against the events."""

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=StreamKind.choices)
    partnership_key = models.CharField(max_length=40, db_index=True)
    head_seq = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default=GENESIS)
    anchored_seq = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partnership_key"],
                condition=Q(kind=StreamKind.PARTNERSHIP),
                name="one_stream_for_each_partnership",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Event(models.Model):
    """One act: its exact bytes, and columns derived from them so that it can be found.

    Holds ids, never names.
    """

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="events")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=80, db_index=True)
    person = models.CharField(max_length=64, db_index=True)
    seat = models.CharField(max_length=64)
    capacity = models.TextField()
    on = CanonicalJSON()
    grounds = models.TextField()
    editions = CanonicalJSON()
    commits = CanonicalJSON()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    bytes = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["stream", "seq"], name="one_event_for_each_place")
        ]


class Kept(models.Model):
    """The content that an event commits to. It may be disposed of; the chain still verifies without it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="kept")
    what = models.CharField(max_length=80)
    nonce = EncryptedText()
    content = EncryptedText()

    class Meta:
        verbose_name_plural = "kept"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "what"], name="content_kept_once")
        ]


class DecisionRecord(models.Model):
    """The sealed record of one decision. Its words are kept with its event, which commits to them.

    `matter` names what was decided about, in ids: a later decision of the same matter supersedes the one that
    stands, and nothing else does. `source` names the row that the decision left in its room. `needs` is an
    act that its reader must be allowed, beyond reading the case.
    """

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="decisions")
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="decision")
    reference = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=40)
    matter = models.CharField(max_length=80)
    source = models.CharField(max_length=80)
    needs = models.CharField(max_length=40, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["stream", "matter"],
                condition=Q(supersedes__isnull=True),
                name="one_first_decision_of_a_matter",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stream", "-id"], name="decisions_of_a_stream")
        ]

    def __str__(self) -> str:
        return f"Decision {self.reference}"


class Disposal(models.Model):
    """That the content beside `event` was disposed of, under the authority of the later event `under`."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="disposal")
    under = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="disposals")


class Look(models.Model):
    """Somebody opened, downloaded, searched for or was refused something.

    `what` is an id or path, never a name.
    """

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="looks")
    partnership_key = models.CharField(max_length=40)
    at = models.DateTimeField()
    day = models.DateField()
    person = models.CharField(max_length=64, db_index=True)
    seat = models.CharField(max_length=64)
    capacity = models.TextField()
    kind = models.CharField(max_length=20, choices=LookKind.choices)
    what = models.TextField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["day", "partnership_key"], name="looks_of_a_day"),
            models.Index(fields=["stream", "-id"], name="looks_of_a_stream"),
        ]


class DaySeal(models.Model):
    """The root of one day's looks in one partnership, as the event in the partnership's stream says it."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="seals")
    day = models.DateField()
    count = models.BigIntegerField()
    root = models.CharField(max_length=64)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["stream", "day"], name="one_seal_a_day")
        ]


class Anchor(models.Model):
    """The heads that moved since the anchor before, signed.

    A copy outside shows a cut tail or a rewritten chain.
    """

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    content = models.BinaryField()
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)


class Once(models.Model):
    """That a form was acted upon, and where its sender went next, so that it is not acted upon twice."""

    key = models.CharField(max_length=80)
    person = models.CharField(max_length=64)
    act = models.CharField(max_length=80)
    url = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "once"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "person", "act"], name="acted_upon_once")
        ]
