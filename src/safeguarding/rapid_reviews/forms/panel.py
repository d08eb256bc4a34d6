"""Forms for the Panel: late, sent, replied, decided again."""

from __future__ import annotations

from safeguarding.statute.terms import LatenessCode, PanelReply, RapidReviewOutcome
from safeguarding.ui import forms

WHY = [(c.value, c.label) for c in LatenessCode]


class Late(forms.Form):
    """Telling the Panel before the day."""

    told_on = forms.Date(label="When was the Panel told?")
    why = forms.Pick(label="Why?", choices=[("", "Choose a reason"), *WHY])
    words = forms.LongText(label="In a sentence or two", hint="This goes into the letter.", rows=3)
    expected_on = forms.Date(label="When do you expect to send it?", required=False)


class Without(forms.Form):
    """A lead safeguarding partner's authority."""

    reason = forms.LongText(label="Why may it go without your partner’s sign-off?", rows=3)


class Send(forms.Form):
    """What was sent, when and to whom."""

    sent_on = forms.Date(label="When was it sent?")
    recipients = forms.LongText(label="To whom?", hint="The Panel’s mailbox, and anybody else.", rows=3)
    lateness = forms.Pick(
        label="If it is late: why?",
        hint="It explains; it blames nobody.",
        choices=[("", "It is not late"), *WHY],
        required=False,
    )
    lateness_words = forms.LongText(label="More about why it is late", required=False, rows=2)


class ReplyForm(forms.Form):
    """The Panel's answer."""

    reply = forms.Choice(label="What did the Panel answer?", choices=[(r.value, r.label) for r in PanelReply])
    received_on = forms.Date(label="When did it come?")
    words = forms.LongText(label="What does it say?", rows=5)
    answer_by = forms.Date(label="If it asks for something: by when?", required=False)
    letter = forms.Upload(label="The Panel’s letter", required=False)


class Again(forms.Form):
    """Deciding again."""

    outcome = forms.Choice(
        label="What do you decide, having taken the Panel’s view into account?",
        choices=[(o.value, o.label) for o in RapidReviewOutcome],
    )
    reason = forms.LongText(
        label="Why?", hint="What you make of the Panel’s view. It is a view, not an order.", rows=4
    )
