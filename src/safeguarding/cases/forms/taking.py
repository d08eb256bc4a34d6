"""The form that is asked before anything of a case is taken away as a file."""

from __future__ import annotations

from safeguarding.cases.actions.taking import NAMED, Purpose
from safeguarding.ui import forms


class TakeAway(forms.Form):
    purpose = forms.Choice(label="What is it for?", choices=Purpose.choices)
    recipient = forms.Text(
        label="Who receives it?",
        hint="Name and organisation.",
        max_length=200,
        only_if=("purpose", *(one.value for one in NAMED)),
    )
