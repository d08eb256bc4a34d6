"""The forms of assurance rounds and publications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from safeguarding.learning.models import LearningOutcome
from safeguarding.statute.terms import Difference, EvidenceKind, Theme
from safeguarding.ui import forms

LEVELS = [(str(int(level)), level.label) for level in Difference]


class AskRound(forms.Form):
    """What the chair asks of every agency."""

    title = forms.Text(label="What is this round about?", hint="For example: Autumn 2026, steps and impact.")
    why = forms.LongText(label="Why now? (they read this)", required=False, rows=2)
    themes = forms.Choices(label="About which themes?", choices=[(t.value, t.label) for t in Theme])
    agencies = forms.Choices(label="Whom do you ask?", choices=[])
    due = forms.Date(label="By when?")

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agencies"].choices = list(agencies)  # type: ignore[attr-defined]  # a choice


class GiveReport(forms.Form):
    """An agency's report: for each theme steps, the difference, and how it is known."""

    def __init__(self, *args: Any, themes: Sequence[Theme], **more: Any) -> None:
        also: dict[str, Any] = {}
        for theme in themes:
            also |= {
                f"{theme.value}__steps": forms.LongText(
                    label=f"{theme.label}: what have you done?", rows=3,
                    hint="“Nothing yet, because …” is an answer. No names.",
                ),
                f"{theme.value}__level": forms.Choice(
                    label=f"{theme.label}: what difference has it made?", choices=LEVELS
                ),
                f"{theme.value}__known_by": forms.Pick(
                    label=f"{theme.label}: what shows it?", required=False,
                    choices=[("", "Nothing yet"), *((k.value, k.label) for k in EvidenceKind)],
                ),
                f"{theme.value}__words": forms.LongText(
                    label=f"{theme.label}: what does that show?", rows=2, required=False
                ),
            }  # fmt: skip
        also["in_the_way"] = forms.LongText(label="What gets in the way?", rows=2, required=False)
        super().__init__(*args, also=also, **more)


class Challenge(forms.Form):
    """A question of the chair."""

    words = forms.LongText(label="What do you ask of this agency?", rows=3)


class Settle(forms.Form):
    """The levels on which the group settles."""

    def __init__(self, *args: Any, themes: Sequence[Theme], **more: Any) -> None:
        also: dict[str, Any] = {
            f"level_{theme.value}": forms.Pick(label=theme.label, choices=LEVELS) for theme in themes
        }
        also["words"] = forms.LongText(
            label="Why, where you settle on another level than the agency’s own", rows=2, required=False
        )
        super().__init__(*args, also=also, **more)


class NewPublication(forms.Form):
    """A publication to consider."""

    title = forms.Text(label="Title", max_length=200)
    publisher = forms.Text(
        label="Who published it?", hint="For example: the national Panel; the Department for Education."
    )
    published_on = forms.Date(label="When was it published?")
    where = forms.Text(
        label="Where can it be read?", hint="An address, or where the copy is kept.", required=False
    )
    says = forms.LongText(
        label="What does it ask of partnerships?", hint="In a few sentences of your own.", rows=4
    )


class Consider(forms.Form):
    """What the group made of it."""

    considered_on = forms.Date(label="When did the group consider it?")
    practice_here = forms.LongText(label="How does practice here compare?", rows=4)
    gap = forms.LongText(label="What is missing here?", hint="“Nothing, because …” is an answer.", rows=3)
    response = forms.LongText(label="How does the partnership respond?", rows=3)


class ReportLearning(forms.Form):
    """What came of a way of learning."""

    reported_on = forms.Date(label="When was it finished?")
    findings = forms.LongText(
        label="What was found?", hint="Why things happened as they did. Never who failed.", rows=5
    )
    shared = forms.LongText(label="How was the learning shared, and with whom?", rows=3)
    concern = forms.Choice(
        label="Did it show more than was looked for?", choices=LearningOutcome.Concern.choices,
        hint="If so, the case goes back to the partnership manager and the partners.",
    )  # fmt: skip
    concern_words = forms.LongText(
        label="What is the concern?", rows=3, only_if=("concern", "together", "harm")
    )
