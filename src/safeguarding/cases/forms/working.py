"""The forms by which a case moves: route, awareness, consideration, notification, access."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.forms.referral import choices
from safeguarding.statute.terms import (
    AbuseNeglect,
    Outcome,
    ParallelKind,
    Partner,
    Place,
    Route,
    SeriousHarmBasis,
    ThresholdPosition,
)
from safeguarding.ui import forms


class Confirm(forms.Form):
    """One press, nothing to fill in."""


class ProposeRoute(forms.Form):
    route = forms.Choice(label="Which way should this case go?", choices=choices(Route))
    reason = forms.LongText(label="Why?", hint="The three partners see this reason.", rows=4)
    other_area = forms.Text(label="If another area leads, which one?", required=False)


class CallUp(forms.Form):
    reason = forms.LongText(label="Why should the three partners consider this case?", rows=3)


class AskAgain(forms.Form):
    reason = forms.LongText(label="What should the chair look at again?", rows=4)


class LookAgain(forms.Form):
    consider = forms.Choice(
        label="What do you decide?",
        choices=[("no", "The route stands"), ("yes", "The three partners consider the case")],
    )
    reason = forms.LongText(label="Why?", rows=3)


class Awareness(forms.Form):
    aware_on = forms.Date(label="When did the local authority become aware?")
    evidence = forms.LongText(
        label="How do you know?",
        hint="For example: the contact recorded by the front door that morning.",
        rows=2,
    )


class Correct(forms.Form):
    occurred = forms.Date(label="What should the date be?")
    reason = forms.LongText(label="Why was the other date wrong?", rows=3)


class AnswerCorrection(forms.Form):
    agree = forms.YesNo(label="Is the new date right?")


class Convene(forms.Form):
    convened_for = forms.Moment(label="When do the partners meet?")
    how = forms.Text(label="Where or how?", hint="For example: video call; council offices, room 3.")


class AskWhatIsKnown(forms.Form):
    agencies = forms.Choices(label="Whom do you ask?", choices=[])

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]  # a field of choices


class WhatIsKnown(forms.Form):
    involvement = forms.LongText(label="Do you know this child or family, and what do you know now?", rows=4)
    harm_and_cause = forms.LongText(label="What do you know about the harm and its cause?", rows=4)
    safety_and_processes = forms.LongText(
        label="What is being done to keep children safe, and what other processes do you know of?",
        rows=4,
        hint="Police, coroner, child death review, family court.",
    )


class SharedRecord(forms.Form):
    facts_relied_on = forms.LongText(label="The facts that the partners rely on", required=False, rows=5)
    harm_basis = forms.Choices(
        label="In which way is the harm serious?", required=False, choices=choices(SeriousHarmBasis)
    )
    harm_reasoning = forms.LongText(label="Why the harm is or is not serious", required=False, rows=4)
    notes = forms.LongText(label="What was said", required=False, rows=6)
    chair_advice = forms.LongText(label="The chair’s advice", required=False, rows=2)
    legal_advice_taken = forms.YesNo(label="Was legal advice taken?", required=False)


class PositionForm(forms.Form):
    abuse_neglect = forms.Choice(
        label="Is abuse or neglect known or suspected?", choices=choices(AbuseNeglect)
    )
    harm = forms.Choice(
        label="Did the child die, or was the child seriously harmed?", choices=choices(Outcome)
    )
    place = forms.Choice(label="Where did it happen?", choices=choices(Place))
    position = forms.Choice(label="Should the Panel be notified?", choices=choices(ThresholdPosition))
    reason = forms.LongText(label="Why?", rows=3)


class TypePosition(PositionForm):
    partner = forms.Choice(label="Whose position is this?", choices=choices(Partner))


class Conclude(forms.Form):
    reason = forms.LongText(label="The reasons for the outcome", rows=4)
    held_on = forms.Date(label="When did the partners meet?", required=False, hint="Leave empty for today.")
    review_on = forms.Date(
        label="When will this be looked at again?",
        hint="Needed when the outcome is not to notify: a later medical opinion may change it.",
        required=False,
    )


class LocalAuthorityDecides(forms.Form):
    notify = forms.Choice(
        label="What does the local authority decide?",
        choices=[("yes", "Notify the Panel"), ("no", "Do not notify")],
    )
    reason = forms.LongText(label="Why?", rows=4)


class MarkSent(forms.Form):
    sent_at = forms.Moment(
        label="When was it sent?", hint="As on the national system’s receipt.", time_required=True
    )
    panel_reference = forms.Text(label="The Panel’s reference")
    sender = forms.Text(label="Who sent it?")
    other_areas = forms.Text(
        label="Other areas concerned",
        required=False,
        hint="Where the child lives, was placed or was seen. Each is invited within two working days.",
    )
    receipt = forms.Upload(
        label="The receipt", required=False, hint="PDF, Word or a picture, if you have it."
    )
    certain = forms.Tick(label="It has been sent on the national system")


class Withdraw(forms.Form):
    reason = forms.LongText(
        label="Why were the criteria not met?", hint="Go through both parts of the test.", rows=5
    )


class Parallel(forms.Form):
    kind = forms.Pick(label="Which process?", choices=choices(ParallelKind))
    lead_body = forms.Text(label="Who leads it?")
    contact = forms.Text(label="Contact", required=False)
    reached = forms.Text(label="Where is it now?", required=False)
    next_date = forms.Date(label="Next date", required=False)
    constraints = forms.LongText(label="What does it ask of us?", required=False, rows=3)
