"""The forms of sources, recommendations and actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from safeguarding.people.models import Agency, Partnership
from safeguarding.people.queries import agencies_of
from safeguarding.statute.terms import ActionKind, Difference, EvidenceKind, LearningSource, Term, Theme
from safeguarding.ui import forms


def labels(terms: type[Term], *without: Term) -> list[tuple[str, str]]:
    """A vocabulary as choices."""
    return [(term.value, term.label) for term in terms if term not in without]


def agency_choices(partnership: Partnership) -> list[tuple[str, str]]:
    """The partnership's agencies today."""
    today = timezone.localdate()
    return [(str(a.pk), a.name_on(today)) for a in agencies_of(partnership, today)]


class NewSource(forms.Form):
    """A review, audit or publication."""

    kind = forms.Pick(
        label="What is it?",
        choices=labels(LearningSource, LearningSource.EARLY_LEARNING, LearningSource.NATIONAL_PUBLICATION),
    )
    title = forms.Text(
        label="Title",
        hint="As people here call it, without names: “Child G, learning review 2024”.",
        max_length=200,
    )
    dated = forms.Date(label="When was it finished or published?")
    note = forms.LongText(label="Anything that others should know of it", required=False, rows=2)


class NewRecommendation(forms.Form):
    """What should change."""

    finding = forms.LongText(
        label="Which finding does it rest on?", hint="What got in the way, or what helped.", rows=3
    )
    words = forms.LongText(label="What should change?", rows=3)
    agencies = forms.Choices(label="Whose is it?", choices=[])
    collective = forms.YesNo(
        label="Together, or each for themselves?",
        hint="Yes: they do it together. No: each does it in their own organisation.",
    )
    by_when = forms.Date(label="By when, if it says so?", required=False)
    themes = forms.Choices(label="Themes", choices=labels(Theme), required=False)

    def __init__(self, *args: Any, partnership: Partnership, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agencies"].choices = agency_choices(partnership)  # type: ignore[attr-defined]  # a choice


class NewAction(forms.Form):
    """What is done, by whom, by when, and what it should change."""

    recommendation = forms.Pick(label="Which recommendation is it for?", choices=[], required=False)
    finding = forms.LongText(
        label="Which finding does it rest on?", hint="Leave empty to take the recommendation’s.", rows=2,
        required=False,
    )  # fmt: skip
    what = forms.LongText(
        label="What is done?",
        hint="Say who does what, so that somebody new to it would know what to do on Monday.",
        rows=3,
    )
    kind = forms.Choice(
        label="What kind of action is it?",
        hint="The strongest first. What changes the system outlasts what reminds people.",
        choices=labels(ActionKind),
    )
    agency = forms.Pick(label="Which agency leads?", choices=[], required=False)
    owner = forms.Text(label="Who sees to it?", hint="A person and their job.")
    owner_email = forms.Text(
        label="Their work e-mail address",
        hint="They get a link and need no account. Without one it goes to the agency’s own contact.",
        required=False,
    )
    due = forms.Date(label="By when?")
    intended_change = forms.LongText(
        label="What should be different for children?", hint="How would a child notice?", rows=2
    )
    measure = forms.LongText(
        label="How will you see that it happened?", hint="A number before and after is best.", rows=2,
        required=False,
    )  # fmt: skip
    evidence_wanted = forms.Text(label="What evidence would show it?", required=False)
    resource = forms.Text(label="What does it take?", hint="People, money, time.", required=False)

    def __init__(
        self, *args: Any, partnership: Partnership, recommendations: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["recommendation"].choices = [("", "None"), *recommendations]  # type: ignore[attr-defined]  # a choice
        self.fields["agency"].choices = [("", "None"), *agency_choices(partnership)]  # type: ignore[attr-defined]  # a choice


class Press(forms.Form):
    """One press, nothing to fill in."""


class Words(forms.Form):
    """Something said about an action."""

    def __init__(self, *args: Any, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(*args, also={"words": forms.LongText(label=label, hint=hint, rows=3)}, **more)


class MoreTime(forms.Form):
    """A later day."""

    until = forms.Date(label="Until when?")
    reason = forms.LongText(label="Why does it take longer?", rows=2)


class AnswerTime(forms.Form):
    """Whether the time is given."""

    granted = forms.YesNo(label="Do you give the time?")
    words = forms.LongText(
        label="What do you say to them?", hint="Needed when you say no.", rows=2, required=False
    )


class AddEvidence(forms.Form):
    """What shows it."""

    shows = forms.Choice(
        label="What does it show?",
        choices=[("done", "That it was done"), ("difference", "That it made a difference")],
    )
    kind = forms.Pick(label="What is it?", choices=labels(EvidenceKind))
    words = forms.LongText(
        label="What does it show, in a sentence or two?", hint="No names of children or family.", rows=3
    )
    dated = forms.Date(label="The evidence’s own date", hint="The day of the audit or the policy, not today.")
    file = forms.Upload(label="A file, if there is one", required=False)


class SayDone(forms.Form):
    """It is done."""

    done_on = forms.Date(label="When was it done?")
    words = forms.LongText(label="What was done?", rows=3)


class NoteDifference(forms.Form):
    """The second light."""

    level = forms.Choice(
        label="What difference has it made?", choices=[(str(int(d)), d.label) for d in Difference]
    )
    seen_on = forms.Date(label="When was that seen?")
    words = forms.LongText(
        label="What did you see?", hint="Whose practice, which children, since when.", rows=3
    )


class Lasted(forms.Form):
    """The look some months later."""

    lasted = forms.YesNo(label="Has it lasted?", hint="If not, the action is opened for its owner again.")
    words = forms.LongText(label="What did you look at, and what did you find?", rows=3)
    look_again = forms.Date(label="Look again on", required=False)


class Reassign(forms.Form):
    """Somebody else sees to it."""

    owner = forms.Text(label="Who sees to it now?", hint="A person and their job.")
    email = forms.Text(label="Their work e-mail address", required=False)
    agency = forms.Pick(label="Which agency leads?", choices=[], required=False)

    def __init__(self, *args: Any, partnership: Partnership, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [("", "None"), *agency_choices(partnership)]  # type: ignore[attr-defined]  # a choice


class Merge(forms.Form):
    """It is part of another action."""

    into = forms.Pick(label="Of which action is it part?", choices=[])
    reason = forms.LongText(label="Why are the two one?", rows=2)

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["into"].choices = list(others)  # type: ignore[attr-defined]  # a choice


class Filter(forms.Form):
    """What of the register to show."""

    state = forms.Pick(
        label="Which",
        choices=[
            ("open", "Open"), ("drifting", "Drifting"), ("to_look_at", "Said to be done, nobody has looked"),
            ("no_difference", "Done, no difference seen yet"), ("closed", "Closed"), ("all", "All"),
        ],
    )  # fmt: skip
    agency = forms.Pick(label="Agency", choices=[])
    theme = forms.Pick(label="Theme", choices=[("any", "Any"), *labels(Theme)])

    def __init__(self, *args: Any, partnership: Partnership, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [("any", "Any"), *agency_choices(partnership)]  # type: ignore[attr-defined]  # a choice


class UploadList(forms.Form):
    """The partnership's own list."""

    def __init__(self, *args: Any, noun: str, **more: Any) -> None:
        file = forms.Upload(label=f"Your list of {noun}s", hint="An Excel workbook (.xlsx) or a CSV file.")
        super().__init__(*args, also={"file": file}, **more)


class MatchColumns(forms.Form):
    """Which column is which."""

    says_optional = False

    def __init__(
        self, *args: Any, fields: dict[str, str], columns: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, label in fields.items():
            self.fields[name] = forms.Pick(
                label=label, choices=[("", "Not in this list"), *columns], required=False
            )


class BringIn(forms.Form):
    """Bring the whole list in; actions under a source."""

    source = forms.Pick(label="Where do these actions come from?", choices=[])
    leave_out_wrong = forms.Tick(label="Leave out the rows that cannot be read", required=False)

    def __init__(
        self, *args: Any, sources: Sequence[tuple[str, str]] | None, wrong: int, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if sources is None:
            del self.fields["source"]
        else:
            self.fields["source"].choices = list(sources)  # type: ignore[attr-defined]  # a choice
        if not wrong:
            del self.fields["leave_out_wrong"]


def chosen(partnership: Partnership, key: str) -> Agency | None:
    """The agency that was picked; one of another partnership does not exist."""
    return Agency.objects.filter(partnership=partnership, pk=int(key)).first() if key else None


DEFAULT_TIME = timedelta(weeks=12)
"""How far off a new action is due until somebody says otherwise (calendar weeks)."""
