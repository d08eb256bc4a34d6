"""The chronologies that agencies gave, their events, and what people have made of them.

What an agency wrote is never changed. What a person decides about it stands beside it, and nothing is deleted
by merging.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q

from safeguarding.anonymity.models import Identity
from safeguarding.cases.models import Case
from safeguarding.documents.models import File, new_reference
from safeguarding.people.models import Agency, Seat
from safeguarding.record.vault import EncryptedJSON, EncryptedText
from safeguarding.statute.terms import Handling, Theme

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

HANDLING = [(one.value, one.label) for one in Handling]


class Paper(models.Model):
    """One chronology of one agency: the original as it came, and when its reading was checked and released.

    Without a file it holds the events that the agency typed here. Nobody outside the agency sees it before
    `released_at`; one that the partnership brought in for the agency is also seen by whoever runs the case.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    short = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    matched = EncryptedJSON(default=list)
    """By table: its name, its titles, and which column was taken for what."""
    warnings = EncryptedJSON(default=list)
    by_us = models.BooleanField(default=False)
    given_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    checked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = EncryptedText(blank=True, default="")
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    events: RelatedManager[Event]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="checked_paper_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False, checked_at__isnull=False),
                name="released_paper_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, released_at__isnull=True),
                name="withdrawn_paper_was_not_released",
            ),
        ]

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.file.name if self.file else "Typed here"

    @property
    def open(self) -> bool:
        """Whether its reading can still be settled."""
        return self.checked_at is None and self.withdrawn_at is None


class Episode(models.Model):
    """A key practice episode: a stretch of work that the review looks at closely."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="episodes")
    title = EncryptedText()
    begun_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Event(models.Model):
    """One event as an agency recorded it, how its date is read, and what the review makes of it.

    `said` is what stands in the paper and never changes: `container` and `row` (where it stands), `date`,
    `text`, `other` (further columns by title), `carried` (the date above that it leans on), and `read` (the
    first reading: earliest, latest, time, uncertain).
    """

    class Settled(models.TextChoices):
        RIGHT = "right", "Our reading is right"
        DATED = "dated", "The date is another"
        UNDATED = "undated", "The date is not known"
        NO_EVENT = "no_event", "This is not an event: leave it out"

    class Weight(models.IntegerChoices):
        LOW = 1, "Background"
        MIDDLE = 2, "Matters"
        HIGH = 3, "Key to what happened"

    class Seen(models.TextChoices):
        YES = "yes", "The child was seen"
        NO = "no", "The child was not seen"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="events")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    said = EncryptedJSON()
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    uncertain = models.BooleanField(default=False)
    edtf = models.CharField(max_length=40, blank=True)
    sorts = models.CharField(max_length=60)
    place = models.PositiveIntegerField(null=True, blank=True)
    """Its place within its day, where somebody has put that day in order."""
    why = models.JSONField(default=list, blank=True)
    """Why a person must look at it, in codes."""
    settled = models.CharField(max_length=10, choices=Settled.choices, blank=True)
    settled_date = EncryptedText(blank=True, default="")
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    handling = models.CharField(max_length=30, choices=HANDLING, default=Handling.SHAREABLE.value)
    allowed_words = EncryptedText(blank=True, default="")
    allowed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    allowed_at = models.DateTimeField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(choices=Weight.choices, null=True, blank=True)
    seen = models.CharField(max_length=5, choices=Seen.choices, blank=True)
    remarks = EncryptedJSON(default=dict)
    """What the review says of it: `comment` and `voice` (the child's voice)."""
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    remarked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remarked_at = models.DateTimeField(null=True, blank=True)

    tags: RelatedManager[Tag]
    mentions: RelatedManager[Mention]

    class Meta:
        ordering: ClassVar[list[str]] = ["sorts"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "sorts"]),
            # All that the figures and the drawing ask, so that no encrypted text is read for them.
            models.Index(
                fields=[
                    "case",
                    "paper",
                    "agency",
                    "earliest",
                    "latest",
                    "settled",
                    "handling",
                    "seen",
                    "sorts",
                    "id",
                ],
                name="event_without_its_texts",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_event_a_number"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True, latest__isnull=True)
                | Q(earliest__isnull=False, latest__isnull=False, latest__gte=F("earliest")),
                name="event_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(settled="", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(settled="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="settled_event_says_by_whom",
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether a person must still decide something about it."""
        return bool(self.why) and not self.settled

    @property
    def text(self) -> str:
        """What the agency wrote."""
        return str(self.said["text"])

    @property
    def where(self) -> str:
        """Where it stands in the agency's paper."""
        return f"{self.said['container']}, row {self.said['row']}" if self.said["container"] else ""

    @property
    def other(self) -> dict[str, Any]:
        """The further columns of its row."""
        return dict(self.said.get("other", {}))

    def back_to_reading(self) -> None:
        """Put date and time back to what was first read."""
        read = self.said["read"]
        self.earliest = date.fromisoformat(read["earliest"]) if read["earliest"] else None
        self.latest = date.fromisoformat(read["latest"]) if read["latest"] else None
        self.at = time.fromisoformat(read["time"]) if read["time"] else None
        self.uncertain = read["uncertain"]

    def sorting(self) -> str:
        """Where it stands in the composite: by first possible day, then as put in order by hand, then by
        time, then as its agency has it. Text that sorts alike on every database.
        """
        return sort_key(self.earliest, self.place, self.at, self.paper_id, self.number)


def sort_key(day: date | None, place: int | None, at: time | None, paper: int, number: int) -> str:
    """The order of the composite as text; what has no date, place or time comes after what has."""
    return (
        f"{day.isoformat() if day else '9999-12-31'}|{99999 if place is None else place:05d}"
        f"|{f'{at:%H:%M}' if at else '99:99'}|{paper:010d}|{number:07d}"
    )


class Tag(models.Model):
    """A theme of practice that shows in an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tags")
    theme = models.CharField(max_length=50, choices=[(one.value, one.label) for one in Theme])

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "theme"], name="one_tag_a_theme")
        ]


class Mention(models.Model):
    """That an event names somebody of the case."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="mentions")
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "identity"], name="one_mention_a_person")
        ]


