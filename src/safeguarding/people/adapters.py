"""What we change in allauth: who may sign in, how tries are counted, what it sends, how it keeps secrets."""

# mypy: allow-subclassing-any
# allauth carries no type hints, and this file is where we build on its classes.

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.people import posting, queries
from safeguarding.people.models import Person
from safeguarding.record import vault

DEVICE_COOKIE = "known_device"
DEVICE_REMEMBERED = 180 * 24 * 60 * 60


def display(person: Person) -> str:
    """How a person is named on a passkey."""
    return person.name


def remember_device(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Mark a browser in which somebody signed in whole, so that strangers' tries never lock it."""
    mark = signing.dumps({"person": person.pk, "device": secrets.token_hex(8)}, salt=DEVICE_COOKIE)
    response.set_cookie(
        DEVICE_COOKIE,
        mark,
        max_age=DEVICE_REMEMBERED,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def known_device(request: HttpRequest, email: str) -> str:
    """The device's own mark, when somebody with this address has signed in whole from it before.

    Else empty.
    """
    try:
        mark = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_COOKIE, max_age=DEVICE_REMEMBERED
        )
        person = Person.objects.filter(pk=mark["person"], email=email.lower().strip()).exists()
    except (signing.BadSignature, KeyError, TypeError):
        return ""
    return str(mark["device"]) if person else ""


class AccountAdapter(DefaultAccountAdapter):
    """Signing in.

    By invitation only, to a seat in force, with tries counted per account and per known device.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "The e-mail address or the password is not right. Check both and try again."
        ),
        "too_many_login_attempts": (
            "There were too many tries. Wait five minutes and try again, or choose a new password by e-mail."
        ),
        "rate_limited": "There were too many tries. Wait five minutes, then try again.",
        "incorrect_password": "That password is not right.",
        "incorrect_code": (
            "That code is not right, or was used before. Wait for the next one in your app, then type it."
        ),
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Nobody signs in without a seat in force."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None and not queries.sign_in_seats(user.pk):
            response = self.respond_user_inactive(request, user)
        return response

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A new session key, nothing left of a door that was open, and the clock of the session from zero."""
        for key in ("door", "door_person", "seat", "began", "seen"):
            request.session.pop(key, None)
        super().login(request, user)
        request.session["began"] = request.session["seen"] = int(time.time())

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, Person) and queries.has_second_step(user):
            remember_device(request, response, user)
        return response

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        found = self.authenticate(self.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing a second step needs one shown in the last five minutes.

        The very first needs the fresh password.
        """
        user = self.request.user
        method = "mfa" if is_mfa_enabled(user) else "password"
        records = get_authentication_records(self.request, user if user.is_authenticated else None)
        shown = [r["at"] for r in records if r.get("method") == method]
        allowed = 300 if method == "mfa" else 900
        return not shown or time.time() - max(shown) > allowed

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Whoever has a second step confirms with it: a password alone never changes one."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [m for m in methods if m["id"] != "reauthenticate"]
        return strong or methods

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted per address.

        From a device that its owner has used before, apart from everybody else's.
        """
        email = str(credentials.get("email", "")).lower().strip()
        return f"{email}:{known_device(request, email)}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return path.replace("UID-KEY", key)

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """Only to people who sign in with a password; nobody else has one to choose."""
        if isinstance(user, Person) and queries.sign_in_seats(user.pk) and user.has_usable_password():
            link = context["password_reset_url"]
            posting.post_to_person(user, kind="password_reset", link=link, once_key=f"reset:{context['key']}")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person that their sign-in was changed, so that a change by somebody else comes out."""
        if isinstance(user, Person):
            posting.post_to_person(
                user, kind="second_factor_changed", once_key=f"sign-in-changed:{secrets.token_hex(12)}"
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing else of allauth's own leaves the house."""

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is said; what went well shows on the page that follows."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second step are encrypted where they lie."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return vault.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.decrypt(encrypted_text)
