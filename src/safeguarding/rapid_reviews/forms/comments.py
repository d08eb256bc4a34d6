"""Forms of a round of comments on the draft."""

from __future__ import annotations

from typing import Any

from safeguarding.rapid_reviews.sections import PARTS
from safeguarding.ui import forms

OUTCOMES = [
    ("accept", "Accept it"),
    ("keep", "Keep our words"),
    ("answer", "Answer in words"),
]


class AskForComments(forms.Form):
    """Whom to ask, and by when."""

    seats = forms.Choices(label="Whom do you ask?", choices=[])
    until = forms.Date(label="By when?")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].choices = people  # type: ignore[attr-defined]


class GiveBack(forms.Form):
    """Somebody’s Word file."""

    file = forms.Upload(
        label="The Word file with your changes",
        hint="Changes made without tracking are found too. A newer file takes its place.",
        accept=".docx",
    )


class SayAtPart(forms.Form):
    """A comment without Word."""

    section = forms.Pick(
        label="Which part is it about?",
        choices=[("", "The whole report"), *((part.code, f"{part.section}. {part.title}") for part in PARTS)],
        required=False,
    )
    words = forms.LongText(label="Your comment", rows=4)


class LetIn(forms.Form):
    """Somebody who may still comment."""

    asked = forms.Pick(label="Who may still comment?", choices=[])

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]


class Settle(forms.Form):
    """What becomes of one change."""

    outcome = forms.Choice(label="What becomes of it?", choices=OUTCOMES)
    words = forms.LongText(
        label="Why, or your answer",
        hint="Not needed if you accept it. Everybody who was asked can read it.",
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, may_accept: bool, from_record: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = {"accept"} if not may_accept else set()
        left_out |= {"accept", "keep"} if from_record else set()
        self.fields["outcome"].choices = [one for one in OUTCOMES if one[0] not in left_out]  # type: ignore[attr-defined]
