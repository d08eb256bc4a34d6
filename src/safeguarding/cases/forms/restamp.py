"""Forms about newer rules for a running case."""

from __future__ import annotations

from safeguarding.ui import forms


class ProposeRestamp(forms.Form):
    reason = forms.LongText(
        label="Why does this case go on under the newer rules?",
        hint="For example: the review has hardly begun, and its report will be judged by the newer guidance.",
        rows=3,
    )


class DeclineRestamp(forms.Form):
    why = forms.LongText(label="Why not?", rows=2)


class TakeBackRestamp(forms.Form):
    why = forms.LongText(label="Why is it taken back?", rows=2)
