"""A form that is sent once, keeps what was typed, and shows a refusal with what would mend it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any, Self

from django import forms as django_forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from safeguarding.statute.answer import Refused
from safeguarding.ui.forms.fields import Shown, id_of

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "once", "which"})


class Form(django_forms.Form):
    """Every form of the product. `once` names this sending of it, so that sending it twice has one effect.

    `also` adds fields that are known only when the form is made: one for each agency, say.
    """

    use_required_attribute = False
    stands_in: str = ""
    """What tells this form from another of its class on the same page."""
    says_optional: bool = True
    """Whether each question that may be left empty says so; a page of many such says it once itself."""

    def __init__(
        self, *args: Any, also: Mapping[str, django_forms.Field] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(also or {})
        kept = self.data.get("once") if self.is_bound else None
        self.once: str = kept if kept and len(kept) <= 64 else secrets.token_urlsafe(24)
        self.refused: Refused | None = None

    @classmethod
    def remembering(cls, typed: Mapping[str, Any], *args: Any, **kwargs: Any) -> Self:
        """The form as it was being typed when its draft was kept: shown again, without errors."""
        form = cls(*args, **kwargs)
        kept = QueryDict(mutable=True)
        for key, value in typed.items():
            if key not in NOT_TYPED:
                kept.setlist(key, list(value) if isinstance(value, list | tuple) else [value])
        for bound in form if kept else ():
            widget, name = bound.field.widget, bound.html_name
            if not widget.value_omitted_from_data(kept, {}, name):
                form.initial[bound.name] = widget.value_from_datadict(kept, {}, name)
        return form

    def refuse(self, refused: Refused) -> None:
        """Show why an act was refused. The next sending is a new one."""
        self.refused = refused
        self.once = secrets.token_urlsafe(24)

    def resend(self, changes: Mapping[str, str]) -> None:
        """Put other values beside what was typed: what a hidden field must say when it is sent again."""
        kept = QueryDict(mutable=True)
        for key in self.data:
            kept.setlist(key, self.data.getlist(key))  # type: ignore[attr-defined]  # only what was sent is resent
        for key, value in changes.items():
            kept[key] = value
        self.data = kept

    @property
    def status(self) -> int:
        """200 when first shown, 422 for what was typed, 409 when the act was refused."""
        if self.refused is not None:
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
        lines = [{"text": text, "href": f"#{place}"} for text, place in self._errors_and_places()]
        lines += [{"text": str(text), "href": "#main-content"} for text in self.non_field_errors()]
        return lines

    def _errors_and_places(self) -> Iterator[tuple[str, str]]:
        for bound in self:
            field = bound.field
            place = field.first_id(bound) if isinstance(field, Shown) else id_of(bound)
            yield from ((str(text), place) for text in bound.errors)

    def asks(self, bound: BoundField) -> bool:
        """Whether the answers as they stand put this question (see `only_if`)."""
        only_if: tuple[str, ...] | None = getattr(bound.field, "only_if", None)
        if only_if is None:
            return True
        other, *values = only_if
        return bool(_said(self[other].value()) & set(values))

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own step between reading and `clean`
        for name, field in self.fields.items():
            if not isinstance(field, Shown) or not field.only_if:
                continue
            other, *values = field.only_if
            if not _said(self.cleaned_data.get(other)) & set(values):
                self.errors.pop(name, None)
                self.cleaned_data[name] = field.clean(None)
            elif field.needed_then and name not in self.errors and _nothing(self.cleaned_data.get(name)):
                self.add_error(name, field.missing.format(label=str(self[name].label).rstrip("?:")))


def _nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _said(value: Any) -> set[str]:
    """An answer as the values that a browser sends."""
    if isinstance(value, list | tuple):
        return {str(one) for one in value}
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    return {str(value)}
