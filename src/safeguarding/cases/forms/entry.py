"""Bringing in a case that is already under way."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.forms.referral import choices
from safeguarding.statute.terms import AbuseNeglect, Outcome, PanelReply
from safeguarding.ui import forms


class EnterCase(forms.Form):
    """The child, the incident, and how far the case has come, with true dates."""

    name = forms.Text(label="Child’s full name", required=False)
    born = forms.Date(label="Child’s date of birth", required=False)
    sex = forms.Choice(label="Sex", required=False, choices=[("female", "Female"), ("male", "Male")])
    ethnicity = forms.Text(label="Ethnicity", required=False)
    outcome = forms.Choice(label="What happened to the child?", choices=choices(Outcome))
    incident_on = forms.Date(label="When did it happen?")
    what_happened = forms.LongText(label="What happened?", rows=4)
    abuse_neglect = forms.Choice(
        label="Is abuse or neglect known or suspected?", choices=choices(AbuseNeglect)
    )
    safe_now = forms.LongText(label="How are the child and other children kept safe?", rows=3)
    referred = forms.Date(label="When was it referred to the partnership?")
    la_aware = forms.Date(label="When did the local authority become aware?")
    considered = forms.Date(label="When did the three partners agree to notify?", required=False)
    notified = forms.Date(label="When was the Panel notified?", required=False)
    panel_reference = forms.Text(label="The Panel’s reference", required=False)
    agencies_asked = forms.Date(
        label="When were the agencies asked?",
        required=False,
        hint="If you leave this empty and the Panel was notified, they are asked from here.",
    )
    met = forms.Date(label="When did the rapid review meet?", required=False)
    sent_to_panel = forms.Date(label="When was the rapid review sent to the Panel?", required=False)
    panel_replied = forms.Date(label="When did the Panel reply?", required=False)
    reply = forms.Choice(label="What did the Panel say?", required=False, choices=choices(PanelReply))
    evidence = forms.LongText(label="Where do these dates come from?", rows=3)
    file = forms.Upload(
        label="A paper that shows it", required=False, hint="For example the Panel’s receipt."
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("panel_replied") and not cleaned.get("reply"):
            self.add_error("reply", "Say what the Panel replied.")
        return cleaned
