"""On which days somebody is not to be reminded."""

from __future__ import annotations

from safeguarding.statute.reminding import LONGEST_AWAY, Weekday
from safeguarding.ui import forms


class QuietDaysForm(forms.Form):
    """Weekdays without reminders, and one time away."""

    weekdays = forms.Choices(
        label="On which days do you not work?",
        choices=[(day.value, day.label) for day in Weekday],
        required=False,
        hint="One day of the week at least stays open. Leave all empty if you work every day.",
    )
    away_from = forms.Date(
        label="Away from", required=False, hint="The first day away. Leave empty if you are not going away."
    )
    away_until = forms.Date(
        label="Away until", required=False, hint=f"The last day away; {LONGEST_AWAY} days at most."
    )
