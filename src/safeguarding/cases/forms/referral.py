"""The parts of a referral. Each part is a page of its own and is kept as a draft until the whole is sent."""

from __future__ import annotations

from typing import Any, ClassVar

from safeguarding.statute.terms import (
    AbuseNeglect,
    AbuseType,
    Outcome,
    ParallelKind,
    Place,
    ReasonType,
)
from safeguarding.ui import forms

YES_NO_UNKNOWN = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


def choices(terms: Any) -> list[tuple[str, str]]:
    """The members of a term as the choices of a field."""
    return [(term.value, term.label) for term in terms]


class AboutYou(forms.Form):
    """Who refers, and the safeguarding lead they have spoken to."""

    referrer_name = forms.Text(label="Your name")
    referrer_role = forms.Text(label="Your job")
    referrer_agency = forms.Text(label="Your organisation")
    referrer_telephone = forms.Text(label="A telephone number where we can reach you today")
    confidential = forms.YesNo(
        label="Should your name be kept from other agencies?",
        hint="The partnership’s manager and the three partners always know who refers.",
    )
    lead_name = forms.Text(
        label="Your organisation’s safeguarding lead",
        hint="You need their agreement before you refer.",
    )
    lead_consulted_on = forms.Date(label="When did they agree?", past=True)
    lead_agreed = forms.Tick(label="My safeguarding lead agrees that this case should be referred")
    made_referral = forms.Tick(
        label="This is not a child protection referral. If one was needed, it has been made",
        hint="If you are worried about a child now, ring children’s social care first.",
    )


class ChildForm(forms.Form):
    """One child. Every answer can be left open but what happened to them.

    What is `folded` stands in a fold of its own, so that the page is no longer than it has to be.
    """

    folded: ClassVar[tuple[str, ...]] = (
        "also_known_as", "religion", "language", "setting", "nhs_number", "local_id", "protection_plan",
        "child_in_need", "legal_status", "placement", "known_to_agencies",
    )  # fmt: skip

    kind = forms.Choice(
        label="Who is this about?",
        choices=[
            ("child", "A child"),
            ("unborn", "An unborn child"),
            ("unknown", "A child whose identity is not known yet"),
            ("care_leaver", "A care leaver aged 18 to 24"),
        ],
    )
    name = forms.Text(label="Full name", only_if=("kind", "child", "care_leaver"))
    born = forms.Date(
        label="Date of birth", required=False, past=True, only_if=("kind", "child", "care_leaver")
    )
    expected_on = forms.Date(
        label="When is the baby due?", hint="An estimate is enough.", only_if=("kind", "unborn")
    )
    outcome = forms.Choice(label="What happened to this child?", choices=choices(Outcome))
    safe_now = forms.LongText(
        label="How is this child kept safe now?", hint="If the child has died, say so.", rows=3
    )
    looked_after = forms.Choice(
        label="Is the child looked after by a local authority?", choices=YES_NO_UNKNOWN
    )
    sex = forms.Choice(
        label="Sex",
        required=False,
        choices=[("female", "Female"), ("male", "Male"), ("not known", "Not known")],
    )
    ethnicity = forms.Text(label="Ethnicity", required=False, hint="As the child or family describes it.")
    disability = forms.Text(label="Disability or special educational needs", required=False)
    address = forms.Text(label="Home address", required=False)
    also_known_as = forms.Text(
        label="Other names they are known by", required=False, hint="Put commas between them."
    )
    religion = forms.Text(label="Religion", required=False)
    language = forms.Text(label="First language", required=False)
    setting = forms.Text(label="School, nursery or college", required=False)
    nhs_number = forms.Text(label="NHS number", required=False)
    local_id = forms.Text(label="Social care number", required=False)
    protection_plan = forms.Text(
        label="Child protection plan, now or before",
        required=False,
        hint="For example: neglect, March to June 2024.",
    )
    child_in_need = forms.Choice(
        label="Is there a child in need plan?", required=False, choices=YES_NO_UNKNOWN
    )
    legal_status = forms.Text(label="Legal status or court orders", required=False)
    placement = forms.Text(
        label="Where the child lived", required=False, hint="For example: with parents; foster care."
    )
    known_to_agencies = forms.Choice(
        label="Was the child known to any agency?", required=False, choices=YES_NO_UNKNOWN
    )

    @property
    def fold_is_used(self) -> bool:
        """Whether something stands in the fold: then it is shown open."""
        return any(self[name].value() or (self.is_bound and self[name].errors) for name in self.folded)


