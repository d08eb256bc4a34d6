"""The forms of closing a case and opening it again."""

from __future__ import annotations

from safeguarding.cases.models import Closing
from safeguarding.ui import forms


class Statement(forms.Form):
    """A partner's own statement."""

    nothing_more = forms.Choice(
        label="Is there anything more to learn from this case?",
        choices=[("nothing", "No, there is nothing more to learn"), ("more", "Yes, there is more to learn")],
    )
    words = forms.LongText(label="Why?", rows=2)


class Close(forms.Form):
    """Closing."""

    why = forms.Choice(label="How does it end?", choices=Closing.Why.choices)
    code = forms.Choice(label="Which reason comes closest?", choices=Closing.Code.choices)
    family_told = forms.LongText(
        label="How was the family told what changed?",
        hint="Or why that was not possible.",
        rows=2,
        only_if=("why", "learning"),
    )
    practitioners_told = forms.LongText(
        label="How were the practitioners told?", rows=2, only_if=("why", "learning")
    )
    shared = forms.LongText(
        label="What was shared, and with whom?",
        hint="A briefing, a learning event, a tool.",
        rows=2,
        only_if=("why", "learning"),
    )
    reason = forms.LongText(label="The reason, in your words", rows=3)


class Reopen(forms.Form):
    """Opening again."""

    reason = forms.LongText(label="Why is it opened again?", hint="What is new?", rows=3)
