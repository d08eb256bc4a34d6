"""Partnerships, agencies, people, and the seats in which people act."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from safeguarding.record.vault import EncryptedJSON
from safeguarding.statute.reminding import Quiet
from safeguarding.statute.terms import AgencyType, DecisionKind, Partner, Role


class Partnership(models.Model):
    """One local safeguarding partnership (Children Act 2004 s.16E) and how it works locally."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    slug = models.SlugField(unique=True)
    profile = models.CharField(max_length=40)
    colour = models.CharField(max_length=7, default="#0b5563")
    email = models.EmailField()
    telephone = models.CharField(max_length=40)
    stream = models.OneToOneField("record.Stream", on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An organisation that works with the partnership. Its names are dated, because organisations merge."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agencies")
    kind = models.CharField(max_length=40, choices=[(t.value, t.label) for t in AgencyType])
    partner = models.CharField(max_length=10, blank=True, choices=[(p.value, p.label) for p in Partner])
    basis = models.CharField(max_length=40, default="relevant_agency")
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    active_from = models.DateField(default=date(2018, 6, 29))
    active_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "agencies"

    def name_on(self, day: date) -> str:
        """The name the agency had on `day`; the earliest known name for a day before all of them."""
        names = sorted(self.names.all(), key=lambda n: n.since)
        if not names:
            return self.get_kind_display()
        return next((n.name for n in reversed(names) if n.since <= day), names[0].name)


class AgencyName(models.Model):
    """The name of an agency from a date on."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    since = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "since"], name="one_agency_name_a_day")
        ]


class People(BaseUserManager["Person"]):
    """Makes people; there is no superuser."""

    def create_person(self, email: str, name: str, password: str | None = None, **more: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who can act. What they may do depends on the seat they act in, never on the person."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


MAILBOX_ROLES = frozenset({Role.REFERRER, Role.AGENCY_CONTACT, Role.ACTION_OWNER})
"""Seats of people who come by a link and a one-time code and see only their own request or referral."""


class Seat(models.Model):
    """A capacity that a person holds in a partnership, perhaps for an agency, between two dates.

    One withdrawn on its first day ends the day before it began, and so is in force on no day.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    role = models.CharField(max_length=40, choices=[(r.value, r.label) for r in Role])
    post = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    @property
    def partner(self) -> Partner | None:
        """The statutory partner that the seat acts for, if any."""
        return Role(self.role).partner

    @property
    def opens_by_password(self) -> bool:
        """Whether its holder signs in with a password and a second step; the others come by link and code."""
        return Role(self.role) not in MAILBOX_ROLES

    def in_force(self, on: date) -> bool:
        """Whether the seat may be acted in on `on`; the last day counts."""
        return self.since <= on and (self.until is None or on <= self.until)

    def capacity_on(self, on: date) -> str:
        """In words, as it stands on a record.

        “Delegated safeguarding partner, for the Metropolitan Police”.
        """
        label = Role(self.role).label
        body = self.agency.name_on(on) if self.agency else self.organisation
        return f"{label}, for {body}" if body else label


class Delegation(models.Model):
    """A delegated partner's authority given to a named deputy, between dates, with the three attestations.

    Working Together 2018 (and the partnership's own page): whoever speaks for a partner must speak with
    authority, take decisions and commit the agency on policy and practice, and hold the agency to account.
    """

    principal = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="delegations_given")
    deputy = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="delegations_held")
    since = models.DateField()
    until = models.DateField()
    scopes = models.JSONField(default=list, blank=True)
    evidence = models.TextField(blank=True)
    speaks_with_authority = models.BooleanField(default=False)
    commits_the_agency = models.BooleanField(default=False)
    holds_to_account = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="nobody_is_their_own_deputy"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(speaks_with_authority=True, commits_the_agency=True, holds_to_account=True),
                name="delegation_confirmed_only_with_three_attestations",
            ),
        ]

    @property
    def covers(self) -> str:
        """For which decisions, in words."""
        return ", ".join(DecisionKind(scope).label for scope in self.scopes) or "Every decision"


class MailboxLink(models.Model):
    """A link by e-mail that, with a one-time code to the same address, opens one subject for one person.

    The token and the code are kept only as hashes. The link lives until it expires, is taken back, its seat
    ends, or it is locked after too many wrong codes.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="links")
    subject = models.CharField(max_length=80)
    to = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    wrong_since = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def opens(self) -> bool:
        """Whether the link still opens its door."""
        return self.stands() and self.locked_at is None

    def stands(self) -> bool:
        """Whether what the link was sent for still waits, locked or not."""
        now = timezone.now()
        return (
            self.revoked_at is None and now < self.expires_at and self.seat.in_force(timezone.localdate(now))
        )


class Invitation(models.Model):
    """A link, good once, to set a first password or to set up a lost sign-in again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class SecondStepReset(models.Model):
    """Taking somebody's lost second step off their sign-in.

    Proposed by one member of staff, confirmed by another.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="resets")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    how_known = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(proposed_by=F("confirmed_by")), name="second_step_reset_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("proposed_by")) & ~Q(person=F("confirmed_by")),
                name="nobody_resets_their_own_second_step",
            ),
            models.UniqueConstraint(
                fields=["person", "partnership"],
                condition=Q(confirmed_at__isnull=True),
                name="one_open_second_step_reset_a_person",
            ),
        ]


class CalendarFeed(models.Model):
    """A private link by which a calendar program reads the dates of one seat, without signing in.

    The token is kept only as a hash. It works until it is taken back, the seat ends, or the person
    has lost their second step.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(revoked_at__isnull=True), name="one_calendar_feed_a_seat"
            )
        ]


class Draft(models.Model):
    """What somebody has typed so far in a long form, kept until the form is sent."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    data = EncryptedJSON(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "form", "subject"], name="one_draft_a_form")
        ]


class QuietDays(models.Model):
    """When somebody is not to be reminded: weekdays on which they do not work, and one time away."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="quiet_days")
    weekdays = models.JSONField(default=list, blank=True)
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(away_from__isnull=False, away_until__gte=F("away_from")),
                name="time_away_has_two_ends",
            )
        ]

    @property
    def pure(self) -> Quiet:
        """The same as the law's library reads it."""
        return Quiet(frozenset(self.weekdays), self.away_from, self.away_until)


class ReminderRound(models.Model):
    """That everybody's digest of a day has been made, so that the day's round is not gone again."""

    day = models.DateField(unique=True)
    digests = models.PositiveIntegerField()
    done_at = models.DateTimeField(default=timezone.now)


class Session(AbstractBaseSession):
    """A session that knows whose it is, so that all of a person's sessions can be ended at once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from safeguarding.people.sessions import SessionStore

        return SessionStore


class CacheEntry(models.Model):
    """The table of Django's database cache.

    Tries counted and codes used up, shared by every process of the server.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_cache"
