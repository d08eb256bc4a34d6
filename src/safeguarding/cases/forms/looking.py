"""Forms about who has looked."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.queries.looking import KINDS
from safeguarding.ui import forms


class Looked(forms.Form):
    person = forms.Pick(label="Who?", choices=[], required=False)
    kind = forms.Pick(label="What did they do?", choices=[], required=False)
    since = forms.Date(label="From", required=False)
    until = forms.Date(label="To", required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        everybody = [("", "Everybody"), *((str(pk), name) for pk, name in people)]
        self.fields["person"].choices = everybody  # type: ignore[attr-defined]  # a field of choices
        kinds = [("", "Anything"), *((str(kind), words) for kind, words in KINDS.items())]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a field of choices
