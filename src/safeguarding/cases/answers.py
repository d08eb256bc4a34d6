"""What a referral says, once its form has been read: plain values that the act `refer` takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safeguarding.statute.terms import AbuseNeglect, Outcome, Place, ReasonType


@dataclass(frozen=True)
class ChildAnswers:
    """A child of a referral.

    An unborn child has `expected_on`; a child not yet identified may have no name.
    """

    name: str = ""
    also_known_as: tuple[str, ...] = ()
    kind: str = "child"
    born: date | None = None
    expected_on: date | None = None
    sex: str = ""
    ethnicity: str = ""
    religion: str = ""
    language: str = ""
    disability: str = ""
    address: str = ""
    nhs_number: str = ""
    local_id: str = ""
    setting: str = ""
    outcome: Outcome = Outcome.SERIOUSLY_HARMED
    looked_after: bool | None = None
    protection_plan: str = ""
    child_in_need: bool | None = None
    legal_status: str = ""
    placement: str = ""
    known_to_agencies: bool | None = None
    safe_now: str = ""

    @property
    def identity(self) -> dict[str, object]:
        """The part that says who the child is, kept apart and encrypted."""
        return {
            "name": self.name,
            "also_known_as": list(self.also_known_as),
            "date_of_birth": self.born.isoformat() if self.born else "",
            "expected_on": self.expected_on.isoformat() if self.expected_on else "",
            "address": self.address,
            "nhs_number": self.nhs_number,
            "local_id": self.local_id,
        }


@dataclass(frozen=True)
class FamilyAnswers:
    """Somebody in the child's family or household."""

    name: str
    relation: str
    also_known_as: tuple[str, ...] = ()
    born: date | None = None
    whereabouts: str = ""


@dataclass(frozen=True)
class ReferralAnswers:
    """Everything a referral for consideration asks."""

    referrer_name: str
    referrer_role: str
    referrer_agency: str
    referrer_telephone: str
    lead_name: str
    lead_consulted_on: date
    reason: ReasonType
    children: tuple[ChildAnswers, ...]
    incident_on: date
    what_happened: str
    abuse_neglect: AbuseNeglect
    safety_now: str
    why_review: str
    la_aware: date | None = None
    received_on: date | None = None
    family: tuple[FamilyAnswers, ...] = ()
    incident_time: str = ""
    place: Place = Place.IN_AREA
    setting: str = ""
    injury: str = ""
    condition: str = ""
    abuse_types: tuple[str, ...] = ()
    source: str = ""
    harm_reasoning: str = ""
    safety_of_others: str = ""
    harm_is_ongoing: bool = False
    what_could_be_learned: str = ""
    good_practice: str = ""
    criteria: tuple[str, ...] = ()
    agencies_known: str = ""
    other_processes: tuple[str, ...] = ()
    dispute_escalated: str = ""
    interests_told: str = ""
    media_interest: bool = False
    urgent: bool = False
    confidential: bool = False
    phoned_in: bool = False
    area_of_incident: str = ""
    area_of_residence: str = ""
    placing_area: str = ""
