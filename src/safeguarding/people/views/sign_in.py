"""allauth's sign-in pages, routed one by one, in our own words and with our own rules about second steps."""

# mypy: allow-subclassing-any
# allauth carries no type hints, and this file is where we build on its classes.

from __future__ import annotations

import time
from typing import Any

from allauth.account import views as account
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from safeguarding.people import actions
from safeguarding.people.actions.sign_in import INVITATION_GONE, invitation
from safeguarding.people.adapters import remember_device
from safeguarding.people.forms import ChoosePassword, mark_code_used
from safeguarding.people.models import Person
from safeguarding.statute.answer import NotAllowed
from safeguarding.ui import pages

SAME_TIME = 0.3
"""Seconds that asking for a new password takes at least, whether or not we know the address."""


class OurPage:
    """Shows an allauth page in the house's own layout, with 422 where something typed was wrong."""

    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context.get("form")
        wrong = self.request.method == "POST" and form is not None and bool(form.errors)
        context.pop("view", None)
        context["notices"] = [str(message) for message in messages.get_messages(self.request)]
        context["ended"] = self.request.GET.get("ended", "")
        return pages.render(self.request, self.template_name, context, status=422 if wrong else 200)  # type: ignore[attr-defined]


class SignIn(OurPage, account.LoginView):
    """E-mail address and password."""


class Code(OurPage, mfa.AuthenticateView):
    """The second step: a code from the app, a recovery code, or a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        return {**super().get_context_data(**kwargs), "has_passkey": keys.exists()}


class SignOut(OurPage, account.LogoutView):
    """A press of a button ends the session on the server and clears what the browser kept of it."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        self.request.session.flush()
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Closed(OurPage, account.AccountInactiveView):
    """Somebody whose seats have all ended."""


class Confirm(OurPage, account.ReauthenticateView):
    """The password again, for somebody who has no second step yet."""


class ConfirmByCode(OurPage, mfa.ReauthenticateView):
    """The second step again, before something grave."""


class ConfirmByPasskey(OurPage, webauthn.ReauthenticateWebAuthnView):
    """The passkey again."""


@login_required
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Only somebody with a password has one to change."""
    if not isinstance(request.user, Person) or not request.user.has_usable_password():
        raise Http404
    response: HttpResponseBase = _ChangePassword.as_view()(request)
    return response


class _ChangePassword(OurPage, account.PasswordChangeView):
    def get_default_success_url(self) -> str:
        return reverse("mfa_index")


class ForgotPassword(OurPage, account.PasswordResetView):
    """Asking for a link to choose a new password.

    The answer is the same for an address that we do not know.
    """

    def form_valid(self, form: Any) -> HttpResponse:
        began = time.monotonic()
        response: HttpResponse = super().form_valid(form)
        time.sleep(max(0.0, SAME_TIME - (time.monotonic() - began)))
        return response


class ForgotPasswordSent(OurPage, account.PasswordResetDoneView):
    """What happens next."""


class NewPassword(OurPage, account.PasswordResetFromKeyView):
    """Choosing a new password by the link. The second step stays as it is and is asked for afterwards."""


class NewPasswordDone(OurPage, account.PasswordResetFromKeyDoneView):
    """Done; now sign in."""


class MySignIn(OurPage, mfa.IndexView):
    """How I sign in: app, passkeys, recovery codes, password."""


class SetUpApp(OurPage, totp.ActivateTOTPView):
    """Setting up the app that gives the codes, for oneself only."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        assert isinstance(user, Person)  # noqa: S101
        mark_code_used(user, form.cleaned_data["code"])
        made = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, user, "mfa", id=made.pk, type=made.type)
        self.request.session.cycle_key()
        remember_device(self.request, response, user)
        return response


@require_safe
def app_picture(request: HttpRequest) -> HttpResponse:
    """The square to scan, for the secret now in this session; nobody else's, and none once it is set up."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not request.user.is_authenticated or not secret:
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(svg, content_type="image/svg+xml")


class RemoveApp(OurPage, totp.DeactivateTOTPView):
    """Taking the app off, to set up another.

    Until a second step is there again, nothing else can be opened.
    """

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _forget_second_steps(self.request)
        return response


class RecoveryCodes(OurPage, recovery.ViewRecoveryCodesView):
    """The codes for the day the telephone is lost, shown once."""


class NewRecoveryCodes(OurPage, recovery.GenerateRecoveryCodesView):
    """Fresh codes; the old ones stop working."""


class Passkeys(OurPage, webauthn.ListWebAuthnView):
    """My passkeys."""


class AddPasskey(OurPage, webauthn.AddWebAuthnView):
    """Adding one."""


class RemovePasskey(OurPage, webauthn.RemoveWebAuthnView):
    """Taking one off."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _forget_second_steps(self.request)
        return response


class RenamePasskey(OurPage, webauthn.EditWebAuthnView):
    """Naming one, so that it is known again."""


class SignInByPasskey(webauthn.LoginWebAuthnView):
    """A passkey alone is two steps in one: the device, and the finger or number that unlocks it."""


def accept_invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """First sign-in: the link from the e-mail, a password, then the second step."""
    found = invitation(token)
    if found is None:
        return pages.render(request, "account/invitation_gone.html", {"refused": INVITATION_GONE}, status=410)
    form = ChoosePassword(found.person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_invitation(token=token, password=form.cleaned_data["password1"])
        except NotAllowed as no:
            return pages.render(request, "account/invitation_gone.html", {"refused": no.refused}, status=410)
        request.session.flush()
        perform_password_login(request, {"email": person.email}, Login(user=person, email=person.email))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    context = {"form": form, "person": found.person}
    return pages.render(request, "account/invitation.html", context, status=422 if form.errors else 200)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries from one place."""
    return pages.render(request, "429.html", {}, status=429)


def _forget_second_steps(request: HttpRequest) -> None:
    """What was shown with a step that is now gone counts no longer here, and elsewhere it ends."""
    if isinstance(request.user, Person):
        actions.end_sessions(person=request.user, but=request.session.session_key)
        actions.take_back_feeds(person=request.user)
    records = get_authentication_records(request, request.user if request.user.is_authenticated else None)
    left = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("pk", flat=True))
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        r for r in records if r.get("method") != "mfa" or r.get("id") in left
    ]
