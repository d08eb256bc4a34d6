"""What the pages of this room ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from safeguarding.chronology.actions import Decision
from safeguarding.chronology.actions.giving import said_date
from safeguarding.chronology.columns import MEANINGS
from safeguarding.chronology.models import HANDLING, Event, Pair, Taken
from safeguarding.chronology.writing_out import FORMS
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Handling, Theme
from safeguarding.ui import forms

ACCEPT = ".docx,.xlsx,.csv,.txt"


class Press(forms.Form):
    """Nothing is asked but the press of a button."""


class GiveFile(forms.Form):
    """A chronology as the agency has it."""

    file = forms.Upload(
        label="Your chronology",
        hint="A Word document (.docx), an Excel workbook (.xlsx) or a CSV file. It stays as it is; we read a "
        "copy, and you see what we read before anything is used.",
        accept=ACCEPT,
    )
    handling = forms.Choice(
        label="Who may read it?",
        choices=HANDLING,
        small=True,
        initial=Handling.SHAREABLE.value,
        hint="You can mark single events otherwise afterwards.",
    )
    replaces = forms.Pick(label="Does it take the place of one you gave before?", choices=[], required=False)

    def __init__(
        self,
        *args: Any,
        before: Sequence[tuple[str, str]] = (),
        agencies: Sequence[tuple[str, str]] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["replaces"].choices = [("", "No, it is new"), *before]  # type: ignore[attr-defined]  # has choices
        if not before:
            del self.fields["replaces"]
        if agencies is not None:
            self.fields["file"].label = "Their chronology"
            self.fields = {
                "agency": forms.Pick(label="Whose chronology is it?", choices=[("", "Choose"), *agencies]),
                **self.fields,
            }


class TypeEvent(forms.Form):
    """One event, typed."""

    date_text = forms.Text(
        label="When did it happen?",
        hint="As you would write it: 5 March 2026, about March 2026, 3 to 5 May 2026, or “not known”.",
        width="govuk-input--width-20",
        max_length=100,
    )
    time_text = forms.Text(
        label="At what time?", required=False, width="govuk-input--width-5", max_length=20, hint="Like 14:30."
    )
    text = forms.LongText(label="What happened?", rows=4, max_length=10_000)
    source = forms.Text(label="Where is it recorded?", required=False, hint="For example: case notes.")
    handling = forms.Choice(
        label="Who may read it?", choices=HANDLING, small=True, initial=Handling.SHAREABLE.value
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if agencies is not None:
            self.fields = {
                "agency": forms.Pick(label="Which agency recorded it?", choices=[("", "Choose"), *agencies]),
                **self.fields,
            }

    def clean_date_text(self) -> str:
        """A date that can be read, or the sentence that says why not."""
        return _readable(str(self.cleaned_data["date_text"]))


def _readable(words: str) -> str:
    try:
        said_date(words, timezone.localdate())
    except NotAllowed as no:
        raise ValidationError(f"{no.refused.sentence} {no.refused.mend}") from None
    return words


class Columns(forms.Form):
    """Which column of each table is what."""

    says_optional = False

    def __init__(self, *args: Any, matched: Sequence[Mapping[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.matched = matched
        for number, table in enumerate(matched):
            for title, column, means in table["columns"]:
                self.fields[f"{number}_{column}"] = forms.Pick(
                    label=f"“{title}” is",
                    choices=[("", "kept under its own title"), *MEANINGS.items()],
                    required=False,
                    initial=means,
                )

    @property
    def tables(self) -> list[dict[str, Any]]:
        """Each table with its questions, for the page."""
        return [
            {
                "name": table["name"],
                "fields": [self[f"{number}_{column}"] for _, column, _ in table["columns"]],
            }
            for number, table in enumerate(self.matched)
        ]

    @property
    def wishes(self) -> dict[int, dict[int, str]]:
        """What was said that the columns are."""
        return {
            number: {
                column: name
                for _, column, _ in table["columns"]
                if (name := self.cleaned_data.get(f"{number}_{column}"))
            }
            for number, table in enumerate(self.matched)
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number, table in enumerate(self.matched):
            columns = [column for _, column, _ in table["columns"]]
            chosen = [said.get(f"{number}_{column}") for column in columns]
            first = f"{number}_{columns[0]}" if columns else None
            if chosen.count("date") != 1:
                self.add_error(first, f"In {table['name']}, one column is the date.")
            elif "event" not in chosen:
                self.add_error(first, f"In {table['name']}, a column says what happened.")
        return said


class Settle(forms.Form):
    """A decision for each of several doubtful rows; those left alone wait."""

    says_optional = False

    def __init__(self, *args: Any, events: Sequence[Event], **more: Any) -> None:
        super().__init__(*args, **more)
        self.events = events
        for event in events:
            answers = [
                (value, label)
                for value, label in Event.Settled.choices
                if value != Event.Settled.RIGHT or event.said["read"]["earliest"]
            ]
            self.fields[f"settled_{event.number}"] = forms.Choice(
                label=f"What is right for event {event.number}?",
                choices=answers,
                required=False,
                small=True,
                initial=event.settled,
            )
            self.fields[f"date_{event.number}"] = forms.Text(
                label=f"The date of event {event.number}",
                only_if=(f"settled_{event.number}", Event.Settled.DATED.value),
                max_length=100,
                width="govuk-input--width-20",
                hint="For example 5 March 2026, or about March 2026.",
                initial=event.settled_date,
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for event in self.events:
            name = f"date_{event.number}"
            if said.get(f"settled_{event.number}") == Event.Settled.DATED and said.get(name):
                try:
                    _readable(said[name])
                except ValidationError as problem:
                    self.add_error(name, problem)
        return said

    @property
    def decisions(self) -> list[Decision]:
        """What was decided, for the rows that were not left alone."""
        return [
            Decision(event.number, settled, self.cleaned_data.get(f"date_{event.number}") or "")
            for event in self.events
            if (settled := self.cleaned_data.get(f"settled_{event.number}"))
        ]


class Mark(forms.Form):
    """How far some events may go."""

    numbers = forms.Choices(label="Which events?", choices=[])
    mark = forms.Choice(label="Who may read them?", choices=HANDLING, small=True)

    def __init__(self, *args: Any, numbers: Sequence[int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["numbers"].choices = [(str(one), f"Event {one}") for one in numbers]  # type: ignore[attr-defined]  # has choices
        self.fields["numbers"].error_messages["required"] = "Tick at least one event in the table."


class Withdraw(forms.Form):
    """Taking a chronology back."""

    why = forms.Text(label="Why do you take it back?", hint="For example: the wrong file.", max_length=300)


class Look(forms.Form):
    """What to look for in the composite."""

    says_optional = False
    agency = forms.Pick(label="Agency", choices=[], required=False)
    person = forms.Pick(label="Who is named", choices=[], required=False)
    theme = forms.Pick(
        label="Theme", choices=[("", "Any"), *((one.value, one.label) for one in Theme)], required=False
    )
    weight = forms.Pick(
        label="Weight",
        choices=[("", "Any"), *((str(value), label) for value, label in Event.Weight.choices)],
        required=False,
    )
    seen = forms.Pick(label="Child seen", choices=[("", "Any"), *Event.Seen.choices], required=False)
    since = forms.Text(label="From year", required=False, width="govuk-input--width-4", inputmode="numeric")
    until = forms.Text(label="To year", required=False, width="govuk-input--width-4", inputmode="numeric")
    doubtful = forms.Tick(label="Only doubtful dates", required=False)

    def __init__(
        self, *args: Any, agencies: Mapping[int, str], people: Mapping[int, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, known in (("agency", agencies), ("person", people)):
            self.fields[name].choices = [("", "Any"), *((str(key), words) for key, words in known.items())]  # type: ignore[attr-defined]  # has choices

    def clean_since(self) -> date | None:
        """The first day of the year."""
        year = _year(self.cleaned_data["since"])
        return date(year, 1, 1) if year else None

    def clean_until(self) -> date | None:
        """The last day of the year."""
        year = _year(self.cleaned_data["until"])
        return date(year, 12, 31) if year else None


def _year(words: str) -> int | None:
    words = words.strip()
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and 1900 <= int(words) <= 2100):
        raise ValidationError("A year has four figures, such as 2025.")
    return int(words)


class Judge(forms.Form):
    """Whether two records are of one event."""

    judged = forms.Choice(label="Are they one event?", choices=Pair.Judged.choices, small=True, inline=True)
    words = forms.Text(
        label="Where do the accounts differ?", only_if=("judged", Pair.Judged.CONFLICT.value), max_length=500
    )


class Remark(forms.Form):
    """What an event means for the review."""

    says_optional = False
    weight = forms.Choice(
        label="How much does it weigh?",
        choices=[(str(value), label) for value, label in Event.Weight.choices],
        required=False,
        small=True,
    )
    seen = forms.Choice(
        label="Was the child seen?",
        choices=[*Event.Seen.choices, ("", "Not said")],
        required=False,
        small=True,
    )
    voice = forms.LongText(
        label="The child’s voice: what they said, showed or could not say", required=False, rows=3
    )
    comment = forms.LongText(label="Comment", required=False, rows=3)
    themes = forms.Choices(
        label="Themes", choices=[(one.value, one.label) for one in Theme], required=False, many=True
    )
    episode = forms.Pick(label="Key practice episode", choices=[], required=False)

    def __init__(self, *args: Any, episodes: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["episode"].choices = [("", "None"), *episodes.items()]  # type: ignore[attr-defined]  # has choices


class NameEpisode(forms.Form):
    """A key practice episode."""

    title = forms.Text(label="What is the episode called?", hint="For example: the discharge in May.")


class Allow(forms.Form):
    """What an agency said when it was asked."""

    words = forms.Text(label="Who at the agency agreed, and when?", max_length=300)


class Rule(forms.Form):
    """Whether a way of writing means somebody of the case."""

    means = forms.YesNo(label="Is it they?")


class Take(forms.Form):
    """Taking the chronology away as a file."""

    purpose = forms.Choice(label="What is it for?", choices=Taken.Purpose.choices)
    whom = forms.Text(
        label="Who gets it?",
        hint="The person and their organisation.",
        only_if=("purpose", Taken.Purpose.DISCLOSURE.value),
        max_length=300,
    )
    form = forms.Choice(label="As what?", choices=list(FORMS.items()), small=True, initial="docx")
    named = forms.Choice(
        label="Names",
        choices=[("no", "With pseudonyms"), ("yes", "With names as the agencies wrote them")],
        small=True,
        initial="no",
    )

    def __init__(self, *args: Any, may_name: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not may_name:
            self.fields["named"].choices = [("no", "With pseudonyms")]  # type: ignore[attr-defined]  # has choices
