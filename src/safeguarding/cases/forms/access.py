"""Forms about who may see a case: letting in, sealing, interests, walls, stand-ins and emergencies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from safeguarding.cases.models import EmergencyOpening, Interest
from safeguarding.cases.models.interest import THEIRS
from safeguarding.people.models import Seat
from safeguarding.ui import forms


class _OfSeats(forms.Form):
    """A form whose field `among` is chosen from seats, shown by name and capacity."""

    among = "seat"
    by_person = False

    def __init__(self, *args: Any, seats: Iterable[Seat], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields[self.among].choices = [  # type: ignore[attr-defined]  # a field of choices
            (
                str(seat.person_id if self.by_person else seat.pk),
                f"{seat.person.name}, {seat.capacity_on(today)}",
            )
            for seat in seats
        ]


class GiveAccess(_OfSeats):
    seat = forms.Pick(label="Who?", choices=[])
    reason = forms.Text(label="Why do they need this case?")
    until = forms.Date(label="Until when?", required=False)


class Why(forms.Form):
    reason = forms.LongText(label="Why?", rows=3)


class Seal(_OfSeats):
    among = "named"
    named = forms.Choices(
        label="Who may still open it?",
        hint="You stay named yourself, so that somebody can let others in later.",
        choices=[],
        required=False,
    )
    reason = forms.LongText(
        label="Why is it sealed?", hint="For example: a child of somebody who works here.", rows=3
    )


class DeclareInterest(forms.Form):
    kind = forms.Choice(label="What is the interest?", choices=Interest.Kind.choices)
    words = forms.LongText(label="In a sentence", hint="No detail about the child is needed.", rows=3)


class NoteInterest(_OfSeats):
    among = "person"
    by_person = True
    person = forms.Pick(label="Whose interest is it?", choices=[])
    kind = forms.Choice(label="What is their interest?", choices=list(THEIRS.items()))
    words = forms.LongText(label="How do you know, in a sentence?", rows=3)


class Rule(forms.Form):
    walled = forms.Choice(
        label="May this person see the case?",
        choices=[
            ("yes", "No: keep the case from them"),
            ("no", "Yes: the interest does not stand in the way"),
        ],
    )
    ruling = forms.LongText(label="Why?", rows=3)


class KeepApart(_OfSeats):
    among = "person"
    by_person = True
    person = forms.Pick(label="Who?", choices=[])
    reason = forms.LongText(label="Why?", hint="It stays on the record of the case.", rows=3)


class NameStandIn(_OfSeats):
    seat = forms.Choice(label="Who decides for the partner in this case?", choices=[])
    why = forms.LongText(
        label="Why can this person speak for the partner?",
        hint="They speak with authority, commit the organisation and can hold it to account.",
        rows=3,
    )


class OpenInEmergency(forms.Form):
    reference = forms.Text(
        label="Which case?",
        hint="Its reference, for example from whoever rang you.",
        width="govuk-input--width-10",
    )
    reason = forms.LongText(label="What is the emergency?", rows=4)


class ReviewOpening(forms.Form):
    finding = forms.Choice(label="Was it needed?", choices=EmergencyOpening.Finding.choices)
    words = forms.LongText(label="What did you find?", rows=3)
