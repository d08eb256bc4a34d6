"""An action, its story and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from safeguarding.cases.models import Case
from safeguarding.documents.models import File, new_reference
from safeguarding.improvements.models.source import Recommendation, Source
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.statute.improvement import Delivery, Progress
from safeguarding.statute.terms import ActionKind, Difference, EvidenceKind, Partner

if TYPE_CHECKING:
    from datetime import date

    from django.db.models.fields.related_descriptors import RelatedManager


class Action(models.Model):
    """What is done about something learned, by whom and by when; with two lights, Done and Difference made.

    `short` is the address of its page. What happened to it stands in its steps; the columns here are where it
    stands now.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="actions")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="actions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    short = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    number = models.PositiveIntegerField()
    called = models.CharField(max_length=40, blank=True)
    finding = models.TextField()
    what = models.TextField()
    kind = models.CharField(max_length=20, blank=True, choices=[(k.value, k.label) for k in ActionKind])
    themes = models.JSONField(default=list, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    supporting = models.ManyToManyField(Agency, related_name="+", blank=True)
    owner = models.CharField(max_length=200)
    owner_seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begins = models.DateField(null=True, blank=True)
    due = models.DateField()
    resource = models.CharField(max_length=300, blank=True)
    measure = models.TextField(blank=True)
    intended_change = models.TextField()
    evidence_wanted = models.TextField(blank=True)
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    accepted_on = models.DateField(null=True, blank=True)
    news_on = models.DateField(null=True, blank=True)
    wants_until = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_said_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    difference = models.PositiveSmallIntegerField(
        choices=[(d.value, d.label) for d in Difference], default=Difference.NONE
    )
    difference_words = models.TextField(blank=True)
    difference_on = models.DateField(null=True, blank=True)
    challenge = models.TextField(blank=True)
    check_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    check_waived = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    steps: RelatedManager[Step]
    evidence: RelatedManager[Evidence]

    class Meta:
        ordering: ClassVar[list[str]] = ["source_id", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "number"], name="one_action_a_number"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | (
                    ~Q(verified_by=F("done_said_by"))
                    & (Q(owner_seat__isnull=True) | ~Q(verified_by=F("owner_seat")))
                ),
                name="action_verified_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(verified_on__isnull=False)
                | Q(merged_into__isnull=False),
                name="action_closed_once_verified",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "closed_on", "due"]),
            models.Index(fields=["agency", "closed_on"]),
        ]

    @property
    def progress(self) -> Progress:
        """What the law's library needs to say how it stands; evidence is asked for apart."""
        partner = self.agency.partner if self.agency else ""
        return Progress(
            due=self.due,
            noted_on=self.noted_on,
            accepted_on=self.accepted_on,
            news_on=self.news_on,
            said_done_on=self.done_on,
            verified_on=self.verified_on,
            closed_on=self.closed_on,
            merged=self.merged_into_id is not None,
            challenged=bool(self.challenge),
            difference=Difference(self.difference),
            check_on=self.check_on,
            checked_on=self.checked_on,
            waived=bool(self.check_waived),
            agency_partner=Partner(partner) if partner else None,
        )

    def delivery(self, today: date) -> Delivery:
        """The first light."""
        from safeguarding.statute.improvement import delivery

        return delivery(self.progress, today)

    @property
    def difference_light(self) -> tuple[str, str]:
        """The second light: words and colour."""
        level = Difference(self.difference)
        return level.label, "teal" if level >= Difference.PRACTICE else "grey"

    @property
    def title(self) -> str:
        """The first sentence of what is done, for lists."""
        first = self.what.strip().split("\n")[0]
        return first if len(first) <= 140 else first[:137].rsplit(" ", 1)[0] + " …"


class Step(models.Model):
    """One thing that happened to an action: its story, never rewritten."""

    class Kind(models.TextChoices):
        NOTED = "noted", "Written down"
        BROUGHT_IN = "brought_in", "Brought in from a list"
        HANDED = "handed", "Given to its owner"
        TAKEN_ON = "taken_on", "Taken on"
        HANDED_BACK = "handed_back", "Handed back"
        NEWS = "news", "How it goes"
        ASKED_TIME = "asked_time", "More time asked for"
        TIME_GIVEN = "time_given", "More time given"
        TIME_REFUSED = "time_refused", "More time refused"
        EVIDENCE = "evidence", "Evidence added"
        SAID_DONE = "said_done", "Said to be done"
        VERIFIED = "verified", "Seen to be done"
        SENT_BACK = "sent_back", "Not seen to be done yet"
        DIFFERENCE = "difference", "Difference made"
        CHALLENGED = "challenged", "Challenged by the chair"
        ANSWERED = "answered", "Challenge answered"
        CHECKED = "checked", "Looked whether it lasted"
        WAIVED = "waived", "Look whether it lasted, waived"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"
        MERGED = "merged", "Made part of another action"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    words = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=[(d.value, d.label) for d in Difference]
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Evidence(models.Model):
    """What shows that it was done, or that it made a difference; with its own date, not the day it came."""

    class Shows(models.TextChoices):
        DONE = "done", "That it was done"
        DIFFERENCE = "difference", "That it made a difference"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    shows = models.CharField(max_length=12, choices=Shows.choices)
    kind = models.CharField(max_length=30, choices=[(k.value, k.label) for k in EvidenceKind])
    words = models.TextField()
    dated = models.DateField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["dated", "id"]
        verbose_name_plural = "evidence"
