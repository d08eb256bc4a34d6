"""What is asked when signing in, at a door, and about seats and deputies."""

# mypy: allow-subclassing-any
# allauth carries no type hints, and this file is where we build on its classes.

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms as django_forms
from django.core.cache import cache
from django.core.validators import EmailValidator

from safeguarding.people.models import MAILBOX_ROLES, Agency, Person, Seat
from safeguarding.statute.terms import DecisionKind, Role
from safeguarding.ui import forms
from safeguarding.ui.forms.fields import Shown

USED_FOR = 4 * 30
"""Seconds for which a code that was used is remembered: longer than its app's clock may be wrong."""

EMAIL = EmailValidator("Enter an e-mail address in the right form, such as name@example.org.")


def mark_code_used(person: Person, code: str) -> bool:
    """Use a code up for this person; false when it was used up before."""
    digits = "".join(c for c in code if c.isalnum())
    return bool(cache.add(f"people.code.used:{person.pk}:{digits}", 1, USED_FOR))


class _Email(forms.Text):
    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=254, inputmode="email", validators=[EMAIL], **given)


def _code(label: str, hint: str = "") -> forms.Text:
    return forms.Text(
        label=label,
        hint=hint,
        max_length=20,
        autocomplete="one-time-code",
        inputmode="numeric",
        width="govuk-input--width-10 govuk-input--extra-letter-spacing",
    )


LONG_ENOUGH = "At least 12 characters. Three or four unrelated words are easy to remember and hard to guess."


class _NewPassword(forms.Form):
    """A new password, typed twice."""

    user: Person | None = None

    password1 = forms.Secret(
        label="New password", hint=LONG_ENOUGH, max_length=128, autocomplete="new-password"
    )
    password2 = forms.Secret(label="The same password again", max_length=128, autocomplete="new-password")

    def clean_password1(self) -> str:
        chosen: str = account_adapter().clean_password(self.cleaned_data["password1"], self.user)
        return chosen

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", "The two passwords differ. Type the same one twice.")
        return data


class ChoosePassword(_NewPassword):
    """The first password, from an invitation."""

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = person


class NewPassword(_NewPassword, account.ResetPasswordKeyForm):
    """A new password by the link from an e-mail."""

    def __init__(
        self, *args: Any, user: Person | None = None, temp_key: str | None = None, **kwargs: Any
    ) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        self.user, self.temp_key = user, temp_key


class ChangePassword(_NewPassword, account.ChangePasswordForm):
    """A new password in place of the present one."""

    oldpassword = forms.Secret(label="Your password now", max_length=128, autocomplete="current-password")

    field_order = ("oldpassword", "password1", "password2")

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        self.user = user
        self.order_fields(self.field_order)


class ForgotPassword(account.ResetPasswordForm, forms.Form):
    """Where to send the link."""

    email = _Email(label="Your e-mail address", autocomplete="username")


class SignIn(account.LoginForm, forms.Form):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _Email(label="E-mail address", autocomplete="username")
        self.fields["password"] = forms.Secret(
            label="Password", max_length=128, autocomplete="current-password"
        )


class Confirm(account.ReauthenticateForm, forms.Form):
    """The password again."""

    password = forms.Secret(label="Password", max_length=128, autocomplete="current-password")