class RelativeForm(forms.Form):
    """Somebody in the family or household."""

    name = forms.Text(label="Name")
    also_known_as = forms.Text(
        label="Other names they are known by", required=False, hint="Put commas between them."
    )
    relation = forms.Text(
        label="How are they related to the child?", hint="For example: mother, father’s partner."
    )
    born = forms.Date(label="Date of birth", required=False)
    whereabouts = forms.Text(label="Where are they now?", required=False)


class Incident(forms.Form):
    """What happened, and when the local authority knew."""

    incident_on = forms.Date(
        label="When did it happen?", hint="If you are not sure, the day it was found.", past=True
    )
    incident_time = forms.Text(label="At what time?", required=False, hint="“About 7.45 am” is fine.")
    place = forms.Choice(label="Where did it happen?", choices=choices(Place))
    area_of_incident = forms.Text(label="Which local authority area?", required=False)
    area_of_residence = forms.Text(label="Which area does the child normally live in?", required=False)
    placing_area = forms.Text(label="If another area placed the child here, which one?", required=False)
    setting = forms.Text(
        label="What kind of place was it?", required=False, hint="For example: family home, school."
    )
    what_happened = forms.LongText(label="What happened?", hint="A short account in your own words.", rows=6)
    injury = forms.LongText(label="Injuries or cause, as far as known", required=False, rows=3)
    condition = forms.LongText(label="How is the child now?", required=False, rows=2)
    la_aware = forms.Date(
        label="When did the local authority become aware?",
        hint="This starts the five working days to notify. Leave it empty if you do not know.",
        required=False,
        past=True,
    )
    media_interest = forms.YesNo(label="Is there press or political interest?")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        happened, aware = cleaned.get("incident_on"), cleaned.get("la_aware")
        if happened and aware and aware < happened:
            self.add_error("la_aware", "The local authority cannot have been aware before it happened.")
        return cleaned


class Harm(forms.Form):
    """Abuse or neglect, and how serious the harm is."""

    abuse_neglect = forms.Choice(
        label="Is abuse or neglect known or suspected?", choices=choices(AbuseNeglect)
    )
    abuse_types = forms.Choices(label="What kind?", required=False, choices=choices(AbuseType))
    source = forms.Choice(
        label="Where may it have come from?",
        required=False,
        choices=[
            ("intra_familial", "Within the family"),
            ("extra_familial", "Outside the family"),
            ("institution", "In an institution"),
            ("not_known", "Not known"),
        ],
    )
    harm_reasoning = forms.LongText(
        label="Why is the harm serious?",
        hint="Serious harm includes lasting harm to health or development. Recovery does not rule it out.",
        required=False,
        rows=4,
    )


class Safety(forms.Form):
    """Safety now, for the child and for others."""

    safety_now = forms.LongText(label="What has been done to keep the child safe?", rows=4)
    safety_of_others = forms.LongText(
        label="Are brothers, sisters or other children safe? Who sees to it?", required=False, rows=4
    )
    harm_is_ongoing = forms.YesNo(label="Could somebody still be at risk now?")


class Why(forms.Form):
    """Why a review, and what else is going on."""

    reason = forms.Choice(label="Why do you refer this case?", choices=choices(ReasonType))
    why_review = forms.LongText(label="What should the partnership look at?", rows=5)
    what_could_be_learned = forms.LongText(label="What might be learned?", required=False, rows=3)
    good_practice = forms.LongText(label="What was done well?", required=False, rows=3)
    agencies_known = forms.LongText(
        label="Which agencies know the family?",
        required=False,
        rows=3,
        hint="With a contact if you have one.",
    )
    other_processes = forms.Choices(
        label="What else is going on?",
        required=False,
        choices=choices(ParallelKind),
    )
    dispute_escalated = forms.Text(
        label="If agencies disagreed about practice, has that been taken further?", required=False
    )
    interests_told = forms.LongText(
        label="Is there anybody who should not deal with this?",
        hint="Somebody who knows the family or worked on the case: who, and why. "
        "Only the partnership manager and the independent chair read this.",
        required=False,
        rows=2,
    )
    urgent = forms.YesNo(label="Does the partnership need to act today?")


PARTS: dict[str, tuple[str, type[forms.Form]]] = {
    "you": ("You and your safeguarding lead", AboutYou),
    "incident": ("What happened", Incident),
    "harm": ("Abuse, neglect and harm", Harm),
    "safety": ("Safety now", Safety),
    "why": ("Why a review", Why),
}
