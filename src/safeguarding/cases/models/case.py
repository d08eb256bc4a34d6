"""The case, the children and family it is about, the incident, and the other processes beside it."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

from safeguarding.people.models import Partnership
from safeguarding.record.models import Stream
from safeguarding.statute import areas, changing
from safeguarding.statute.deadlines import Earlier
from safeguarding.statute.editions import Editions
from safeguarding.statute.profiles import Profile
from safeguarding.statute.restamping import Stamp
from safeguarding.statute.terms import AbuseNeglect, Outcome, ParallelKind, Place

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from safeguarding.cases.models.fact import Fact
    from safeguarding.cases.models.restamp import Restamp


class Case(models.Model):
    """One serious case or other case for learning, owned by one lead partnership.

    `local_rules` are the partnership's rules that differed from its profile when the case began, or when it
    went on under newer ones.
    `stage` and `basis` are stored copies of functions of the facts, for queries; `cases.facts.refresh` keeps
    them and `safeguarding verify` compares them.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="cases")
    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    pseudonym = models.CharField(max_length=60)
    working_together = models.CharField(max_length=10)
    panel_guidance = models.CharField(max_length=10)
    basis = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=40, default="referred")
    closed = models.BooleanField(default=False)
    sealed = models.BooleanField(default=False)
    marking = models.CharField(max_length=40, default="OFFICIAL-SENSITIVE")
    area_of_incident = models.CharField(max_length=100, blank=True)
    area_of_residence = models.CharField(max_length=100, blank=True)
    placing_area = models.CharField(max_length=100, blank=True)
    began_elsewhere = models.BooleanField(default=False)
    local_rules = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    facts: RelatedManager[Fact]
    children: RelatedManager[Child]
    incident: Incident
    restamps: RelatedManager[Restamp]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "closed", "-id"]),
            models.Index(fields=["id"], condition=models.Q(sealed=True), name="sealed_cases"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.pseudonym}"

    @property
    def stamp(self) -> Stamp:
        """The rules that this case keeps."""
        return Stamp(self.working_together, self.panel_guidance, self.local_rules)

    def under(self, stamp: Stamp) -> Self:
        """The same case as it would be under other rules; nothing is saved."""
        other = copy(self)
        other.working_together, other.panel_guidance = stamp.working_together, stamp.panel_guidance
        other.local_rules = dict(stamp.local)
        return other

    @property
    def editions(self) -> Editions:
        """The two dated layers of guidance that this case keeps."""
        return self.stamp.editions

    @property
    def profile(self) -> Profile:
        """How the lead partnership works locally in this case."""
        return self.stamp.profile(self.partnership.profile)

    @property
    def earlier(self) -> list[Earlier]:
        """The rules that held before those that it keeps now, the oldest first."""
        return [one.earlier for one in self.restamps.all() if one.confirmed]

    @property
    def lead_area(self) -> str:
        """The area that notifies and leads."""
        return areas.lead(Place(self.incident.place), self.area_of_incident, self.area_of_residence)

    @property
    def other_areas(self) -> tuple[str, ...]:
        """The other areas that are known to be concerned."""
        return areas.others(
            Place(self.incident.place), self.area_of_incident, self.area_of_residence, self.placing_area
        )

    @property
    def rule_stamp(self) -> dict[str, str]:
        """The editions and profile, as every event of the case carries them."""
        return {
            "working_together": self.working_together,
            "panel_guidance": self.panel_guidance,
            "profile": self.partnership.profile,
            **{code: self._said(value) for code, value in sorted(self.local_rules.items())},
        }

    @staticmethod
    def _said(value: changing.Value) -> str:
        return ",".join(value) if isinstance(value, list) else str(value)


class Child(models.Model):
    """A child whom the case is about, by pseudonym.

    Who the child is stands in `identity`, encrypted and apart.

    Up to four children are notified in detail; further children of the same incident stand on an annex
    (notification guidance on gov.uk, “Report a serious child safeguarding incident”).
    """

    class Kind(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn child"
        UNKNOWN = "unknown", "Child whose identity is not yet known"
        CARE_LEAVER = "care_leaver", "Care leaver aged 18 to 24"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="children")
    identity = models.OneToOneField(
        "anonymity.Identity", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pseudonym = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CHILD)
    is_index = models.BooleanField(default=False)
    age = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    ethnicity = models.CharField(max_length=80, blank=True)
    religion = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=80, blank=True)
    disability = models.CharField(max_length=300, blank=True)
    setting = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=30, choices=[(o.value, o.label) for o in Outcome], blank=True)
    legal_status = models.CharField(max_length=200, blank=True)
    looked_after = models.BooleanField(null=True, blank=True)
    protection_plan = models.CharField(max_length=200, blank=True)
    child_in_need = models.BooleanField(null=True, blank=True)
    placement = models.CharField(max_length=120, blank=True)
    known_to_agencies = models.BooleanField(null=True, blank=True)
    safe_now = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-is_index", "id"]
        verbose_name_plural = "children"


class FamilyMember(models.Model):
    """Somebody in the household or family, by pseudonym."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="family")
    identity = models.OneToOneField(
        "anonymity.Identity", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pseudonym = models.CharField(max_length=60)
    relation = models.CharField(max_length=80)
    whereabouts = models.CharField(max_length=200, blank=True)


class Incident(models.Model):
    """What happened, where and when."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="incident")
    occurred = models.DateField()
    time_text = models.CharField(max_length=40, blank=True)
    place = models.CharField(
        max_length=30, choices=[(p.value, p.label) for p in Place], default=Place.IN_AREA
    )
    setting = models.CharField(max_length=120, blank=True)
    what_happened = models.TextField()
    injury = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    abuse_neglect = models.CharField(max_length=20, choices=[(a.value, a.label) for a in AbuseNeglect])
    abuse_types = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=40, blank=True)
    media_interest = models.BooleanField(default=False)


class ParallelProcess(models.Model):
    """Another process about the same events: police, coroner, child death review, family court and so on."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parallel_processes")
    kind = models.CharField(max_length=40, choices=[(k.value, k.label) for k in ParallelKind])
    lead_body = models.CharField(max_length=150)
    contact = models.CharField(max_length=150, blank=True)
    status = models.CharField(max_length=200, blank=True)
    next_date = models.DateField(null=True, blank=True)
    constraints = models.TextField(blank=True)
    started = models.DateField(null=True, blank=True)
