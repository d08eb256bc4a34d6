"""Forms of the meetings' pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms as django_forms

from safeguarding.cases.forms.leaving import Leave
from safeguarding.cases.packs import Offer
from safeguarding.meetings.actions import HELD, Typed
from safeguarding.meetings.models import AgendaItem, Attendance
from safeguarding.people.models import MAILBOX_ROLES, Agency, Seat
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.terms import Partner, Role
from safeguarding.ui import forms

GROUP_INTERESTS = [
    (Attendance.Interest.NONE.value, "No"),
    (Attendance.Interest.ORGANISATIONAL.value, "Yes: they step out for that item"),
]
PLACE = "A room, or “video call”. It goes into diaries, so name nobody."


class Hold(forms.Form):
    """A time held in diaries."""

    held_for = forms.Moment(label="When?")
    place = forms.Text(label="Where?", hint=PLACE, required=False)


class HoldOnCase(Hold):
    """The same for a meeting about a case, of one of the kinds that can be held now."""

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {"kind": forms.Choice(label="Which meeting?", choices=kinds)}
        self.fields = asked | self.fields


class Move(forms.Form):
    """Another time or place."""

    held_for = forms.Moment(label="When?")
    place = forms.Text(label="Where?", hint=PLACE, required=False)


class Attends(forms.Form):
    """One person at the meeting."""

    def __init__(
        self, *args: Any, seats: list[tuple[str, str]], of_group: bool = False, **kwargs: Any
    ) -> None:
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
            label="Do they have an interest in an item?"
            if of_group
            else "Do they have an interest in this case?",
            required=False,
            choices=GROUP_INTERESTS
            if of_group
            else [(value, label) for value, label in Attendance.Interest.choices if value],
        )
        self.fields["interest_words"] = forms.Text(label="If so: what is it, in a sentence?", required=False)


class Roll(forms.Form):
    """Everybody who is there without an interest, in one press."""

    def __init__(
        self, *args: Any, seats: list[tuple[str, str]], of_group: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        what = "anything on the agenda" if of_group else "the case"
        self.fields["seats"] = forms.Choices(
            label="Who is there?",
            hint=f"Ask everybody first whether they or their organisation have an interest in {what}. "
            "Tick those who say no; record the others one by one below.",
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


class Decide(forms.Form):
    """A decision of the meeting itself."""

    words = forms.LongText(
        label="What was decided?", hint="One sentence, as it should be read aloud.", rows=2
    )
    reasons = forms.LongText(label="Why?", rows=3)
    options = forms.LongText(
        label="What else was weighed?", hint="One on each line. Leave it empty if nothing was.",
        required=False, rows=3,
    )  # fmt: skip

    def __init__(
        self, *args: Any, partners: Sequence[Partner], earlier: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners
        for partner in partners:
            self.fields[f"held_{partner}"] = forms.Choice(
                label=f"{partner.label}: what did they hold?", choices=list(HELD.items()), inline=True,
                required=False,
            )  # fmt: skip
        self.fields["dissent"] = forms.LongText(
            label="If somebody did not agree: who, and why?", required=False, rows=2
        )
        self.fields["conditions"] = forms.LongText(label="On which conditions?", required=False, rows=2)
        self.fields["review_on"] = forms.Date(
            label="When is it looked at again?",
            hint="Leave it empty if it is not. On that day it waits in your work.",
            required=False,
        )
        if earlier:
            self.fields["instead_of"] = forms.Pick(
                label="Does it take the place of an earlier decision?", choices=[("", "No"), *earlier],
                required=False,
            )  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the act wants it."""
        typed = self.cleaned_data
        return {
            "words": typed["words"],
            "reasons": typed["reasons"],
            "options": typed["options"].splitlines(),
            "held": {one: typed[f"held_{one}"] for one in self.partners if typed[f"held_{one}"]},
            "dissent": typed["dissent"],
            "conditions": typed["conditions"],
            "review_on": typed["review_on"],
            "instead_of": int(typed["instead_of"]) if typed.get("instead_of") else None,
        }


class CloseOfGroup(forms.Form):
    """Closing a meeting of the group."""

    written_positions = forms.LongText(
        label="If the quorum is not there: the written positions",
        hint="Who sent what. Or leave this empty and meet again.",
        required=False,
        rows=3,
    )
    reconvene_for = forms.Moment(label="Or: meet again on", required=False)
    notes = forms.LongText(label="Notes", required=False, rows=4)


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


