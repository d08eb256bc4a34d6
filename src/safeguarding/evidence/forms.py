"""What the pages of this room ask."""

from __future__ import annotations

from typing import Any

from safeguarding.evidence.models import Return
from safeguarding.evidence.systems import usual
from safeguarding.statute.terms import LatenessCode, Partner
from safeguarding.ui import forms

INTERESTED = ("personal", "direct")


class Press(forms.Form):
    """Nothing is asked but the press of a button."""


class Searched(forms.Form):
    """What was searched, and when."""

    systems = forms.Choices(label="What have you searched?", choices=[])
    other = forms.Text(label="Anything else that you searched", required=False)
    searched_on = forms.Date(label="When did you search?")

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["systems"].choices = [(name, name) for name in usual(kind)]  # type: ignore[attr-defined]  # has choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "systems" in self.errors and not self["systems"].data:
            del self.errors["systems"]
            said["systems"] = []
            if not said.get("other", "").strip():
                self.add_error("systems", "Tick or name at least one record system that you have searched.")
        return said

    @property
    def searched(self) -> list[str]:
        """Every system ticked or named."""
        return [*self.cleaned_data["systems"], *filter(None, [self.cleaned_data["other"].strip()])]


class Nil(Searched):
    """“We have no record.”"""

    concern = forms.LongText(
        label="Does anything worry you all the same?",
        required=False,
        rows=3,
        hint="For example, a call about a child whom you could not trace. Leave it empty if not.",
    )


class CorrectedNil(Nil):
    """The same, in place of what was returned before."""

    why_changed = forms.LongText(label="Why does the return change?", rows=2)


class Author(forms.Form):
    """Who writes, and whether they have an interest of their own."""

    interest = forms.Choice(
        label="Which of these is true for you?",
        choices=Return.Interest.choices,
        why="A return is written by somebody who can be fair to everybody in it. That your organisation "
        "was involved is "
        "no problem: it is why we ask.",
    )
    words = forms.Text(
        label="What is your interest, in a sentence?",
        hint="Without any detail about the child. For example: “I managed the team.”",
        max_length=300,
        only_if=("interest", *INTERESTED),
    )
    colleague_name = forms.Text(
        label="Who can write it instead? Their name",
        required=False,
        max_length=150,
        only_if=("interest", *INTERESTED),
    )
    colleague_email = forms.Text(
        label="Their work e-mail address",
        required=False,
        max_length=200,
        inputmode="email",
        only_if=("interest", *INTERESTED),
    )
    nobody_else = forms.Tick(
        label="I know of nobody else: please find somebody", required=False, only_if=("interest", *INTERESTED)
    )


