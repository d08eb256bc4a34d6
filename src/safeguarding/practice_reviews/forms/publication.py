"""The forms of a practice review's publication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safeguarding.statute.publication import QUESTIONS, DelayReason, Verdict, Way
from safeguarding.ui import forms


class Final(forms.Form):
    """The finished file."""

    improvements_only = forms.Choice(
        label="What is in it?",
        choices=[
            ("no", "The report"),
            ("yes", "What is to be improved, because the report is not published"),
        ],
    )
    title = forms.Text(
        label="What is it called in public?",
        hint="For example “Learning from Child Ash: when nobody rang back”. Name no one, and no case number.",
    )
    summary = forms.LongText(
        label="What was learned, in five sentences?",
        hint="This stands first on the public page. Plain words: many who read it are not professionals.",
        rows=6,
        max_length=3_000,
    )
    file = forms.Upload(
        label="The finished file",
        hint="A Word document (.docx) with headings, and without tracked changes, comments or pictures.",
        accept=".docx",
    )


class Read(forms.Form):
    """What a reader says of it."""

    verdict = forms.Choice(
        label="Having read it: can it go out?", choices=[(one.value, one.label) for one in Verdict]
    )
    reasons = forms.LongText(
        label="Why?", hint="Think of the child’s brothers and sisters reading it in ten years.", rows=3
    )


class Answers(forms.Form):
    """What is answered in words before it goes out."""

    def __init__(self, *args: Any, copies_sent: bool, answered: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, initial=dict(answered), **more)
        for one in QUESTIONS:
            if copies_sent or not one.after_copies:
                self.fields[one.code] = forms.LongText(
                    label=one.text, hint=f"{one.hint} ({one.cite})", rows=2, required=False
                )

    @property
    def said(self) -> dict[str, str]:
        """What was typed, by question."""
        return {one.code: self.cleaned_data.get(one.code, "") for one in QUESTIONS}


class Intend(forms.Form):
    """What is put to the partners."""

    way = forms.Choice(label="What do you put to the partners?", choices=[(w.value, w.label) for w in Way])
    reasons = forms.LongText(
        label="Why?",
        hint="Where the report is withheld, the Panel and the Secretary of State are given these reasons.",
        rows=3,
    )
    planned_on = forms.Date(label="If it is published: on which day?", required=False)
    review_on = forms.Date(
        label="If the report is withheld or delayed: when is that looked at again?",
        hint="A delay within eight weeks.",
        required=False,
    )
    delay_reason = forms.Pick(
        label="If it is delayed: what does that come from?",
        choices=[("", "Choose"), *((one.value, one.label) for one in DelayReason)],
        required=False,
    )

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the act wants it."""
        typed = self.cleaned_data
        delay = DelayReason(typed["delay_reason"]) if typed["delay_reason"] else None
        return {**typed, "way": Way(typed["way"]), "delay_reason": delay}


class Agree(forms.Form):
    """A partner's own position."""

    agrees = forms.Choice(
        label="Do you agree?", choices=[("yes", "Agree"), ("no", "Do not agree")], inline=True
    )
    reason = forms.LongText(label="Why?", rows=2)


class TakeDown(forms.Form):
    """Taking the public page down."""

    why = forms.LongText(label="Why is it taken down?", rows=2)


class Deposit(forms.Form):
    """The national repository."""

    on = forms.Date(label="When was it sent to the national repository of case reviews (NSPCC)?")
