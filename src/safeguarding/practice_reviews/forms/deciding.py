"""The forms of the decision on a practice review."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.models import Case
from safeguarding.statute.criteria import LOCAL_CRITERIA
from safeguarding.ui import forms

YES_NO = [("yes", "Carry out a practice review"), ("no", "No practice review")]


class Take(forms.Form):
    """A partner's own position."""

    carry_out = forms.Choice(label="What do you hold?", choices=YES_NO)
    reason = forms.LongText(label="Why?", rows=3)


class Propose(Take):
    """The first position, with the reasons that all three rely on."""

    proportionality = forms.LongText(label="Why is that proportionate?", rows=2)
    why_not_enough = forms.LongText(
        label="What would a review find out that we do not know already?",
        hint="If nothing, say what you know already and how it is used.",
        rows=2,
    )

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        on = case.incident.occurred
        for criterion in LOCAL_CRITERIA:
            self.fields[criterion.code] = forms.LongText(
                label=criterion.title,
                hint=f"{criterion.text(case.editions, on)} ({criterion.cite(case.editions)})",
                rows=2,
                required=False,
            )

    @property
    def criteria(self) -> dict[str, str]:
        """The reasons given, by criterion."""
        return {c.code: self.cleaned_data.get(c.code, "") for c in LOCAL_CRITERIA}
