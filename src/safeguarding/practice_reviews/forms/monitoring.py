"""The form for a look at time and quality."""

from __future__ import annotations

from typing import Any

from safeguarding.statute.monitoring import Course
from safeguarding.ui import forms

COURSES = [(one.value, one.label) for one in Course]


class Look(forms.Form):
    """How time and quality stand."""

    time = forms.Choice(label="How is the time?", choices=COURSES, inline=True)
    time_words = forms.LongText(
        label="What about the time?", hint="Needed where it is at risk or off course.", rows=2, required=False
    )
    quality = forms.Choice(label="How is the quality?", choices=COURSES, inline=True)
    quality_words = forms.LongText(
        label="What about the quality?",
        hint="For example: does the analysis ask why, and does the child come first? Needed where it is at "
        "risk or off course.",
        rows=2,
        required=False,
    )
    risks = forms.LongText(label="What could still get in the way?", rows=2, required=False)
    forecast = forms.Date(label="When do you now expect to publish?")

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the act wants it."""
        typed = self.cleaned_data
        return {**typed, "time": Course(typed["time"]), "quality": Course(typed["quality"])}