class Declare(Searched):
    """The author's declaration, with the senior lead who confirms."""

    true = forms.Tick(label="This is true and complete as far as I know, and I have said what I cannot share")

    def __init__(self, *args: Any, small: bool, known: str, again: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if again:
            self.fields["why_changed"] = forms.LongText(label="Why does the return change?", rows=2)
        if small:
            self.fields["also_senior"] = forms.Tick(
                label="I am also the safeguarding lead here, and confirm it myself", required=False
            )
        if not known:
            hint = "They get a link of their own to read and confirm it. Your return counts at once."
            self.fields["senior_name"] = forms.Text(
                label="Your senior lead’s name", hint=hint, required=False, max_length=150
            )
            self.fields["senior_email"] = forms.Text(
                label="Their work e-mail address", required=False, inputmode="email"
            )


class Colleague(forms.Form):
    """A colleague of the same organisation."""

    name = forms.Text(label="Their name", max_length=150)
    email = forms.Text(
        label="Their work e-mail address",
        hint="It must be an address of your organisation.",
        inputmode="email",
    )


class PassOn(Colleague):
    """“Not me, pass it on.”"""

    email = forms.Text(label="Their work e-mail address", inputmode="email")
    why = forms.Text(
        label="A word to go with it",
        required=False,
        max_length=300,
        hint="Kept with the request. No detail about the child, please.",
    )


class SendTo(Colleague):
    """Another person at the agency, at an address that the manager has checked."""

    checked = forms.Tick(label="I have checked this address with the agency")


class Telephone(forms.Form):
    """What was said on the telephone."""

    spoke_to = forms.Text(label="Whom did you speak to?", hint="Name and post.", max_length=150)
    said = forms.LongText(
        label="What was said?",
        hint="No detail about the child, please.",
        rows=3,
        max_length=1000,
    )
    rang_on = forms.Date(label="When did you ring?")
    promised_on = forms.Date(
        label="For which day did they promise it?",
        hint="Leave it empty if they named no day.",
        required=False,
    )


class AnswerPassOn(forms.Form):
    """Whether an address that an agency gave is right."""

    confirmed = forms.YesNo(label="Have you checked with the agency that this address is right?")
    words = forms.Text(
        label="If not: what did you find?", required=False, max_length=300, only_if=("confirmed", "no")
    )


class NameCover(Colleague):
    """Who covers, from when until when."""

    since = forms.Date(label="From which day?")
    until = forms.Date(label="Up to and with which day?")
    instead = forms.Choice(
        label="To whom do we write in these days?",
        choices=[("both", "To both"), ("instead", "Only to whoever covers")],
    )


class NameCoverChecked(NameCover):
    """The same, by the manager, at any address that has been checked."""

    checked = forms.Tick(label="I have checked this address with the agency")


class NoteRefusal(forms.Form):
    """That an agency said that it will not answer."""

    said_by = forms.Text(label="Who said so?", hint="Name and post.", max_length=150)
    words = forms.LongText(label="In their own words: why not?", rows=3, max_length=2000)


class Refuse(forms.Form):
    """“We will not share this.”"""

    words = forms.LongText(
        label="Why will you not share it?",
        hint="As you would say it to us. No detail about the child, please.",
        rows=4,
        max_length=2000,
    )


class Formal(forms.Form):
    """The formal letter: to whom, in whose name, what is asked, by when."""

    name = forms.Text(label="To whom does it go?", hint="The chief officer’s or head’s name.", max_length=150)
    email = forms.Text(
        label="Their work e-mail address",
        hint="They get a message with a link of their own; the letter is behind it.",
        inputmode="email",
    )
    partner = forms.Choice(
        label="Which safeguarding partner makes the request?",
        choices=[(one.value, one.label) for one in Partner],
        hint="Only the partner that makes it may later ask a court to enforce it.",
        inline=True,
    )
    wanted = forms.LongText(
        label="What is asked for?", hint="No name and no detail about the child, please.", rows=6
    )
    due_on = forms.Date(label="By when?")
    agreed = forms.Tick(label="That partner has agreed to this letter, and I have checked the address")


class Hold(forms.Form):
    """Why the system is not to remind an agency for now."""

    reason = forms.Text(label="Why are they not to be reminded?", max_length=300)


class MoreTime(forms.Form):
    """Asking for more time."""

    wanted_until = forms.Date(label="Until when?")
    reason = forms.LongText(
        label="Why?", hint="A sentence is enough. No detail about the child, please.", rows=3, max_length=1000
    )


class AnswerTime(forms.Form):
    """Answering a request for more time."""

    granted = forms.YesNo(label="Can they have more time?")
    until = forms.Date(
        label="Until when?",
        hint="Leave it empty for the day that they asked for.",
        required=False,
        only_if=("granted", "yes"),
    )
    words = forms.LongText(
        label="What do you want to say to them?",
        required=False,
        rows=3,
        max_length=1000,
        hint="If not: why, and what would do by the day.",
    )


class Explain(forms.Form):
    """Why a return is missing."""

    reason = forms.LongText(label="Why is there no return?", hint="As the agency would say it too.", rows=3)
    code = forms.Pick(
        label="Which reason fits best?", choices=[(code.value, code.label) for code in LatenessCode]
    )
    done = forms.LongText(
        label="What was done to get it?",
        rows=3,
        hint="For example: rang on Monday and Wednesday, told the partner for that sector, wrote under "
        "section 16H.",
    )


class Ask(forms.Form):
    """Which agencies to ask, by when, and what to look for."""

    agencies = forms.Choices(label="Which agencies?", choices=[])
    due_on = forms.Date(label="By when?")
    period_from = forms.Date(label="Look back to")
    period_to = forms.Date(label="Look up to")
    search_for = forms.LongText(
        label="Anybody else to search for, or anything special to look at",
        required=False,
        rows=3,
        hint="The children’s and family’s names go with the request by themselves; they are shown only "
        "after the code.",
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]  # has choices
