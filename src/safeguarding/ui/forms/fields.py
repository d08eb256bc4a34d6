"""The fields. Each knows the GOV.UK macro that shows it and what that macro needs."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField


def _pairs(field: forms.ChoiceField) -> list[tuple[str, str]]:
    """The choices of a field as words."""
    choices: Any = field.choices
    return [(str(value), str(text)) for value, text in choices]


def id_of(bound: BoundField) -> str:
    """The id of a question's element: by form and name, because several forms of a page may ask “Why?”. Forms
    of one class on a page are told apart by their `stands_in`.
    """
    form = getattr(bound.form, "stands_in", "") or type(bound.form).__name__.lower()
    return f"id_{form}_{bound.html_name}"


class Shown:
    """What every field of ours adds to Django's: the macro that shows it and its parameters.

    `only_if=("other field", "value", …)`: the question is put only after one of these answers, and is needed
    (unless `required=False`) only then. Without script it stands below, always seen. `why` says why we ask.
    """

    component: ClassVar[str] = "input"
    missing: ClassVar[str] = "Enter an answer to “{label}”."
    required: bool
    silent: bool = False
    """Whether its label is only heard, because the heading above it says the same to the eye."""

    def __init__(
        self, *args: Any, only_if: tuple[str, ...] | None = None, why: str = "", **given: Any
    ) -> None:
        self.only_if, self.why = only_if, why
        self.needed_then = bool(only_if) and given.get("required", True)
        if only_if:
            given["required"] = False
        super().__init__(*args, **given)

    @property
    def optional(self) -> bool:
        """Whether it may be left empty wherever it is asked."""
        return not (self.required or self.needed_then)

    def asked(self, label: str, required: bool) -> dict[str, Any]:
        """The arguments that Django's field takes."""
        name = f"“{label.rstrip('?:')}”"
        return {
            "label": label,
            "required": required,
            "error_messages": {
                "required": self.missing.format(label=label.rstrip("?:")),
                "invalid_choice": f"Choose one of the answers to {name}.",
                "invalid_list": f"Choose from the answers to {name}.",
                "max_length": f"{name} must have %(limit_value)d characters at most. It has %(show_value)d.",
                "min_value": f"{name} must be %(limit_value)s or more.",
                "max_value": f"{name} must be %(limit_value)s or less.",
            },
        }

    def first_id(self, bound: BoundField) -> str:
        """The id of the element to which an error leads."""
        return id_of(bound)

    def params(self, bound: BoundField) -> dict[str, Any]:
        """What the macro takes, apart from label, hint and error, which `common` gives."""
        raise NotImplementedError

    def common(self, bound: BoundField, *, legend: bool = False) -> dict[str, Any]:
        """Name, id, label (or legend), hint and error."""
        says_so = self.optional and getattr(bound.form, "says_optional", True)
        label = str(bound.label) + (" (optional)" if says_so else "")
        given: dict[str, Any] = {"name": bound.html_name, "id": id_of(bound)}
        if legend:
            given["idPrefix"] = given["id"]
            given["fieldset"] = {"legend": {"text": label, "classes": "govuk-fieldset__legend--s"}}
        else:
            hidden = " govuk-visually-hidden" if self.silent else ""
            given["label"] = {"text": label, "classes": f"govuk-label--s{hidden}"}
        if bound.help_text:
            given["hint"] = {"text": str(bound.help_text)}
        if bound.errors:
            given["errorMessage"] = {"text": " ".join(str(e) for e in bound.errors)}
        return given


