"""The forms of directions and of ways of learning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.learning.models import LearningRoute
from safeguarding.people.queries import agencies_of, seats_of
from safeguarding.statute.permission import Act, roles_for
from safeguarding.ui import forms

TWELVE_WEEKS = timedelta(weeks=12)


class GiveDirection(forms.Form):
    """What the chair asks, of whom, by when and why."""

    whom = forms.Pick(label="Of whom do you ask it?", choices=[])
    what = forms.LongText(label="What do you ask for?", rows=3)
    why = forms.LongText(label="Why?", hint="What it should change for children.", rows=2)
    by_when = forms.Date(label="By when?")

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        super().__init__(*args, **more)
        today = timezone.localdate()
        agencies = [(f"agency:{a.pk}", a.name_on(today)) for a in agencies_of(case.partnership, today)]
        people = [
            (f"seat:{seat.pk}", f"{seat.person.name}, {seat.capacity_on(today)}")
            for seat in seats_of(case.partnership, today)
            if seat.role in roles_for(Act.ANSWER_DIRECTION) and seat.in_force(today)
        ]
        self.fields["whom"].choices = [*agencies, *people]  # type: ignore[attr-defined]  # a choice


class AnswerDirection(forms.Form):
    """The answer."""

    words = forms.LongText(
        label="What was done, and what changed for children?", hint="No names of children or family.", rows=6
    )


class Rule(forms.Form):
    """What the chair says of an answer."""

    accepted = forms.Choice(
        label="Is that enough?", choices=[("yes", "Yes, accept it"), ("no", "No, send it back")]
    )
    ruling = forms.LongText(
        label="What is still wanted?", hint="Needed when you send it back.", rows=2, required=False
    )


class PlanRoute(forms.Form):
    """How learning goes forward."""

    kind = forms.Choice(label="How do we learn from this?", choices=LearningRoute.Kind.choices)
    scope = forms.LongText(label="What does it cover?", rows=2)
    question = forms.LongText(label="Which question does it answer?", rows=2)
    agency = forms.Pick(label="Which agency leads?", choices=[], required=False)
    owner = forms.Text(label="Who leads it?", hint="A person and their job.")
    due = forms.Date(label="By when?", hint="A review by one agency takes 12 weeks at most.")
    product = forms.LongText(
        label="What will come of it?", hint="For example: a report to the group; a one-page briefing.", rows=2
    )
    impact = forms.LongText(label="How will you see that it made a difference?", rows=2)

    def __init__(self, *args: Any, case: Case, **more: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, **{"initial": {"due": today + TWELVE_WEEKS}, **more})
        agencies = [(str(a.pk), a.name_on(today)) for a in agencies_of(case.partnership, today)]
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice


class Agree(forms.Form):
    """One press, nothing to fill in."""
