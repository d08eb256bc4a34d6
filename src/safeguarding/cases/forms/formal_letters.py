"""Forms for formal letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from safeguarding.cases.models import FormalLetter
from safeguarding.documents.models import Document
from safeguarding.people.models import Seat
from safeguarding.statute.letters import BY_HAND, RULES, Means, Party
from safeguarding.ui import forms
from safeguarding.ui.words import long_date

Choices = list[tuple[str, str]]
MEANS = [(m.value, m.label) for m in Means]
NOBODY = ("", "The partnership manager")
NOT_ONE = ("", "It answers none of these")


def parties(*, case: bool) -> Choices:
    """With whom there are letters; a family's belong to a case."""
    return [(p.value, p.label) for p in Party if case or p is not Party.FAMILY]


def matters(*, case: bool) -> Choices:
    """What letters are about."""
    return [(m.value, m.label) for m in BY_HAND if case or RULES[m].whom != {Party.FAMILY}]


def described(letters: Iterable[FormalLetter]) -> Choices:
    """Entries to choose from, each by what it is about, with whom and when."""
    return [
        (str(one.pk), f"{one.get_matter_display()}: {one.get_party_display()}, {long_date(one.on)}")
        for one in letters
    ]


class Filter(forms.Form):
    party = forms.Pick(label="With whom?", choices=[], required=False)

    def __init__(self, *args: Any, among: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["party"].choices = [("", "Everybody"), *among]  # type: ignore[attr-defined]


class Begin(forms.Form):
    """To whom, and about what: asked first, so that the letter is offered half written."""

    party = forms.Pick(label="To whom?", choices=[])
    matter = forms.Pick(label="About what?", choices=[])

    def __init__(self, *args: Any, case: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["party"].choices = parties(case=case)  # type: ignore[attr-defined]  # a field of choices
        self.fields["matter"].choices = matters(case=case)  # type: ignore[attr-defined]  # a field of choices


class Write(forms.Form):
    """The letter."""

    name = forms.Text(label="Who is it to?", max_length=200)
    address = forms.LongText(label="Their address", hint="As on an envelope.", rows=4, required=False)
    salutation = forms.Text(label="How does it begin?", max_length=120)
    body = forms.LongText(
        label="What does it say?",
        hint="Leave an empty line between paragraphs. Fill in, or take out, what stands in square brackets.",
        rows=16,
    )
    closing = forms.LongText(label="Who signs it?", rows=5)


class SendIt(forms.Form):
    """When and how it went."""

    on = forms.Date(label="When was it sent?")
    means = forms.Choice(label="How?", choices=MEANS)
    reply_by = forms.Date(
        label="By when did you ask for an answer?", required=False, hint="Leave empty if you asked for none."
    )


class Note(forms.Form):
    """A letter that went another way, or one that came."""

    party = forms.Pick(label="With whom?", choices=[])
    name = forms.Text(
        label="Their name",
        max_length=200,
        required=False,
        hint="A person or an organisation, if the answer above does not say it.",
    )
    matter = forms.Pick(label="What is it about?", choices=[])
    on = forms.Date(label="When did it come?")
    means = forms.Choice(label="How?", choices=MEANS)
    words = forms.LongText(label="What does it say, or ask?", rows=5)
    answers = forms.Pick(label="Does it answer a letter?", choices=[], required=False)
    file = forms.Upload(label="The letter itself", required=False)
    awaits = forms.Choice(label="Is an answer owed?", choices=[("yes", "Yes"), ("no", "No")])
    reply_by = forms.Date(
        label="By when?",
        hint="The day that the letter states. Leave empty if it states none.",
        required=False,
    )
    answerer = forms.Pick(label="Who sees to the answer?", choices=[NOBODY], required=False)

    def __init__(
        self,
        *args: Any,
        came: bool,
        case: bool,
        letters: list[FormalLetter],
        seats: list[Seat],
        papers: list[Document],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["party"].choices = parties(case=case)  # type: ignore[attr-defined]  # a field of choices
        self.fields["matter"].choices = matters(case=case)  # type: ignore[attr-defined]  # a field of choices
        if not came:
            self.fields["on"].label = "When was it sent?"
            self.fields["awaits"].label = "Did you ask for an answer?"
            del self.fields["answerer"]
        else:
            self.fields["answerer"].choices = [NOBODY, *_people(seats)]  # type: ignore[attr-defined]
        if letters:
            self.fields["answers"].choices = [NOT_ONE, *described(letters)]  # type: ignore[attr-defined]
        else:
            del self.fields["answers"]
        if papers and not came:
            self.fields["enclosed"] = forms.Pick(
                label="Which paper of the case went with it?",
                choices=[
                    ("", "None"),
                    *((one.reference, f"{one.title}, version {one.version}") for one in papers),
                ],
                required=False,
            )


class ReplyBy(forms.Form):
    """By when, by whom, and why."""

    reply_by = forms.Date(label="By when is an answer owed?")
    answerer = forms.Pick(label="Who sees to it?", choices=[NOBODY], required=False)
    why = forms.LongText(label="Why?", hint="Who agreed to it, for example.", rows=2)

    def __init__(self, *args: Any, seats: list[Seat], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answerer"].choices = [NOBODY, *_people(seats)]  # type: ignore[attr-defined]


class NotNeeded(forms.Form):
    why = forms.LongText(label="Why is no answer needed?", rows=2)


class Correct(forms.Form):
    """What was noted wrongly."""

    name = forms.Text(label="Their name", max_length=200, required=False)
    on = forms.Date(label="When did it go or come?")
    means = forms.Choice(label="How?", choices=MEANS)
    words = forms.LongText(label="What does it say?", rows=5)
    why = forms.LongText(label="What was wrong?", rows=2)


def _people(seats: Iterable[Seat]) -> Choices:
    return [(str(seat.pk), f"{seat.person.name}, {seat.get_role_display()}") for seat in seats]


def chosen(value: str, among: Iterable[Any], key: str = "pk") -> Any:
    """What a choice means; None for none."""
    return next((one for one in among if str(getattr(one, key)) == value), None)