class Minutes(forms.Form):
    """What came of each item of an agenda; once the meeting is closed, only its words."""

    says_optional = False

    def __init__(self, *args: Any, items: Sequence[AgendaItem], closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.closed = list(items), closed
        for item in self.items:
            self.fields.update(self._asked(item))

    def _asked(self, item: AgendaItem) -> dict[str, django_forms.Field]:
        n, title = item.number, item.title
        came = forms.LongText(label=f"What came of it: {title}", required=False, rows=2, initial=item.words)
        came.silent = True
        words: dict[str, django_forms.Field] = {
            f"words_{n}": came,
            f"version_{n}": django_forms.IntegerField(
                widget=django_forms.HiddenInput, initial=item.version, min_value=0
            ),
        }
        if self.closed:
            return words
        when = (f"state_{n}", AgendaItem.State.DEFERRED.value)
        return words | {
            f"state_{n}": forms.Pick(
                label="Is it settled?",
                choices=[("", "Not yet"), ("done", "Dealt with"), ("deferred", "Deferred")],
                required=False,
                initial="" if item.state == AgendaItem.State.OPEN else item.state,
            ),
            f"to_{n}": forms.Date(
                label=f"Deferred to when? {title}", required=False, only_if=when, initial=item.deferred_to
            ),
            f"because_{n}": forms.Text(
                label=f"Deferred why? {title}", required=False, only_if=when, initial=item.because
            ),
        }

    @property
    def typed(self) -> list[Typed]:
        """What was typed, item by item."""
        return [self._typed(item) for item in self.items]

    def _typed(self, item: AgendaItem) -> Typed:
        said, n = self.cleaned_data, item.number
        state = item.state if self.closed else said[f"state_{n}"] or AgendaItem.State.OPEN.value
        return Typed(
            number=n,
            version=said[f"version_{n}"],
            words=said[f"words_{n}"],
            state=state,
            deferred_to=said.get(f"to_{n}", item.deferred_to),
            because=said.get(f"because_{n}", item.because) or "",
        )

    def take_in_what_changed(self) -> None:
        """Sent again after a refusal, the form knows what others have written since."""
        self.resend({f"version_{item.number}": str(item.version) for item in self.items})


class AddItem(forms.Form):
    """One more item."""

    title = forms.Text(label="What else is to be talked about?", max_length=200)


class AddMember(forms.Form):
    """Who belongs to the group, how, and for how long."""

    def __init__(self, *args: Any, seats: Sequence[Seat], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        named = [(key, f"{s.person.name}, {s.capacity_on(today)}") for key, s in self.seats.items()]
        self.fields["seat"] = forms.Pick(
            label="Who?", choices=named, hint="Everybody with a seat that can have a place in the group."
        )
        self.fields["kind"] = forms.Choice(
            label="How do they belong to the group?", choices=[(k.value, k.label) for k in MemberKind]
        )
        self.fields["since"] = forms.Date(label="From when?")
        self.fields["until"] = forms.Date(
            label="Until when?",
            required=False,
            hint="The last day of their term. Leave it open where there is none.",
        )
        self.fields["inducted_on"] = forms.Date(
            label="When were they shown how the group works?",
            required=False,
            hint="Leave it open if not yet.",
        )


class AskSenior(forms.Form):
    """Whom of the member's own agency to ask."""

    def __init__(self, *args: Any, seats: Sequence[Seat], today: date, typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        named = [(key, f"{s.person.name}, {s.capacity_on(today)}") for key, s in self.seats.items()]
        self.fields["senior"] = forms.Pick(label="Who confirms them?", choices=named, required=False)
        if typed:
            self.fields["senior_name"] = forms.Text(label="Or somebody else: their name", required=False)
            self.fields["senior_email"] = forms.Text(
                label="Their work e-mail address",
                required=False,
                inputmode="email",
                hint="Check it with the agency. A link and a code go there, for this one answer.",
            )


class Inducted(forms.Form):
    """The day on which somebody was shown how the group works."""

    inducted_on = forms.Date(label="When were they shown how the group works?")


class RenewTerm(forms.Form):
    """A later last day."""

    renew_until = forms.Date(label="New last day", required=False, hint="Leave it open where there is none.")


class EndMember(forms.Form):
    """The last day, and why."""

    last_day = forms.Date(label="What is their last day in the group?", hint="Yesterday ends it at once.")
    why = forms.Text(label="Why does it end?", max_length=300)


class MoveSeat(Leave):
    """To which agency somebody moves, in which capacity, and when; who takes on what waits for them."""

    def __init__(self, *args: Any, agencies: Sequence[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        named = [(key, agency.name_on(today)) for key, agency in self.agencies.items()]
        roles = sorted(
            (r for r in Role if r not in MAILBOX_ROLES or r is Role.AGENCY_CONTACT),
            key=lambda role: role.label,
        )
        self.fields["agency"] = forms.Pick(label="To which agency do they move?", choices=named)
        self.fields["role"] = forms.Pick(
            label="In what capacity will they act there?", choices=[(r.value, r.label) for r in roles]
        )
        self.fields["post"] = forms.Text(label="Their new post", required=False, max_length=120)
        self.fields["last_day"] = forms.Date(
            label="What is the last day of the seat that they have?",
            hint="The new seat begins the day after.",
        )


class ChoosePapers(forms.Form):
    """What goes into the papers of a meeting; what usually does is ticked."""

    def __init__(
        self, *args: Any, offers: Mapping[str, Offer], codes: Sequence[str] | None, **kwargs: Any
    ) -> None:
        usual = [code for code, one in offers.items() if one.usual]
        super().__init__(*args, initial={"codes": usual if codes is None else list(codes)}, **kwargs)
        self.offers = offers
        self.fields["codes"] = forms.Choices(
            label="What does everybody read before the meeting?",
            hint="Each reader makes a copy of their own. It leaves out what is not meant for them.",
            choices=[
                (code, f"{one.title} ({one.what[:1].lower()}{one.what[1:]})") for code, one in offers.items()
            ],
        )

    @property
    def chosen(self) -> list[Offer]:
        """The chosen, in the order in which they stand."""
        return [one for code, one in self.offers.items() if code in self.cleaned_data["codes"]]
