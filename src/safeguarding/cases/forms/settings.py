"""Forms about institutional settings."""

from __future__ import annotations

from typing import Any

from safeguarding.statute.settings import Held, Regulator, SettingKind
from safeguarding.ui import forms


class KeepSetting(forms.Form):
    name = forms.Text(label="What is it called?", max_length=200)
    kind = forms.Pick(label="What kind of setting is it?", choices=[(k.value, k.label) for k in SettingKind])
    provider = forms.Text(label="Who runs it?", max_length=200, required=False)
    regulator = forms.Choice(label="Who inspects it?", choices=[(r.value, r.label) for r in Regulator])
    regulator_reference = forms.Text(label="Its number there", max_length=60, required=False)


class NoteStay(forms.Form):
    child = forms.Choice(label="Which child?", choices=[])
    setting = forms.Pick(label="Which setting?", choices=[])
    held = forms.Choice(label="Was the child held there?", choices=[(h.value, h.label) for h in Held])
    since = forms.Date(label="Since when were they there?", required=False)
    placing = forms.LongText(
        label="Which authorities had placed a child there?",
        hint="One on each line, the one that placed this child first. Every one of them is asked.",
        rows=5,
    )

    def __init__(
        self, *args: Any, children: list[tuple[str, str]], settings: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["child"].choices = children  # type: ignore[attr-defined]  # a field of choices
        self.fields["setting"].choices = settings  # type: ignore[attr-defined]  # a field of choices
