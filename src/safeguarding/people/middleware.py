"""Who is acting, on every request.

How sure we are, in which seat, for how long, and what the database shows them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from safeguarding.people import queries
from safeguarding.people.acting import Acting
from safeguarding.people.models import MailboxLink, Person, Seat
from safeguarding.record import rows
from safeguarding.statute.terms import Level

# What somebody may open who has given a password but has no second step yet: setting one up, and the way out.
BEFORE_SECOND_STEP = frozenset(
    {
        "mfa_activate_totp",
        "totp_picture",
        "account_reauthenticate",
        "account_logout",
        "account_login",
        "theme",
        "accessibility",
        "privacy",
        "help",
    }
)


class ActingMiddleware:
    """Sets `request.acting`, `.partnership`, `.seats` and the scope of the database connection."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        who = request  # attributes below are read by views, pages and decorators
        who.acting, who.partnership, who.seats, who.signed_out = None, None, [], ""  # type: ignore[attr-defined]
        _end_if_too_old(request)
        if request.user.is_authenticated:
            _take_seat(request)
        elif "door" in request.session:
            _stand_at_door(request)
        who.seats_count = len(who.seats)  # type: ignore[attr-defined]
        scope = {seat.partnership_id for seat in who.seats}  # type: ignore[attr-defined]
        with rows.scope(sorted(scope) or None, reader=_reader(who)):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Nothing but setting up a second step is open to somebody who has shown only a password."""
        if not request.user.is_authenticated or level_of(request) >= Level.TOTP:
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in BEFORE_SECOND_STEP:
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


def level_of(request: HttpRequest) -> Level:
    """How sure we are, from what was shown in this session: a password alone proves nothing here."""
    if not request.user.is_authenticated:
        return Level.ANONYMOUS
    shown = {
        r.get("type") for r in get_authentication_records(request, request.user) if r.get("method") == "mfa"
    }
    if "webauthn" in shown:
        return Level.PASSKEY
    return Level.TOTP if shown & {"totp", "recovery_codes"} else Level.ANONYMOUS


def _reader(request: Any) -> rows.Reader | None:
    """From whom the database hides cases; without a chosen seat, every sealed one."""
    if not request.seats:
        return None
    return rows.Reader(request.seats[0].person_id, request.acting.seat.pk if request.acting else None)


def _end_if_too_old(request: HttpRequest) -> None:
    """Half an hour without a click, or twelve hours in all, ends a session."""
    session = request.session
    if SESSION_KEY not in session and "door" not in session:
        return
    now = int(time.time())
    began, seen = session.setdefault("began", now), session.setdefault("seen", now)
    if now - began >= settings.SAFEGUARDING_LONGEST:
        _sign_out(request, "long")
    elif now - seen >= settings.SAFEGUARDING_IDLE:
        _sign_out(request, "idle")
    elif now - seen >= 60:
        session["seen"] = now


def _sign_out(request: HttpRequest, why: str) -> None:
    request.session.flush()
    request.user = AnonymousUser()
    request.signed_out = why  # type: ignore[attr-defined]


def _take_seat(request: HttpRequest) -> None:
    """The seat chosen in this session, or the only one; without any in force the session is over."""
    assert isinstance(request.user, Person)  # noqa: S101 - the only user model there is
    seats = queries.sign_in_seats(request.user)
    if not seats:
        _sign_out(request, "seat")
        return
    request.seats = seats  # type: ignore[attr-defined]
    level = level_of(request)
    if level < Level.TOTP:
        return
    chosen = seats[0] if len(seats) == 1 else _chosen(seats, request.session.get("seat"))
    if chosen is not None:
        request.acting = Acting(chosen, level)  # type: ignore[attr-defined]
        request.partnership = chosen.partnership  # type: ignore[attr-defined]


def _chosen(seats: list[Seat], key: object) -> Seat | None:
    return next((seat for seat in seats if seat.pk == key), None)


def _stand_at_door(request: HttpRequest) -> None:
    """Somebody who came by a link and a code: one seat, one subject, for as long as the link stands."""
    link = (
        MailboxLink.objects.select_related("seat__person", "seat__partnership", "seat__agency")
        .filter(pk=request.session["door"])
        .first()
    )
    if link is None or not link.opens():
        _sign_out(request, "door")
        return
    request.seats = [link.seat]  # type: ignore[attr-defined]
    request.acting = Acting(link.seat, Level.MAILBOX, link.subject)  # type: ignore[attr-defined]
    request.partnership = link.seat.partnership  # type: ignore[attr-defined]