class Text(Shown, forms.CharField):
    """One line of text."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
        max_length: int = 200,
        autocomplete: str = "off",
        width: str = "",
        inputmode: str = "",
        **more: Any,
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, max_length=max_length, **more)
        self.autocomplete, self.width, self.inputmode = autocomplete, width, inputmode

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {
            **self.common(bound),
            "value": bound.value() or "",
            "autocomplete": self.autocomplete,
            "classes": self.width or "govuk-!-width-two-thirds",
            "inputmode": self.inputmode or None,
        }


class Secret(Text):
    """A password: never sent back to the page, and shown while typing only when asked to."""

    component = "password"

    def __init__(self, **given: Any) -> None:
        super().__init__(strip=False, **given)

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {**super().params(bound), "value": ""}


class LongText(Shown, forms.CharField):
    """Several lines of text."""

    component = "textarea"

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
        rows: int = 5,
        max_length: int = 20_000,
        **more: Any,
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, max_length=max_length, **more)
        self.rows = rows

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {
            **self.common(bound),
            "value": bound.value() or "",
            "rows": str(self.rows),
            "spellcheck": True,
        }


class Choice(Shown, forms.ChoiceField):
    """One of a few, as radio buttons."""

    component = "radios"
    missing = "Choose an answer to “{label}”."

    def __init__(
        self,
        *,
        label: str,
        choices: Any,
        hint: str = "",
        required: bool = True,
        small: bool = False,
        inline: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, choices=choices, **more)
        self.small, self.inline = small, inline

    def params(self, bound: BoundField) -> dict[str, Any]:
        chosen = bound.value()
        classes = " ".join(
            name
            for name, on in (("govuk-radios--small", self.small), ("govuk-radios--inline", self.inline))
            if on
        )
        return {
            **self.common(bound, legend=True),
            "classes": classes,
            "items": [
                {
                    "value": value,
                    "text": text,
                    "checked": chosen is not None and str(chosen) == value,
                }
                for value, text in _pairs(self)
                if value != ""
            ],
        }


class YesNo(Shown, forms.TypedChoiceField):
    """Yes or no."""

    component = "radios"
    missing = "Choose yes or no for “{label}”."

    def __init__(self, *, label: str, hint: str = "", required: bool = True, **more: Any) -> None:
        super().__init__(
            **self.asked(label, required),
            help_text=hint,
            choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda value: value == "yes",
            empty_value=None,
            **more,
        )

    def params(self, bound: BoundField) -> dict[str, Any]:
        given = bound.value()
        chosen = {True: "yes", False: "no"}.get(given, given)
        return {
            **self.common(bound, legend=True),
            "classes": "govuk-radios--inline",
            "items": [
                {"value": v, "text": t, "checked": chosen == v} for v, t in (("yes", "Yes"), ("no", "No"))
            ],
        }


class Choices(Shown, forms.MultipleChoiceField):
    """Any of several, as tick boxes."""

    component = "checkboxes"
    missing = "Choose at least one answer to “{label}”."

    def __init__(
        self,
        *,
        label: str,
        choices: Any,
        hint: str = "",
        required: bool = True,
        many: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, choices=choices, **more)
        self.many = many
        """So many that they stand small and side by side."""

    def params(self, bound: BoundField) -> dict[str, Any]:
        chosen = {str(value) for value in (bound.value() or [])}
        return {
            **self.common(bound, legend=True),
            "classes": "govuk-checkboxes--small spr-many" if self.many else "",
            "items": [
                {"value": value, "text": text, "checked": value in chosen} for value, text in _pairs(self)
            ],
        }


class Tick(Shown, forms.BooleanField):
    """One box to tick."""

    component = "checkboxes"
    missing = "Tick “{label}” to go on."

    def __init__(self, *, label: str, hint: str = "", required: bool = True, **more: Any) -> None:
        super().__init__(**self.asked(label, required), help_text="", **more)
        self.hint = hint

    def params(self, bound: BoundField) -> dict[str, Any]:
        given = self.common(bound)
        given.pop("label")
        item: dict[str, Any] = {"value": "yes", "text": str(bound.label), "checked": bool(bound.value())}
        if self.hint:
            item["hint"] = {"text": self.hint}
        return {**given, "idPrefix": given["id"], "items": [item]}


class Pick(Shown, forms.ChoiceField):
    """One of many, as a list to pick from."""

    component = "select"
    missing = "Choose an answer to “{label}”."

    def __init__(
        self, *, label: str, choices: Any, hint: str = "", required: bool = True, **more: Any
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, choices=choices, **more)

    def params(self, bound: BoundField) -> dict[str, Any]:
        chosen = str(bound.value() or "")
        nothing = next((text for value, text in _pairs(self) if value == ""), "Choose")
        first = [{"value": "", "text": nothing, "selected": not chosen}]
        return {
            **self.common(bound),
            "items": first
            + [
                {"value": value, "text": text, "selected": value == chosen}
                for value, text in _pairs(self)
                if value != ""
            ],
        }


class Whole(Shown, forms.IntegerField):
    """A whole number."""

    missing = "Enter a number for “{label}”."

    def __init__(self, *, label: str, hint: str = "", required: bool = True, **more: Any) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, **more)
        self.error_messages["invalid"] = f"“{label.rstrip('?:')}” must be a whole number, such as 3."

    def params(self, bound: BoundField) -> dict[str, Any]:
        value = bound.value()
        return {
            **self.common(bound),
            "value": "" if value is None else str(value),
            "inputmode": "numeric",
            "classes": "govuk-input--width-4",
            "autocomplete": "off",
        }


class Upload(Shown, forms.FileField):
    """A file."""

    component = "file"
    missing = "Choose a file for “{label}”."

    def __init__(
        self, *, label: str, hint: str = "", required: bool = True, accept: str = "", **more: Any
    ) -> None:
        super().__init__(**self.asked(label, required), help_text=hint, **more)
        self.accept = accept
        self.error_messages["empty"] = "The file is empty. Check that it was saved, then choose it again."
        self.error_messages["missing"] = self.error_messages["required"]

    def params(self, bound: BoundField) -> dict[str, Any]:
        given = self.common(bound)
        if bound.form.is_bound and bound.data and not bound.errors:
            again = "Please choose the file again. The browser does not keep it."
            given["hint"] = {"text": f"{bound.help_text} {again}".strip()}
        if self.accept:
            given["attributes"] = {"accept": self.accept}
        return given
