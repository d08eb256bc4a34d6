"""What agencies are asked about a case, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.record.vault import EncryptedJSON, EncryptedText
from safeguarding.statute.chasing import Told
from safeguarding.statute.facts import Kind as FactKind
from safeguarding.statute.terms import LatenessCode, Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Request(models.Model):
    """One agency asked about one case (Children Act 2004 s.16H): once for the short return of a rapid review,
    and once for its report where a practice review follows.

    Its state is worked out from what has happened to it and is never stored. `short` is the address of its
    pages: it is random and opens nothing by itself.
    """

    class Form(models.TextChoices):
        SHORT = "short", "Short return"
        REPORT = "report", "Report"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.SHORT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="requests")
    short = models.CharField(max_length=16, unique=True)
    contact = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()
    first_due_on = models.DateField()
    purpose = models.TextField()
    legal_basis = models.TextField()
    period_from = models.DateField()
    period_to = models.DateField()
    search_for = EncryptedText(blank=True, default="")
    opened_at = models.DateTimeField(null=True, blank=True)
    stepped_back_at = models.DateTimeField(null=True, blank=True)
    explained_why = models.TextField(blank=True)
    explained_code = models.CharField(
        max_length=40, blank=True, choices=[(code.value, code.label) for code in LatenessCode]
    )
    explained_done = models.TextField(blank=True)
    explained_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    explained_at = models.DateTimeField(null=True, blank=True)

    reminders: RelatedManager[Reminder]
    time_requests: RelatedManager[TimeRequest]
    calls: RelatedManager[TelephoneLine]
    holds: RelatedManager[ChaserHold]
    refusals: RelatedManager[Refusal]
    pass_ons: RelatedManager[PassOnAsked]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "agency", "form"], name="one_request_an_agency_and_form"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True, explained_by__isnull=True, explained_why="")
                | (Q(explained_at__isnull=False, explained_by__isnull=False) & ~Q(explained_why="")),
                name="explained_return_says_why_and_by_whom",
            ),
        ]

    @property
    def is_report(self) -> bool:
        """Whether it asks for the report of a practice review."""
        return self.form == self.Form.REPORT

    @property
    def asked_as(self) -> FactKind:
        """The fact that it was asked."""
        return FactKind.REPORTS_ASKED if self.is_report else FactKind.AGENCIES_ASKED

    @property
    def answered_as(self) -> FactKind:
        """The fact that it was answered."""
        return FactKind.REPORTED if self.is_report else FactKind.RETURNED


class Return(models.Model):
    """The answer as it is being written: sealed to the agency that writes it.

    `answers` holds, by question: text, handling, what was said to each part where it has parts, and the
    number of times that it was saved, so that two colleagues who write at once do not overwrite each other.
    """

    class Interest(models.TextChoices):
        NONE = "none", "None: neither I nor my organisation worked with this child or family"
        ORGANISATIONAL = "organisational", "My organisation worked with this child or family, but I did not"
        PERSONAL = "personal", "I know this child or family personally, or am related to them"
        DIRECT = "direct", "I worked on this case, managed the work, or am named in it"

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="answer")
    answers = EncryptedJSON(default=dict)
    author = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    interest = models.CharField(max_length=20, choices=Interest.choices, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    senior = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    versions: RelatedManager[Version]


class Version(models.Model):
    """A return as it was given, never changed afterwards. A correction is a new version; every earlier one
    stays.

    Nobody outside the agency sees anything of it until `released_at`.
    """

    class Kind(models.TextChoices):
        SHORT = "short", "Short return"
        REPORT = "report", "Report"
        NIL = "nil", "No record"

    given = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    answers = EncryptedJSON(default=dict)
    systems_searched = EncryptedJSON(default=list)
    searched_on = models.DateField()
    why_changed = EncryptedText(blank=True, default="")
    sha256 = models.CharField(max_length=64)
    """Of all that was given, as it stands sealed in the record: whether two copies are one shows here."""
    author = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=150)
    author_capacity = models.CharField(max_length=300)
    interest = models.CharField(max_length=20, choices=Return.Interest.choices)
    returned_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["given", "number"], name="one_return_a_version"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_return_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="released_return_says_by_whom",
            ),
        ]


class TimeRequest(models.Model):
    """An agency asks for more time, and what was answered. The statutory clock does not move either way."""

    class Answer(models.TextChoices):
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Not granted"

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="time_requests")
    wanted_until = models.DateField()
    reason = EncryptedText()
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    granted_until = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(answered_at__isnull=True), name="one_open_time_request"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_time_request_says_how",
            ),
        ]


class PassedOn(models.Model):
    """A request handed to a colleague of the same agency, or sent to another person there by the manager."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="passed")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        verbose_name_plural = "passed on"


class Reminder(models.Model):
    """That an agency was reminded, when and by whom: by somebody, or by the system at a step of the plan.

    A step is one for the day by which to answer: with more time, the steps begin anew.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="reminders")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    steps = models.PositiveSmallIntegerField(null=True, blank=True)
    for_day = models.DateField(null=True, blank=True)
    told = models.CharField(max_length=20, blank=True, choices=[(one.value, one.name) for one in Told])

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "for_day", "step"],
                condition=Q(step__isnull=False),
                name="one_reminder_a_step",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False, step__isnull=True, steps__isnull=True, for_day__isnull=True)
                | Q(by__isnull=True, step__isnull=False, steps__isnull=False, for_day__isnull=False),
                name="reminder_is_by_somebody_or_by_a_step",
            ),
        ]


class ChaserHold(models.Model):
    """That the system does not remind an agency for now, why, and when that ended."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="holds")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="one_hold_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_hold_says_by_whom",
            ),
        ]


class TelephoneLine(models.Model):
    """What was said on the telephone about a return that is owed. Never changed: a correction is a new line,
    and the last one holds.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="calls")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    spoke_to = models.CharField(max_length=150)
    said = EncryptedText()
    rang_on = models.DateField()
    promised_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(promised_on__isnull=True) | Q(promised_on__gte=F("rang_on")),
                name="promised_day_is_not_before_the_call",
            )
        ]


class Refusal(models.Model):
    """That an agency will not answer, in its own words: told on its own page, or noted by the manager."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="refusals")
    words = EncryptedText()
    said_by = models.CharField(max_length=150)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="one_refusal_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_refusal_says_by_whom",
            ),
        ]


class FormalRequest(models.Model):
    """The formal letter to an agency that refuses (Children Act 2004 s.16H), sealed: one for each refusal."""

    refusal = models.OneToOneField(Refusal, on_delete=models.PROTECT, related_name="formal")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    partner = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Partner])
    to = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class PassOnAsked(models.Model):
    """A request that an agency wants to hand to an address by which it is not known. Nothing is sent there
    before the manager has checked it.
    """

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Not confirmed"

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="pass_ons")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    email = EncryptedText()
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    words = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        verbose_name_plural = "pass-ons asked"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(answered_at__isnull=True), name="one_open_pass_on"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="answered_pass_on_says_how_and_by_whom",
            ),
        ]


class Cover(models.Model):
    """A colleague who covers for an agency's contact between two days. It ends by itself."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="covers")
    cover = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="covers_for")
    since = models.DateField()
    until = models.DateField()
    instead = models.BooleanField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="cover_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(seat=F("cover")), name="nobody_covers_for_themselves"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_cover_says_by_whom",
            ),
        ]
