"""A form that is sent once, keeps what was typed, and shows a refusal with what would mend it."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms as django_forms

from safeguarding.statute.answer import Refused


class Form(django_forms.Form):
    """Every form of the product. `once` names this sending of it, so that sending it twice has one effect."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.data.get("once") if self.is_bound else None
        self.once: str = kept if kept and len(kept) <= 64 else secrets.token_urlsafe(24)
        self.refused: Refused | None = None

    def refuse(self, refused: Refused) -> None:
        """Show why an act was refused. The next sending is a new one."""
        self.refused = refused
        self.once = secrets.token_urlsafe(24)

    @property
    def status(self) -> int:
        """200 when first shown, 422 for what was typed, 409 when the act was refused."""
        if self.refused:
            return 409
        return 422 if self.is_bound and not self.is_valid() else 200

    @property
    def multipart(self) -> bool:
        return self.is_multipart()

    @property
    def error_list(self) -> list[dict[str, str]]:
        """Every error in the order of the fields, each leading to its field."""
        if not self.is_bound:
            return []
        lines = []
        for bound in self:
            for text in bound.errors:
                lines.append({"text": str(text), "href": f"#{bound.field.first_id(bound)}"})  # type: ignore[attr-defined]  # all our fields have it
        lines += [{"text": str(text), "href": "#main-content"} for text in self.non_field_errors()]
        return lines
