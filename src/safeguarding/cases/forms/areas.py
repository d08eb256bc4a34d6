"""Forms about other areas: inviting, answering, agreeing, and passing the lead."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.models import AreaAgreement
from safeguarding.ui import forms

BY_TELEPHONE = "telephone"
AGREES = [("yes", "Yes, as it stands"), ("no", "Not yet")]


class InviteArea(forms.Form):
    area = forms.Text(label="Which area?", max_length=100)
    how = forms.Pick(label="How does it answer?", choices=[])
    contact = forms.Text(label="Whom have you asked there?", hint="Name and post.", max_length=200)
    invited_on = forms.Date(label="When did you ask?")
    asked = forms.LongText(label="What have you asked for?", hint="The other area reads this.", rows=3)

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["how"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (BY_TELEPHONE, "By telephone or letter; we note it here"),
            *ways,
        ]


class AreaAnswer(forms.Form):
    area = forms.Pick(label="Which area answered?", choices=[])
    answered_on = forms.Date(label="When did they answer?")
    answer = forms.LongText(label="What did they say?", rows=4)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]  # a field of choices


class OwnAnswer(forms.Form):
    answer = forms.LongText(
        label="What does your area know, and who there holds it?",
        hint="“We do not know this child” is an answer too.",
        rows=6,
    )


class Agree(forms.Form):
    leads = forms.Choice(label="Who leads?", choices=AreaAgreement.Whose.choices)
    pays = forms.Choice(label="Who pays?", choices=AreaAgreement.Whose.choices)
    publishes = forms.Choice(label="Who publishes?", choices=AreaAgreement.Whose.choices)
    acts = forms.Choice(label="Whose plan of action is it?", choices=AreaAgreement.Whose.choices)
    words = forms.LongText(label="Anything else that is agreed", required=False, rows=3)


class AnswerAgreement(forms.Form):
    agreed = forms.Choice(label="Does the other area agree?", choices=AGREES)
    words = forms.LongText(
        label="What was said?",
        hint="Needed for “not yet”, and where the answer came by telephone: who answered, and how.",
        required=False,
        rows=3,
    )

    @property
    def said(self) -> dict[str, Any]:
        """The answer, as the act takes it."""
        return {"agreed": self.cleaned_data["agreed"] == "yes", "words": self.cleaned_data["words"]}


class OwnAgreement(AnswerAgreement):
    agreed = forms.Choice(label="Does your area agree?", choices=AGREES)
    words = forms.LongText(
        label="Anything to add?", hint="Needed for “not yet”: what you would have otherwise.", required=False,
        rows=3,
    )  # fmt: skip


class OfferTransfer(forms.Form):
    why = forms.LongText(label="Why should that area lead?", rows=3)


class AnswerTransfer(forms.Form):
    taken = forms.Choice(
        label="Does the other area take the lead?",
        choices=[("yes", "Yes: it leads from today"), ("no", "No: the lead stays where it is")],
    )
    words = forms.LongText(label="Who takes it there, or why not?", rows=3)

    @property
    def said(self) -> dict[str, Any]:
        """The answer, as the act takes it."""
        return {"taken": self.cleaned_data["taken"] == "yes", "words": self.cleaned_data["words"]}


class OwnTransfer(AnswerTransfer):
    taken = forms.Choice(
        label="Does your area take the lead?",
        choices=[("yes", "Yes: we lead from today"), ("no", "No: the lead stays where it is")],
    )
    words = forms.LongText(label="Who takes it, or why not?", rows=3)
