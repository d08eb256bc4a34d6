"""The forms of a disagreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from safeguarding.cases.subjects import Subject
from safeguarding.disagreements.models import Disagreement
from safeguarding.statute.terms import DecisionKind, Partner
from safeguarding.ui import forms

NOT_BY_ITSELF = frozenset(
    {DecisionKind.LA_NOTIFY, DecisionKind.DO_NOT_NOTIFY, DecisionKind.RESOLUTION_OUTCOME}
)
"""Whether to notify is disagreed on as the threshold, whose ladder ends within the five working days; the end
of a disagreement is not another one."""
OPENABLE = tuple(kind for kind in DecisionKind if kind not in NOT_BY_ITSELF)
"""Every other kind of decision can be disagreed on."""


class Positions(forms.Form):
    """What each of the three partners holds."""

    la = forms.LongText(label="What does the local authority hold?", rows=2, required=False)
    health = forms.LongText(label="What does health hold?", rows=2, required=False)
    police = forms.LongText(label="What do the police hold?", rows=2, required=False)

    @property
    def positions(self) -> dict[Partner, str]:
        """The positions given, by partner."""
        return {partner: self.cleaned_data.get(partner.value, "") for partner in Partner}


class Open(Positions):
    """Opening one, about the case as a whole or about one of its `subjects`."""

    kind = forms.Pick(
        label="What kind of decision is it about?", choices=[(k.value, k.label) for k in OPENABLE]
    )
    subject = forms.Pick(label="About what in the case?", choices=[], required=False)
    about = forms.LongText(
        label="What do the partners see differently?", hint="Plain and short; no names.", rows=3
    )
    field_order = ("kind", "subject", "about", "la", "health", "police")

    def __init__(self, *args: Any, subjects: Sequence[Subject] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(one.key, f"{one.words[0].upper()}{one.words[1:]}") for one in subjects]
        self.fields["subject"].choices = [("", "The case as a whole"), *words]  # type: ignore[attr-defined]  # has choices


class RecordLevel(Positions):
    """What happened at a level. `agency`: the name of the agency concerned, which has its own position."""

    agency = forms.LongText(label="What does the agency hold?", rows=2, required=False)

    participants = forms.Text(label="Who spoke together?", hint="Names and capacities.", max_length=500)
    issue = forms.LongText(label="What exactly was open?", rows=2)
    words = forms.LongText(label="What came of it?", rows=3)
    came_together = forms.Choice(
        label="Is it settled?",
        choices=[("no", "No, it goes up to the next level"), ("yes", "Yes, the partners came to agree")],
    )
    field_order = ("participants", "issue", "la", "health", "police", "agency", "words", "came_together")

    def __init__(self, *args: Any, agency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agency:
            self.fields["agency"].label = f"What does {agency} hold?"
        else:
            del self.fields["agency"]


class Advise(forms.Form):
    """Written advice."""

    words = forms.LongText(
        label="Your advice", hint="It is shown to the partners under your name. It is not a vote.", rows=5
    )


class End(Positions):
    """Ending one."""

    ending = forms.Choice(label="How does it end?", choices=Disagreement.Ending.choices)
    outcome = forms.LongText(label="What stands now, and why?", rows=3)
    field_order = ("ending", "outcome", "la", "health", "police")


class Raise(forms.Form):
    """One agency sees something differently from another. The manager says which one raised it."""

    raised_by = forms.Pick(label="Which agency raises it?", choices=[])
    other = forms.Pick(label="Which agency sees it differently?", choices=[])
    for_safety = forms.YesNo(
        label="Does a child’s safety need this settled sooner than a working week?",
        hint="Then it is talked over by the next working day.",
    )
    about = forms.LongText(
        label="What do the two see differently?",
        hint="Plain and short. Leave out names; your own reference for the child is enough.",
        rows=3,
    )
    position = forms.LongText(label="What does the agency that raises it hold, and why?", rows=3)

    def __init__(self, *args: Any, agencies: Mapping[int, str], own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), name) for key, name in agencies.items()]
        self.fields["raised_by"].choices = choices  # type: ignore[attr-defined]  # has choices
        self.fields["other"].choices = [one for one in choices if one[0] != str(own)]  # type: ignore[attr-defined]  # has choices
        if own is not None:
            del self.fields["raised_by"]


class RecordTalk(forms.Form):
    """What came of a talk between the two; each is asked only for what its own agency holds."""

    participants = forms.Text(label="Who talked?", hint="Names and what they do.", max_length=500)
    words = forms.LongText(label="What came of it?", rows=3)
    settled = forms.Choice(label="Is it settled?", choices=[])
    told = forms.Choices(
        label="Who told you that it is settled?",
        hint="Where both did, it ends.",
        choices=[],
        only_if=("settled", "yes"),
    )

    def __init__(
        self, *args: Any, holds: Mapping[int, str], manager: bool, last: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for key, name in holds.items():
            self.fields[f"holds_{key}"] = forms.LongText(
                label=f"What does {name} hold now?", rows=2, required=False
            )
        up = [] if last else [("no", "No, it goes up to the next level")]
        self.fields["settled"].choices = [*up, ("yes", "Yes. The other agency is asked to say so too")]  # type: ignore[attr-defined]  # has choices
        if manager:
            self.fields["told"].choices = [(str(key), name) for key, name in holds.items()]  # type: ignore[attr-defined]  # has choices
        else:
            del self.fields["told"]
        self.order_fields(["participants", *(f"holds_{key}" for key in holds), "words", "settled", "told"])

    @property
    def told_by(self) -> list[str]:
        """Which agencies told the manager that it is settled."""
        return list(self.cleaned_data.get("told") or ())

    @property
    def positions(self) -> dict[int, str]:
        """What was written, by agency."""
        held = {name: words for name, words in self.cleaned_data.items() if name.startswith("holds_")}
        return {int(name.removeprefix("holds_")): words for name, words in held.items()}


class Confirm(forms.Form):
    """Whether the other agency sees it as settled too."""

    agree = forms.Choice(
        label="Is it settled?",
        choices=[("yes", "Yes, and it ends here"), ("no", "No, something is still open")],
    )
    words = forms.LongText(
        label="What stands now, or what is still open?",
        hint="If you note it for the other agency, say who told you so.",
        rows=3,
    )


class Say(forms.Form):
    """What a delegated partner says happens."""

    words = forms.LongText(label="What happens now, and why?", rows=3)


class TakeBack(forms.Form):
    """Why it is taken back."""

    words = forms.LongText(label="Why is it taken back?", rows=2)
