"""The forms of the lines of enquiry."""

from __future__ import annotations

from safeguarding.practice_reviews.actions import Line
from safeguarding.statute.terms import ReasonForLine
from safeguarding.ui import forms


class WriteLine(forms.Form):
    """A line of enquiry."""

    question = forms.LongText(
        label="What is the question?",
        hint="Ask how and why things were done as they were, not who is to blame.",
        rows=2,
    )
    reason_kind = forms.Choice(
        label="What does it answer to?", choices=[(r.value, r.label) for r in ReasonForLine]
    )
    why = forms.LongText(
        label="Why does it matter?",
        hint="Name the gap, the criterion or the theme in your own words.",
        rows=2,
    )
    sources = forms.LongText(
        label="Where will we look?", hint="For example returns, the chronology, conversations.", rows=2
    )
    lead = forms.Text(label="Who leads on it?")

    @property
    def line(self) -> Line:
        """The words as typed."""
        said = self.cleaned_data
        return Line(
            question=said["question"], reason_kind=ReasonForLine(said["reason_kind"]), why=said["why"],
            sources=said["sources"], lead=said["lead"],
        )  # fmt: skip


class Withdraw(forms.Form):
    """Withdrawing a line of enquiry."""

    because = forms.LongText(label="Why is it withdrawn?", rows=2)
