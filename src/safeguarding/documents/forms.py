"""Forms about templates."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from safeguarding.documents.actions.templates import Fit, judge_upload
from safeguarding.statute.terms import DocumentKind
from safeguarding.ui import forms


class ProposeTemplate(forms.Form):
    """A new template; all that is wrong with it is said at once."""

    file = forms.Upload(label="Your template", hint="A Word document (.docx), 2 MB at most.", accept=".docx")
    why = forms.LongText(
        label="What did you change, and why?", hint="Whoever approves it reads this.", rows=3
    )

    def __init__(self, *args: Any, kind: DocumentKind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind

    def clean_file(self) -> Fit:
        """The file, judged."""
        given = self.cleaned_data["file"]
        judged = judge_upload(kind=self.kind, name=given.name, data=given.read())
        if isinstance(judged, list):
            raise ValidationError(judged)
        return judged


class GoBack(forms.Form):
    why = forms.LongText(label="Why should the product’s own stand again?", rows=2)


class Approve(forms.Form):
    """One press, nothing to fill in."""


class SendBack(forms.Form):
    why = forms.LongText(label="Why?", rows=2)
