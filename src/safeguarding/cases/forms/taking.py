"""The form that is asked before anything of a case is taken away as a file."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from safeguarding.cases.actions.taking import NAMED, Purpose
from safeguarding.ui import forms


class TakeAway(forms.Form):
    """For what and for whom. The page stays as it was when the file has come, so a sending is told by what it
    says of which file: other words, or another file, are kept anew.
    """

    purpose = forms.Choice(label="What is it for?", choices=Purpose.choices)
    recipient = forms.Text(
        label="Who receives it?",
        hint="Name and organisation.",
        max_length=200,
        only_if=("purpose", *(one.value for one in NAMED)),
    )

    def __init__(self, *args: Any, of: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.is_bound:
            said = [self.once, of, *(self.data.get(name, "") for name in self.fields)]
            self.once = sha256(json.dumps(said).encode()).hexdigest()
