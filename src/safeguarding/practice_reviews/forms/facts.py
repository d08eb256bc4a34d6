"""The forms of the check of a draft's facts."""

from __future__ import annotations

from typing import Any

from safeguarding.practice_reviews.models import FactPoint
from safeguarding.practice_reviews.queries.facts import Shown
from safeguarding.ui import forms


class Ask(forms.Form):
    """Which agencies check which parts."""

    agencies = forms.Choices(label="Which agencies do you ask?", choices=[])
    parts = forms.Choices(
        label="Which parts do they check?",
        hint="They see these parts and nothing else. Ask again for agencies that need other parts.",
        choices=[],
    )
    until = forms.Date(label="By when?", hint="Ten working days are usual.")

    def __init__(
        self,
        *args: Any,
        agencies: list[tuple[str, str]],
        parts: list[tuple[str, str]],
        opens: bool,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]
        self.fields["parts"].choices = parts  # type: ignore[attr-defined]
        if not opens:
            del self.fields["until"]


class Close(forms.Form):
    """Close the round."""

    without = forms.LongText(
        label="If an agency has not answered: why do you go on without it?", required=False, rows=2
    )


class Again(forms.Form):
    """An agency to write to again."""

    asked = forms.Pick(label="Write again to", choices=[])

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["asked"].choices = [("", "Choose"), *agencies]  # type: ignore[attr-defined]


class PointOut(forms.Form):
    """What is wrong in a paragraph."""

    where = forms.Pick(label="Which paragraph?", choices=[])
    wrong = forms.LongText(label="What is wrong?", rows=2)
    right = forms.LongText(label="What is right?", rows=2)
    evidence = forms.LongText(
        label="How do you know?", hint="For example which record says so.", rows=2, required=False
    )

    def __init__(self, *args: Any, parts: list[Shown], **more: Any) -> None:
        super().__init__(*args, **more)
        lines = [line for part in parts for line in part.lines]
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((line.place, f"{line.place} {line.text[:60]}") for line in lines),
        ]

    @property
    def place(self) -> tuple[int, int]:
        """The part and the paragraph, from 0."""
        part, paragraph = self.cleaned_data["where"].split(".")
        return int(part) - 1, int(paragraph) - 1


class Finish(forms.Form):
    """Everything is said."""


class Settle(forms.Form):
    """What came of a point."""

    outcome = forms.Choice(
        label="What comes of it?",
        choices=[
            (FactPoint.Outcome.CHANGED.value, "We change the draft"),
            (FactPoint.Outcome.KEPT.value, "We keep the words, and say why"),
            (FactPoint.Outcome.NOTED.value, "We note it, and say why nothing changes"),
        ],
    )
    words = forms.LongText(
        label="Why?",
        hint="Not needed if you change the draft. The agency reads this.",
        required=False,
        rows=3,
    )
