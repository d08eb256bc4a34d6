"""Meetings about a case and of the standing group, and who belongs to that group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from safeguarding.cases.models import Case
from safeguarding.documents.models import File
from safeguarding.people.models import Agency, Delegation, Partnership, Seat
from safeguarding.record.vault import EncryptedText
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.terms import DecisionKind, Partner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Meeting(models.Model):
    """One meeting.

    It begins as a slot held in diaries, is open while people meet, and is closed by whoever chairs. One of
    the standing group is about no case.
    """

    class Kind(models.TextChoices):
        RAPID_REVIEW = "rapid_review", "Rapid review meeting"
        SIGN_OFF = "sign_off", "Sign-off meeting"
        CONSIDERATION = "consideration", "Consideration of the threshold"
        LEARNING = "learning", "Learning meeting"
        PANEL = "panel", "Review panel meeting"
        RESOLUTION = "resolution", "Meeting to resolve a disagreement"
        GROUP = "group", "Meeting of the group"

    class State(models.TextChoices):
        SLOT = "slot", "Held in diaries"
        OPEN = "open", "Under way"
        CLOSED = "closed", "Closed"

    class Standing(models.TextChoices):
        QUORATE = "quorate", "The quorum was there"
        WRITTEN = "written_positions", "Went on to written positions"
        RECONVENED = "reconvened", "Without its quorum; met again"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    held_for = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    moved = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SLOT)
    called_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    vice_chair = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vice_chair_agreed = models.CharField(max_length=300, blank=True)
    vice_chair_confirmed_at = models.DateTimeField(null=True, blank=True)
    safety_check = models.TextField(blank=True)
    standing = models.CharField(max_length=20, choices=Standing.choices, blank=True)
    written_positions = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    minutes_agreed_at = models.DateTimeField(null=True, blank=True)
    minutes_agreed_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    attendances: RelatedManager[Attendance]
    decisions: RelatedManager[Decision]
    items: RelatedManager[AgendaItem]

    class Meta:
        ordering: ClassVar[list[str]] = ["held_for", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=~Q(state="closed"), name="one_coming_meeting_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(kind="group") & ~Q(state="closed"),
                name="one_coming_meeting_of_the_group",
            ),
            models.CheckConstraint(
                condition=Q(kind="group", case__isnull=True) | (~Q(kind="group") & Q(case__isnull=False)),
                name="only_the_groups_meeting_has_no_case",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_meeting_says_when",
            ),
        ]


class AgendaItem(models.Model):
    """One item of a meeting's agenda, and what came of it: the minutes are its items.

    `carried_from` is the item of an earlier meeting that was deferred to this one. `about` is the case that
    an item of the standing group names: it exists only for those who may see that case.
    """

    class State(models.TextChoices):
        OPEN = "open", "Not yet"
        DONE = "done", "Dealt with"
        DEFERRED = "deferred", "Deferred"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    about = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, blank=True)
    title = EncryptedText()
    prompt = EncryptedText(blank=True)
    href = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    words = EncryptedText(blank=True)
    deferred_to = models.DateField(null=True, blank=True)
    because = EncryptedText(blank=True)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=0)
    typed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    typed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_agenda_item_a_number"),
            models.CheckConstraint(
                condition=~Q(state="deferred") | Q(deferred_to__isnull=False),
                name="deferred_item_says_to_when",
            ),
        ]


class Pack(models.Model):
    """The papers chosen for a meeting. A newer choice takes its place; both stay.

    `codes` name what is in it (`cases.packs.Offer`); each reader's copy holds what that reader may read.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    codes = models.JSONField()
    chosen_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_pack_a_number")
        ]


class PackCopy(models.Model):
    """One reader's copy of the papers of a meeting, kept exactly as they had it."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="copies")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "copies of packs"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pack", "seat"], name="one_copy_of_a_pack_a_seat")
        ]


class Attendance(models.Model):
    """Somebody asked to a meeting:

    there, or with apologies. The capacity is kept in the words that it had that day.
    """

    class Interest(models.TextChoices):
        NOT_ASKED = "", "Not asked yet"
        NONE = "none", "None"
        ORGANISATIONAL = "organisational", "My organisation worked with this child or family"
        PERSONAL = "personal", "I know this child or family personally"
        DIRECT = "direct", "I worked on, managed or am named in this case"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest_name = models.CharField(max_length=150, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    capacity = models.CharField(max_length=300)
    voting_partner = models.CharField(
        max_length=10, blank=True, choices=[(p.value, p.label) for p in Partner]
    )
    deputy_for = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_the_chair = models.BooleanField(default=False)
    present = models.BooleanField(default=True)
    apology = models.CharField(max_length=300, blank=True)
    interest = models.CharField(max_length=20, choices=Interest.choices, blank=True)
    interest_words = EncryptedText(blank=True)
    stepped_out = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-in_the_chair", "-voting_partner", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(seat__isnull=False), name="one_attendance_a_seat"
            ),
            models.UniqueConstraint(
                fields=["meeting", "guest_name"],
                condition=Q(seat__isnull=True),
                name="one_attendance_a_guest",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | ~Q(guest_name=""), name="attendance_names_somebody"
            ),
        ]

    @property
    def name(self) -> str:
        """Who it is, by name."""
        return self.seat.person.name if self.seat else self.guest_name

    @property
    def counts(self) -> bool:
        """Whether they count towards the quorum: there, and not stepped out because of an interest."""
        return self.present and not self.stepped_out


class Decision(models.Model):
    """What a meeting decided, with its reasons and each partner's position. Superseded, never changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=40, choices=[(k.value, k.label) for k in DecisionKind])
    words = models.TextField()
    reasons = models.TextField(blank=True)
    positions = models.JSONField(default=dict, blank=True)
    dissent = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["recorded_at", "id"]


class Member(models.Model):
    """A seat's place in the standing group, for a term. Nothing of it is removed when it ends."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=[(k.value, k.label) for k in MemberKind])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    inducted_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)
    moved_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_to"
    )

    attestations: RelatedManager[Attestation]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(until__isnull=True), name="one_open_membership_a_seat"
            )
        ]

    @property
    def last_day(self) -> date | None:
        """The end of the term, or of the seat where that comes first."""
        return min((day for day in (self.until, self.seat.until) if day), default=None)

    def in_force(self, on: date) -> bool:
        """Whether they belong to the group on `on`; the last day counts."""
        return self.since <= on and (self.last_day is None or on <= self.last_day)


class Attestation(models.Model):
    """A senior lead of the member's own agency is asked whether they meet the three tests, and answers.

    A confirmation holds until its last day. A newer one takes its place; both stay.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attestations")
    asked_of = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    speaks_with_authority = models.BooleanField(default=False)
    commits_the_agency = models.BooleanField(default=False)
    holds_to_account = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    capacity = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_attestation_a_member",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, until__isnull=True)
                | Q(
                    confirmed_at__isnull=False,
                    until__isnull=False,
                    speaks_with_authority=True,
                    commits_the_agency=True,
                    holds_to_account=True,
                ),
                name="attested_only_with_three_tests_until_a_day",
            ),
        ]
