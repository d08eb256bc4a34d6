"""Forms of the meetings' pages."""

from __future__ import annotations

from typing import Any

from safeguarding.meetings.models import Attendance, Meeting
from safeguarding.ui import forms


class Hold(forms.Form):
    """A time held in diaries."""

    kind = forms.Choice(label="Which meeting?", choices=Meeting.Kind.choices)
    held_for = forms.Moment(label="When?")
    place = forms.Text(label="Where?", hint="A room, or “video call”.", required=False)


class Move(forms.Form):
    """Another time or place."""

    held_for = forms.Moment(label="When?")
    place = forms.Text(label="Where?", required=False)


class Attends(forms.Form):
    """One person at the meeting."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = forms.Pick(
            label="Who?", choices=[("", "Choose, or type a guest below"), *seats], required=False
        )
        self.fields["guest_name"] = forms.Text(label="Or a guest’s name", required=False)
        self.fields["guest_capacity"] = forms.Text(
            label="The guest’s role and organisation",
            required=False,
            hint="For example: consultant paediatrician, Larkfield.",
        )
        self.fields["there"] = forms.Choice(
            label="Are they there?", choices=[("yes", "There"), ("no", "Sends apologies")], inline=True
        )
        self.fields["apology"] = forms.Text(label="If not: why, and who comes instead", required=False)
        self.fields["interest"] = forms.Choice(
            label="Do they have an interest in this case?",
            required=False,
            choices=[(value, label) for value, label in Attendance.Interest.choices if value],
        )
        self.fields["interest_words"] = forms.Text(label="If so: what is it, in a sentence?", required=False)


class Roll(forms.Form):
    """Everybody who is there without an interest, in one press."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"] = forms.Choices(
            label="Who is there?",
            hint="Ask everybody first whether they or their organisation have an interest in the case. "
            "Tick those "
            "who say no; record the others one by one below.",
            choices=seats,
        )


class ViceChair(forms.Form):
    """Who takes the chair instead."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = forms.Pick(label="Who takes the chair?", choices=[("", "Choose"), *seats])
        self.fields["agreed"] = forms.Text(
            label="How did the three partners agree?", hint="For example: by e-mail on Monday."
        )


class Close(forms.Form):
    """Closing a meeting."""

    safety_check = forms.LongText(
        label="How is every child safe now, brothers and sisters included, and who sees to it?",
        required=False,
        rows=4,
    )
    written_positions = forms.LongText(
        label="If the quorum is not there: the written positions",
        hint="Who sent what. Or leave this empty and meet again within one working day.",
        required=False,
        rows=3,
    )
    reconvene_for = forms.Moment(label="Or: meet again on", required=False)
    notes = forms.LongText(label="Notes", required=False, rows=4)
