"""Forms about changing rules."""

from __future__ import annotations

from typing import Any

from safeguarding.statute.changing import Parameter, Value
from safeguarding.ui import forms


class ProposeRule(forms.Form):
    since = forms.Date(
        label="From which day?",
        hint="For cases of which the local authority becomes aware on that day or later.",
    )
    why = forms.LongText(label="Why?", rows=3)
    source = forms.LongText(
        label="Which text changed it?",
        hint="For a number that national guidance sets: the document, its date and the paragraph.",
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, rule: Parameter, **more: Any) -> None:
        super().__init__(*args, **more)
        self.rule = rule
        choices = list(rule.choices.items())
        label = "What should it say?"
        field: Any
        if rule.many:
            field = forms.Choices(label=label, choices=choices)
        elif choices:
            field = forms.Choice(label=label, choices=choices)
        else:
            field = forms.Whole(label=label, hint=f"For example: {rule.words(rule.most)}.")
        self.fields = {"value": field, **self.fields}
        if not rule.national:
            del self.fields["source"]

    @property
    def value(self) -> Value:
        given: Value = self.cleaned_data["value"]
        return given


class EndRuleChange(forms.Form):
    why = forms.LongText(label="Why not?", rows=2)