class _OnceOnly(mfa.BaseAuthenticateForm, forms.Form):
    """A code counts once, though the app's clock may be a little wrong."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if not mark_code_used(self.user, code):
            raise mfa_adapter().validation_error("incorrect_code")
        return code


class Code(_OnceOnly, mfa.AuthenticateForm):
    """The second step."""

    code = _code("Your code", "Six digits from your app, or one of your recovery codes.")


class ConfirmCode(_OnceOnly, mfa.ReauthenticateForm):
    """The second step again."""

    code = _code("Your code", "Six digits from your app, or one of your recovery codes.")


class SetUpApp(totp.ActivateTOTPForm, forms.Form):
    """The first code from a new app."""

    code = _code("The six digits that the app shows now")


class RemoveApp(totp.DeactivateTOTPForm, forms.Form):
    """Nothing to fill in."""


class NewRecoveryCodes(recovery.GenerateRecoveryCodesForm, forms.Form):
    """Nothing to fill in."""


class _Unseen(Shown, django_forms.JSONField):
    """What the browser fills in."""

    widget = django_forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(error_messages={"required": "The passkey did not answer. Try again, or use a code."})

    def first_id(self, bound: django_forms.BoundField) -> str:
        return "main-content"


class AddPasskey(webauthn.AddWebAuthnForm, forms.Form):
    """A name for the passkey; the browser adds the rest."""

    name = forms.Text(label="A name for it", hint="For example, Work laptop.", max_length=60, required=False)
    passwordless = forms.Tick(
        label="Also sign in with it alone",
        hint="The device then asks for your finger, your face or its own number.",
        required=False,
    )
    credential = _Unseen()


class NamePasskey(webauthn.EditWebAuthnForm, forms.Form):
    """Another name for it."""

    name = forms.Text(label="A name for it", max_length=60)


class UsePasskey(webauthn.AuthenticateWebAuthnForm, forms.Form):
    """What the browser answers for the passkey."""

    credential = _Unseen()


class ConfirmByPasskey(webauthn.ReauthenticateWebAuthnForm, forms.Form):
    """What the browser answers for the passkey, again."""

    credential = _Unseen()


class DoorCode(forms.Form):
    """The code that was sent to the registered address."""

    code = _code("The six-digit code")


class GiveSeat(forms.Form):
    """Who, in which capacity, for whom, from when."""

    name = forms.Text(label="Their name", max_length=150)
    email = _Email(label="Their work e-mail address", hint="We send the link to set up their sign-in there.")
    role = forms.Pick(label="In what capacity?", choices=[])
    agency = forms.Pick(
        label="For which agency?",
        choices=[],
        required=False,
        hint="Leave it open for people who act for none.",
    )
    organisation = forms.Text(
        label="Or for which other organisation?", required=False, hint="For example, a reviewer’s own firm."
    )
    post = forms.Text(
        label="Their post", required=False, max_length=120, hint="For example, Designated Nurse."
    )
    since = forms.Date(label="From when?")
    until = forms.Date(label="Until when?", required=False, hint="Leave it open where no end is known.")

    def __init__(self, *args: Any, agencies: Sequence[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted((r for r in Role if r not in MAILBOX_ROLES), key=lambda role: role.label)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [(str(a.pk), a.name_on(today)) for a in agencies]  # type: ignore[attr-defined]
        self.agencies = {str(a.pk): a for a in agencies}

    @property
    def for_agency(self) -> Agency | None:
        return self.agencies.get(self.cleaned_data.get("agency") or "")


class NameDeputy(forms.Form):
    """Who stands in, for whom, for what, between which dates."""

    principal = forms.Pick(label="Who do they stand in for?", choices=[])
    deputy = forms.Pick(
        label="Who stands in?", choices=[], hint="Somebody who holds a deputy’s seat for the same partner."
    )
    since = forms.Date(label="From when?")
    until = forms.Date(label="Until when?", hint="A year at most.")
    scopes = forms.Choices(
        label="Only for some decisions?",
        choices=[(kind.value, kind.label) for kind in DecisionKind],
        required=False,
        hint="Leave all open for every decision.",
    )
    evidence = forms.LongText(
        label="How do they meet the three tests?",
        hint="They speak with authority, take decisions and commit the organisation, and hold it to account.",
        rows=3,
        required=False,
    )

    def __init__(
        self, *args: Any, principals: Sequence[Seat], deputies: Sequence[Seat], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in (*principals, *deputies)}
        for name, seats in (("principal", principals), ("deputy", deputies)):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (str(seat.pk), f"{seat.person.name}, {seat.capacity_on(today)}") for seat in seats
            ]


class ConfirmDeputy(forms.Form):
    """The three tests, each confirmed by the partner for whom the deputy stands in."""

    speaks_with_authority = forms.Tick(label="They speak for us with authority", required=False)
    commits_the_agency = forms.Tick(
        label="They take decisions and commit us on policy, resources and practice", required=False
    )
    holds_to_account = forms.Tick(
        label="They hold our own organisation to account for how it takes part", required=False
    )


class Press(forms.Form):
    """Only a button."""


class NameAgency(forms.Form):
    """Another legal name from a day on."""

    name = forms.Text(label="The new name", max_length=200, hint="As it stands in law.")
    since = forms.Date(label="From when?")
    reason = forms.Text(
        label="If that day has passed: why is it entered only now?", required=False, max_length=300
    )


class EndAgency(forms.Form):
    """The last day of an agency, and which takes over."""

    last_day = forms.Date(label="What is its last day?", hint="The next agency takes over the day after.")
    end_reason = forms.Text(
        label="Why does it end?", max_length=300, hint="For example: merged by order, and where it says so."
    )
    successor = forms.Pick(label="Which agency takes over?", choices=[], required=False)
    new_name = forms.Text(label="Or a new agency: its name", required=False, max_length=200)
    new_email = _Email(label="The new agency’s e-mail address", required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(a.pk): a for a in agencies}
        self.fields["successor"].choices = [(key, a.name_on(today)) for key, a in self.agencies.items()]  # type: ignore[attr-defined]


class CorrectAddress(forms.Form):
    """Where somebody is written to from now on."""

    email = _Email(label="Their right e-mail address", hint="Read it back to them letter by letter.")


class LostSecondStep(forms.Form):
    """Whose, and how it is known that it is really they."""

    person = forms.Pick(label="Who has lost their second step?", choices=[])
    how_known = forms.LongText(
        label="How do you know that it is really they?",
        hint="For example: I rang them back on the number that we hold, and they answered.",
        rows=3,
        max_length=300,
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [(key, person.name) for key, person in self.people.items()]  # type: ignore[attr-defined]
