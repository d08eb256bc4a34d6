"""The forms of the safety log and of early learning."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.people.queries import agencies_of
from safeguarding.ui import forms


class LogStep(forms.Form):
    """One step that keeps a child or others safe."""

    whom = forms.Choice(label="Who is kept safe?", choices=[])
    others = forms.Text(
        label="If others: who?",
        hint="For example: two younger siblings; children at the same nursery. No names.",
        required=False,
    )
    what = forms.LongText(label="What is done?", rows=3)
    owner = forms.Text(label="Who sees to it?", hint="A person and their job.", required=False)
    agency = forms.Pick(label="For which agency?", choices=[], required=False)
    due = forms.Date(label="By when?", hint="Today is an answer.")

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        children = [(str(child.pk), child.pseudonym) for child in case.children.all()]
        self.fields["whom"].choices = [*children, ("others", "Others")]  # type: ignore[attr-defined]  # a choice
        self.fields["agency"].choices = agency_choices(case)  # type: ignore[attr-defined]  # a choice


class CompleteStep(forms.Form):
    """Confirming a step."""

    done_on = forms.Date(label="When was it done?")
    words = forms.LongText(
        label="How do we know?", hint="For example: the ward sister confirmed it by telephone.", rows=2
    )


class NoteLearning(forms.Form):
    """Something learned that cannot wait."""

    finding = forms.LongText(
        label="What have we learned?", hint="What got in the way, or what helped. Never who failed.", rows=3
    )
    what = forms.LongText(
        label="What is done about it?",
        hint="Changing how the work is set up lasts longer than a reminder or a training day.",
        rows=3,
    )
    owner = forms.Text(label="Who sees to it?", hint="A person and their job.")
    agency = forms.Pick(label="Which agency leads?", choices=[], required=False)
    due = forms.Date(label="By when?")
    intended_change = forms.LongText(
        label="What should be different for children?", hint="How would a child notice?", rows=2
    )

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = agency_choices(case)  # type: ignore[attr-defined]  # a choice


def agency_choices(case: Case) -> list[tuple[str, str]]:
    """The partnership's agencies today, to pick one."""
    today = timezone.localdate()
    return [("", "None"), *((str(a.pk), a.name_on(today)) for a in agencies_of(case.partnership, today))]
