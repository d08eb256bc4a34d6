"""The forms of a disagreement."""

from __future__ import annotations

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
    """Opening one."""

    kind = forms.Pick(
        label="What kind of decision is it about?", choices=[(k.value, k.label) for k in OPENABLE]
    )
    about = forms.LongText(
        label="What do the partners see differently?", hint="Plain and short; no names.", rows=3
    )
    field_order = ("kind", "about", "la", "health", "police")


class RecordLevel(Positions):
    """What happened at a level."""

    participants = forms.Text(label="Who spoke together?", hint="Names and capacities.", max_length=500)
    issue = forms.LongText(label="What exactly was open?", rows=2)
    words = forms.LongText(label="What came of it?", rows=3)
    came_together = forms.Choice(
        label="Is it settled?",
        choices=[("no", "No, it goes up to the next level"), ("yes", "Yes, the partners came to agree")],
    )
    field_order = ("participants", "issue", "la", "health", "police", "words", "came_together")


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
