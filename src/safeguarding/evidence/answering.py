"""The forms in which a return is answered: one question a page, or all that came back in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms as django_forms
from django.forms.boundfield import BoundField
from django.utils.text import Truncator

from safeguarding.evidence.actions.writing import Said
from safeguarding.evidence.questions import ENTRIES, How, Part, Question
from safeguarding.evidence.word_back import Filled
from safeguarding.evidence.wording import who_may_read
from safeguarding.statute.terms import Handling
from safeguarding.ui import forms

MANY = 8
LATER = "later"


@dataclass(frozen=True)
class Slots:
    """The fields of one question in a form: its one text, or its parts, once for each entry."""

    question: Question
    entries: int = 1
    prefix: str = ""

    @property
    def nothing(self) -> str:
        """The name of the tick that there is nothing to say."""
        return f"{self.prefix}nothing"

    def name(self, number: int, part: Part) -> str:
        """The name of one part's field."""
        return f"{self.prefix}{number}_{part.key}"

    def fields(self) -> dict[str, django_forms.Field]:
        """The fields, in order. What is needed is for `check` to say: a form can be kept half done."""
        if not self.question.parts:
            return {
                f"{self.prefix}text": forms.LongText(
                    label=self.question.ask, rows=10, max_length=20_000, required=False
                )
            }
        found: dict[str, django_forms.Field] = {
            self.name(number, part): _field(part)
            for number in range(self.entries)
            for part in self.question.parts
        }
        if self.question.nothing:
            found[self.nothing] = forms.Tick(
                label=f"Nothing to say here: “{self.question.nothing}”", required=False
            )
        return found

    def initial(self, text: str, said: object) -> dict[str, Any]:
        """What the fields hold when first shown."""
        if not self.question.parts:
            return {f"{self.prefix}text": text}
        entries = self.question.entries(said)
        found: dict[str, Any] = {
            self.name(number, part): entry.get(part.key)
            for number, entry in enumerate(entries[: self.entries])
            for part in self.question.parts
        }
        return {**found, self.nothing: not entries and bool(text)}

    def entered(self, cleaned: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
        """The entries that say something, each with its place in the form."""
        found = []
        for number in range(self.entries):
            entry = {part.key: cleaned.get(self.name(number, part)) for part in self.question.parts}
            entry = {key: value for key, value in entry.items() if value}
            if entry:
                found.append((number, entry))
        return found

    def said(self, cleaned: Mapping[str, Any]) -> object:
        """What was said to the parts, as it is kept; nothing where there is nothing to say."""
        entries = [entry for _, entry in self.entered(cleaned)]
        if not entries:
            return None
        return entries if self.question.entry else entries[0]

    def check(self, form: forms.Form, *, whole: bool) -> None:
        """Note on the form what contradicts itself, and, where it is to be whole, what is missing."""
        said, question = form.cleaned_data, self.question
        if not question.parts:
            if whole and not said.get(f"{self.prefix}text"):
                form.add_error(
                    f"{self.prefix}text",
                    f"Write an answer. If there is nothing to say, write “{question.nothing}”",
                )
            return
        entries, nothing = self.entered(said), said.get(self.nothing)
        if nothing and entries:
            form.add_error(self.nothing, "You ticked this, and there is an answer too. Keep one of the two.")
        elif whole and not entries and not nothing:
            first = self.name(0, question.parts[0])
            tick = f", or tick “{question.nothing}”" if question.nothing else ""
            form.add_error(first, f"Answer “{question.parts[0].label.rstrip('?')}”{tick}.")
        for number, entry in entries if whole else ():
            for part in question.parts:
                if part.needed and not entry.get(part.key):
                    which = f" for {question.entry} {number + 1}" if question.entry else ""
                    form.add_error(self.name(number, part), f"Answer “{part.label.rstrip('?')}”{which}.")

    def blocks(self, form: forms.Form) -> list[dict[str, Any]]:
        """The fields as they stand on the page: by entry, with a title where there are several."""
        if not self.question.parts:
            return [{"title": "", "fields": [form[f"{self.prefix}text"]]}]
        found = []
        for number in range(self.entries):
            fields = [form[self.name(number, part)] for part in self.question.parts]
            found.append(
                {
                    "title": f"{self.question.entry.capitalize()} {number + 1}"
                    if self.question.entry
                    else "",
                    "fields": fields,
                    "said": Truncator(str(fields[0].value() or "")).chars(70) if self.entries > 1 else "",
                    "wrong": any(one.errors for one in fields),
                }
            )
        return found

    def came(self, form: forms.Form) -> str:
        """What the fields say, as plain text."""
        if not self.question.parts:
            return str(form[f"{self.prefix}text"].value() or "").strip()
        values = {name: form[name].value() for name in form.fields if name.startswith(self.prefix)}
        said = self.said(values)
        if said is None:
            return self.question.nothing if values.get(self.nothing) else ""
        return self.question.words(said)

    def tick(self, form: forms.Form) -> BoundField | None:
        """The tick that there is nothing to say, where the question has one."""
        return form[self.nothing] if self.nothing in form.fields else None


def _field(part: Part) -> django_forms.Field:
    label = part.label if part.needed else f"{part.label} (optional)"
    if part.how is How.LINE:
        return forms.Text(label=label, hint=part.hint, max_length=300, required=False)
    if part.how is How.ONE:
        return forms.Choice(label=label, hint=part.hint, choices=part.options, required=False)
    if part.how is How.SOME:
        return forms.Choices(
            label=label, hint=part.hint, choices=part.options, required=False, many=len(part.options) > MANY
        )
    return forms.LongText(label=label, hint=part.hint, rows=5, max_length=20_000, required=False)


def entries_in(names: Iterable[str]) -> int:
    """How many entries a form that was sent has, by the names of its fields."""
    numbers = [int(found[1]) for name in names if (found := re.match(r"(\d{1,2})_", name))]
    return min(max(numbers, default=0) + 1, ENTRIES)


class Answer(forms.Form):
    """One question of the short return or of a report."""

    says_optional = False
    seen = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, form: str, entries: int = 1, **more: Any) -> None:
        self.slots = Slots(question, entries)
        super().__init__(*args, **more)
        fields = self.slots.fields()
        if not question.parts:
            fields["text"].help_text = f"If there is nothing to say, write “{question.nothing}”"
        self.fields.update(fields)
        self.fields["handling"] = forms.Choice(
            label="Who may read this answer?",
            choices=who_may_read(form),
            initial=Handling.SHAREABLE.value,
            small=True,
            hint="Nobody outside your organisation reads it before it is released.",
        )

    @classmethod
    def remembering(cls, typed: Mapping[str, Any], *args: Any, **kwargs: Any) -> Self:
        """As it was being typed; an entry that was not on that page yet stays as it is kept."""
        kept = dict(kwargs.get("initial") or {})
        form = super().remembering(typed, *args, **kwargs)
        if typed:
            for number in range(entries_in(typed), form.slots.entries):
                for part in form.slots.question.parts:
                    name = form.slots.name(number, part)
                    form.initial[name] = kept.get(name)
        return form

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.slots.check(self, whole=self.data.get("then") != LATER)
        return said

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The question's fields, by entry."""
        return self.slots.blocks(self)

    @property
    def tick(self) -> BoundField | None:
        """The tick that there is nothing to say."""
        return self.slots.tick(self)

    @property
    def answer(self) -> dict[str, Any]:
        """The answer as the act takes it."""
        said = self.cleaned_data
        return {
            "text": said.get("text", ""),
            "said": self.slots.said(said),
            "nothing": bool(said.get(self.slots.nothing)),
            "handling": said["handling"],
            "seen": said["seen"],
        }


