"""Forms for signing, and for the ways round a lost second factor."""

from __future__ import annotations

from typing import Any

from safeguarding.statute.terms import SignPosition
from safeguarding.ui import forms


class SignForm(forms.Form):
    """A partner's own line. The button pressed says which; a comment or a reason goes with two of them."""

    comment = forms.LongText(
        label="Comment or reason",
        hint="Needed if you agree with a comment, or disagree. It stands in the report under your name.",
        required=False,
        rows=4,
    )


class SendLink(forms.Form):
    """To whom a signing link goes."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = forms.Choice(
            label="Who cannot use their second factor?",
            hint="The link goes to their registered address, with a code. It opens this one page, once.",
            choices=seats,
        )


class Evidenced(forms.Form):
    """A signature that came by e-mail."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = forms.Choice(label="Whose signature is it?", choices=seats)
        self.fields["position"] = forms.Choice(
            label="What do they say?", choices=[(p.value, p.label) for p in SignPosition]
        )
        self.fields["comment"] = forms.LongText(
            label="Their comment or reason", hint="In their own words.", required=False, rows=3
        )
        self.fields["evidence"] = forms.Upload(
            label="Their e-mail",
            hint="Save it from your mail program as a file (.eml, .msg or .pdf) and attach it.",
        )


class Repudiate(forms.Form):
    """“I did not sign this.”"""

    reason = forms.LongText(label="What happened?", hint="A sentence helps us find out.", rows=3)