class Pair(models.Model):
    """Two records that may be of one event: proposed with reasons, judged by a person, both kept."""

    class Judged(models.TextChoices):
        SAME = "same", "One event, told twice"
        CONFLICT = "conflict", "One event, but the accounts differ"
        DIFFERENT = "different", "Two different events"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pairs")
    first = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField(default=0)
    reasons = EncryptedJSON(default=list)
    judged = models.CharField(max_length=10, choices=Judged.choices, blank=True)
    words = EncryptedText(blank=True, default="")
    judged_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-score", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_events"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_is_in_order"),
            models.CheckConstraint(
                condition=Q(judged="", judged_at__isnull=True, judged_by__isnull=True)
                | (~Q(judged="") & Q(judged_at__isnull=False, judged_by__isnull=False)),
                name="judged_pair_says_by_whom",
            ),
        ]


class Spelling(models.Model):
    """A way in which papers may write somebody of the case, and whether a person says that it is they."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="spellings")
    written = EncryptedText()
    pseudonym = models.CharField(max_length=60)
    means = models.BooleanField()
    judged_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Taken(models.Model):
    """That the chronology was taken away as a file: by whom, what for, and what was in it.

    What was disclosed to whom is a list (Criminal Procedure and Investigations Act 1996).
    """

    class Purpose(models.TextChoices):
        MEETING = "meeting", "For the meeting"
        REPORT = "report", "For the report or a reviewer’s writing"
        DISCLOSURE = "disclosure", "For somebody outside the review (police, court, another area)"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="taken")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    whom = EncryptedText(blank=True, default="")
    named = models.BooleanField(default=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    events = models.PositiveIntegerField()
    held_back = models.PositiveIntegerField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        verbose_name_plural = "taken"
