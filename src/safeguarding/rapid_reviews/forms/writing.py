"""Forms for what the group finds and decides, and for the report's texts."""

from __future__ import annotations

from typing import Any

from safeguarding.rapid_reviews.sections import Part
from safeguarding.statute import terms
from safeguarding.statute.criteria import CRITERIA, NATIONAL_CODES, Criterion
from safeguarding.statute.editions import Aim, Editions
from safeguarding.ui import forms

ANSWERS = [(a.value, a.label) for a in terms.CriterionAnswer]
OUTCOMES = [(o.value, o.label) for o in terms.RapidReviewOutcome]
REVIEW = ("outcome", terms.RapidReviewOutcome.LOCAL_REVIEW.value)
NO_REVIEW = (
    "outcome",
    *(
        o.value
        for o in terms.RapidReviewOutcome
        if o
        not in {terms.RapidReviewOutcome.LOCAL_REVIEW, terms.RapidReviewOutcome.NATIONAL_REVIEW_RECOMMENDED}
    ),
)


class AimForm(forms.Form):
    """The group's answer to one aim."""

    text = forms.LongText(label="What the group found", rows=10)

    def __init__(self, *args: Any, aim: Aim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = aim.title
        self.fields["text"].help_text = aim.help


class SectionForm(forms.Form):
    """One part of the report."""

    text = forms.LongText(label="Text", rows=14)

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = part.title
        self.fields["text"].help_text = f"{part.ask} {part.why}".strip()


class CriterionForm(forms.Form):
    """Yes, no or not clear, and why.

    Each agency that sees it differently is named, and nothing is averaged.
    """

    answer = forms.Choice(label="The group’s answer", choices=ANSWERS)
    reason = forms.LongText(label="Why", hint="Say what in the case leads you to this answer.", rows=5)

    def __init__(
        self, *args: Any, criterion: Criterion, agencies: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        for key, name in agencies:
            self.fields[f"view_{key}"] = forms.Pick(
                label=name, choices=[("", "The same, or did not say"), *ANSWERS], required=False
            )

    def views(self) -> list[dict[str, str]]:
        """Each agency with a view of its own."""
        said = self.cleaned_data
        return [
            {"agency": name, "answer": said[f"view_{key}"]}
            for key, name in self.agencies
            if said.get(f"view_{key}")
        ]


class NationalForm(forms.Form):
    """The view on a national review, with an answer on each national criterion."""

    def __init__(self, *args: Any, editions: Editions, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in NATIONAL_CODES:
            one = CRITERIA[code]
            self.fields[f"answer_{code}"] = forms.Choice(
                label=one.title, hint=one.text(editions, on), choices=ANSWERS, inline=True
            )
            self.fields[f"reason_{code}"] = forms.LongText(label=f"Why: {one.title.lower()}", rows=2)
        self.fields["recommend"] = forms.YesNo(
            label="Do you think that a national review may be right?",
            hint="Only the Panel decides. You give your view.",
        )
        self.fields["reason"] = forms.LongText(label="Why", rows=3)

    def answers(self) -> dict[str, dict[str, str]]:
        """The answer and its reason for each national criterion."""
        said = self.cleaned_data
        return {
            code: {"answer": said[f"answer_{code}"], "reason": said[f"reason_{code}"]}
            for code in NATIONAL_CODES
        }


class OutcomeForm(forms.Form):
    """The group's decision under its chair."""

    outcome = forms.Choice(label="What did the group decide?", choices=OUTCOMES)
    decided_on = forms.Date(label="On which day?")
    reasons = forms.LongText(label="Reasons", hint="Against the criteria, in a few sentences.", rows=6)
    options_considered = forms.LongText(label="Which options were considered?", required=False, rows=3)
    dissent = forms.LongText(
        label="Who saw it differently, and why?", hint="Leave empty if nobody did.", required=False, rows=3
    )
    chair_advice = forms.LongText(label="The chair’s advice", required=False, rows=3)
    lines_of_enquiry = forms.LongText(
        label="Which questions does the rapid review leave open?", rows=3, only_if=REVIEW
    )
    scope = forms.LongText(label="How far does the review go?", rows=2, only_if=REVIEW)
    method = forms.LongText(label="How is it done?", rows=2, only_if=REVIEW)
    reviewer_plan = forms.LongText(label="Who might lead it, and how are they found?", rows=2, only_if=REVIEW)
    target_date = forms.Date(label="By when?", only_if=REVIEW)
    why_no_more = forms.LongText(label="Why is no further learning likely?", rows=3, only_if=NO_REVIEW)
    where_learning_goes = forms.LongText(
        label="Where does the learning go, and who takes it there?", rows=3, only_if=NO_REVIEW
    )


class CommentForm(forms.Form):
    """A comment on the draft."""

    words = forms.LongText(label="Your comment", hint="Say which part you mean.", rows=4)


class AnswerComment(forms.Form):
    """What came of a comment."""

    answer = forms.Text(label="What came of it", hint="For example: taken up.")


class Make(forms.Form):
    """A button with nothing to fill in."""


class Certify(forms.Form):
    """The chair's statement."""

    statement = forms.LongText(
        label="Your statement",
        hint="For example: this is a fair record of what the group found and decided.",
        rows=4,
    )


class BeginLocal(forms.Form):
    """Going on as a local consideration."""

    reason = forms.LongText(label="Why may there be something to learn?", rows=4)
