"""The forms of the drafts of the report."""

from __future__ import annotations

from typing import Any

from safeguarding.ui import forms


class GiveIn(forms.Form):
    """The next version."""

    file = forms.Upload(
        label="The draft as a Word document",
        hint="Without tracked changes and comments. It becomes the next version; the earlier ones stay.",
        accept=".docx",
    )
    note = forms.LongText(label="What has changed?", required=False, rows=3)


class Compare(forms.Form):
    """Which two versions."""

    older = forms.Pick(label="Earlier version", choices=[])
    newer = forms.Pick(label="Later version", choices=[])

    def __init__(self, *args: Any, versions: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("older", "newer"):
            self.fields[name].choices = versions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The earlier one first, whichever way round they were chosen."""
        said: dict[str, Any] = super().clean() or {}
        older, newer = (int(said.get(name) or 0) for name in ("older", "newer"))
        if older and older == newer:
            self.add_error("newer", "Choose two different versions.")
        return {**said, "older": min(older, newer), "newer": max(older, newer)}
