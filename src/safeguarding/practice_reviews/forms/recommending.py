"""The form of a recommendation of the report."""

from __future__ import annotations

from safeguarding.improvements.forms.actions import NewRecommendation
from safeguarding.ui import forms


class Recommend(NewRecommendation):
    """What should change, and by when."""

    by_when = forms.Date(label="By when?")
