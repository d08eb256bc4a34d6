"""The forms about reviewers: the register, complaints, and finding one for a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import HiddenInput

from safeguarding.people.models import Agency
from safeguarding.practice_reviews.actions import About, Agreed
from safeguarding.practice_reviews.models import Candidate, Reviewer
from safeguarding.statute.reviewers import ContractItem, ReviewerSource, Suitability
from safeguarding.statute.terms import Role
from safeguarding.ui import forms

PLACES = [(role.value, role.label) for role in (Role.LEAD_REVIEWER, Role.CO_REVIEWER)]


class AboutReviewer(forms.Form):
    """What the register says of somebody."""

    name = forms.Text(label="Name", max_length=150)
    email = forms.Text(
        label="E-mail address", hint="Their account is made with it if they are appointed.", max_length=254
    )
    organisation = forms.Text(label="Organisation", required=False, max_length=200)
    source = forms.Choice(
        label="Where did you find them?", choices=[(one.value, one.label) for one in ReviewerSource]
    )
    skills = forms.LongText(
        label="What do they know and do well?",
        hint="For example, babies, exploitation, talking with families.", rows=4,
    )  # fmt: skip
    independence = forms.LongText(
        label="How are they independent of this partnership?",
        hint="What they have said about work, friends or family here.", rows=3,
    )  # fmt: skip
    available_from = forms.Date(label="Free from", required=False)
    available_until = forms.Date(label="Free until", required=False)
    availability = forms.LongText(label="Anything else about when they can work?", rows=2, required=False)

    @property
    def about(self) -> About:
        """The answers as the act takes them."""
        said = self.cleaned_data
        return About(
            name=said["name"], email=said["email"], organisation=said["organisation"],
            source=ReviewerSource(said["source"]), skills=said["skills"], independence=said["independence"],
            available_from=said["available_from"], available_until=said["available_until"],
            availability=said["availability"],
        )  # fmt: skip


class EarlierWork(forms.Form):
    """One piece of a reviewer's earlier work."""

    year = forms.Whole(label="Year")
    title = forms.Text(label="What was it?", hint="No names of children.", max_length=200)
    done_for = forms.Text(label="For whom?", required=False, max_length=200)


class NoteComplaint(forms.Form):
    """A complaint that has come in."""

    received_on = forms.Date(label="When did it come in?", past=True)
    reviewer = forms.Pick(label="About which reviewer?", choices=[], required=False)
    about = forms.LongText(label="What is it about?", rows=4)
    handling = forms.LongText(label="Who deals with it, and how?", rows=3, required=False)

    def __init__(self, *args: Any, reviewers: Iterable[Reviewer], **more: Any) -> None:
        super().__init__(*args, **more)
        self.reviewers = {str(one.pk): one for one in reviewers}
        self.fields["reviewer"].choices = [  # type: ignore[attr-defined]
            ("", "Nobody on the register"), *((key, one.name) for key, one in self.reviewers.items())
        ]  # fmt: skip


class FollowComplaint(forms.Form):
    """How it is handled, and its end."""

    handling = forms.LongText(label="Who deals with it, and how?", rows=4, required=False)
    outcome = forms.LongText(label="What came of it?", rows=3, required=False)
    ended_on = forms.Date(label="When did it end?", required=False, past=True)


class Shortlist(forms.Form):
    """Somebody from the register, for a place on the case."""

    reviewer = forms.Pick(label="Who?", choices=[])
    place = forms.Choice(label="In which place?", choices=PLACES)

    def __init__(self, *args: Any, reviewers: Iterable[Reviewer], **more: Any) -> None:
        super().__init__(*args, **more)
        self.reviewers = {str(one.pk): one for one in reviewers}
        self.fields["reviewer"].choices = [  # type: ignore[attr-defined]
            ("", "Choose somebody"), *((key, _named(one)) for key, one in self.reviewers.items())
        ]  # fmt: skip


def _named(one: Reviewer) -> str:
    return f"{one.name}, {one.organisation}" if one.organisation else one.name


class Suited(forms.Form):
    """The six points of suitability, in words."""

    def __init__(self, *args: Any, **more: Any) -> None:
        fields = {
            one.value: forms.LongText(label=f"{one.label}.", rows=2, required=False) for one in Suitability
        }
        super().__init__(*args, also=fields, **more)


class DeclaredWork(forms.Form):
    """One agency for which they worked."""

    agency = forms.Pick(label="For which agency?", choices=[], required=False)
    other = forms.Text(label="Or another one, by name", required=False, max_length=200)
    first_year = forms.Whole(label="From which year?")
    last_year = forms.Whole(
        label="Until which year?", hint="Leave it empty if they work there still.", required=False
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.agencies = {str(one.pk): one for one in agencies}
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", "None of these"), *((key, one.name_on(today)) for key, one in self.agencies.items())
        ]  # fmt: skip


class Row(forms.Form):
    """Which line a button stands beside."""

    row = forms.Whole(label="Which line", widget=HiddenInput)


class Declared(forms.Form):
    """The rest of a declaration."""

    declared_on = forms.Date(label="When did they declare this?", past=True)
    relationships = forms.LongText(
        label="Do they know anybody in this case, or anybody who worked on it?",
        hint="Leave it empty if they said no. If they said yes, somebody has to rule on it.",
        rows=3, required=False,
    )  # fmt: skip
    other_reviews = forms.LongText(
        label="Which other reviews do they have in hand?", hint="Leave it empty if none.", rows=2,
        required=False,
    )  # fmt: skip


class Rule(forms.Form):
    """A ruling on one conflict."""

    may_review = forms.Choice(
        label="May they review this case?", choices=[("yes", "Yes, in spite of this"), ("no", "No")]
    )
    reason = forms.LongText(label="Why?", rows=3)


class ContractForm(forms.Form):
    """The contract."""

    begins = forms.Date(label="First day", required=False)
    ends = forms.Date(label="Last day", required=False, hint="Their account opens the case until then.")
    days = forms.Whole(label="Days of work", required=False)
    fee_cap = forms.Whole(label="Most that is paid, in pounds", required=False)
    signed_on = forms.Date(label="When was it signed?", required=False, past=True)
    settled = forms.Choices(
        label="What is settled in it?", choices=[(one.value, one.label) for one in ContractItem],
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, candidate: Candidate, **more: Any) -> None:
        initial = {
            name: getattr(candidate, name)
            for name in ("begins", "ends", "days", "fee_cap", "signed_on", "settled")
        }
        super().__init__(*args, initial=initial, **more)

    @property
    def agreed(self) -> Agreed:
        """The answers as the act takes them."""
        said = self.cleaned_data
        return Agreed(
            said["begins"], said["ends"], said["days"], said["fee_cap"], said["signed_on"], said["settled"]
        )


class Reason(forms.Form):
    """A reason, and nothing else."""

    reason = forms.LongText(label="Why?", rows=3)


class TakePosition(forms.Form):
    """A partner's own position on appointing or removing."""

    agrees = forms.Choice(label="What do you hold?", choices=[])
    reason = forms.LongText(label="Why?", rows=3)

    def __init__(self, *args: Any, yes: str, no: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agrees"].choices = [("yes", yes), ("no", no)]  # type: ignore[attr-defined]


class AskRemoval(forms.Form):
    """Why a reviewer should go, and whether another is to be appointed."""

    reason = forms.LongText(label="Why should they be removed?", rows=3)
    replace = forms.YesNo(label="Is another reviewer to be appointed?")
