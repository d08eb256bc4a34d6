"""The forms of accepting the report."""

from __future__ import annotations

from safeguarding.ui import forms


class RecommendReport(forms.Form):
    """What the review panel recommends."""

    words = forms.LongText(label="What does the review panel recommend, and why?", rows=3)
    improvements = forms.LongText(
        label="Where does the report summarise the improvements that it recommends?",
        hint="The regulations ask for such a summary (SI 2018/789 reg 15).",
        rows=2,
    )
    reasons = forms.LongText(
        label="Where does the report analyse systemic or underlying reasons?",
        hint="Why people and services acted as they did, not only what they did (SI 2018/789 reg 15).",
        rows=2,
    )


class TakePosition(forms.Form):
    """A partner's own position."""

    accept = forms.Choice(
        label="What do you hold?", choices=[("yes", "Accept the report"), ("no", "Ask for changes")]
    )
    reason = forms.LongText(label="Why?", rows=3)