class FilledIn(forms.Form):
    """The Word form, filled in."""

    file = forms.Upload(
        label="The form that you filled in", hint="The Word document (.docx) from this page.", accept=".docx"
    )


class FromForm(forms.Form):
    """Every answer that came back in the form, to be looked through and kept at once."""

    says_optional = False

    def __init__(
        self,
        *args: Any,
        slots: Sequence[Slots],
        form: str,
        filled: Mapping[str, Filled],
        kept: Mapping[str, Mapping[str, Any]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.slots = slots
        for one in slots:
            key = one.question.key
            said = filled.get(key, Filled("", Handling.SHAREABLE.value))
            self.fields.update(one.fields())
            self.initial.update(one.initial(said.text, said.said))
            self.fields[f"handling_{key}"] = forms.Pick(
                label=f"Who may read the answer about “{one.question.title.lower()}”?",
                choices=who_may_read(form),
                initial=Handling.strictest([said.handling, str(kept.get(key, {}).get("handling", ""))]).value,
            )
            self.fields[f"seen_{key}"] = django_forms.IntegerField(
                initial=int(kept.get(key, {}).get("times", 0)),
                required=False,
                widget=django_forms.HiddenInput,
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for one in self.slots:
            one.check(self, whole=False)
        return said

    @property
    def answers(self) -> dict[str, Said]:
        """The answers that say something."""
        found = {}
        for one in self.slots:
            key, cleaned = one.question.key, self.cleaned_data
            text, said = cleaned.get(f"{one.prefix}text", "").strip(), one.said(cleaned)
            if text or said or cleaned.get(one.nothing):
                seen = cleaned.get(f"seen_{key}") or 0
                nothing = bool(cleaned.get(one.nothing))
                found[key] = Said(text, cleaned[f"handling_{key}"], seen, said, nothing)
        return found
