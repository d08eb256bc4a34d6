"""The page behind a link in an e-mail: who asks and why, a code to the same address, and in."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeguarding.people import actions
from safeguarding.people.actions.doors import GONE, LOCKED, door
from safeguarding.people.forms import DoorCode
from safeguarding.people.models import MailboxLink
from safeguarding.statute.answer import Refused
from safeguarding.ui import pages


@require_http_methods(["GET", "POST"])
def door_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who asks and why it is genuine.

    Opening the page uses nothing up; pressing the button has the code sent.
    """
    link = door(token)
    if link is None:
        return _gone(request)
    if link.locked_at is not None:
        return _locked(request, link, token)
    refused = None
    if request.method == "POST":
        answer = actions.send_code(link=link)
        if not isinstance(answer, Refused):
            return HttpResponseRedirect(reverse("door_code", args=[token]))
        refused = answer
    context = {"link": link, "token": token, "address": masked(link), "refused": refused}
    request.partnership = link.seat.partnership  # type: ignore[attr-defined]
    return pages.render(request, "people/door.html", context, status=200 if refused is None else 409)


@require_http_methods(["GET", "POST"])
def door_code(request: HttpRequest, token: str) -> HttpResponseBase:
    """Typing the code."""
    link = door(token)
    if link is None:
        return _gone(request)
    if link.locked_at is not None:
        return HttpResponseRedirect(reverse("door", args=[token]))
    form = DoorCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.enter_door(link=link, code=form.cleaned_data["code"])
        if answer is LOCKED:
            return HttpResponseRedirect(reverse("door", args=[token]))
        if isinstance(answer, Refused):
            form.refuse(answer)
        else:
            walk_in(request, link)
            return HttpResponseRedirect(link.to)
    request.partnership = link.seat.partnership  # type: ignore[attr-defined]
    context = {"link": link, "token": token, "address": masked(link), "form": form}
    return pages.render(request, "people/door_code.html", context, status=form.status)


def _locked(request: HttpRequest, link: MailboxLink, token: str) -> HttpResponse:
    """What happened, whom to ring, and a new link to the registered address."""
    request.partnership = link.seat.partnership  # type: ignore[attr-defined]
    sent = request.method == "POST" and bool(actions.renew_door(link=link))
    context = {"link": link, "token": token, "address": masked(link), "refused": LOCKED, "sent": sent}
    return pages.render(request, "people/door_locked.html", context, status=200 if sent else 410)


def walk_in(request: HttpRequest, link: MailboxLink) -> None:
    """A new session, good for this door only; whoever was signed in before in this browser no longer is."""
    request.session.flush()
    now = int(time.time())
    request.session.update({"door": link.pk, "door_person": link.seat.person_id, "began": now, "seen": now})


def masked(link: MailboxLink) -> str:
    """The registered address, so that its owner knows it and a stranger with the link does not learn it."""
    local, _, domain = link.seat.person.email.partition("@")
    return f"{local[:1]}…@{domain}"


def _gone(request: HttpRequest) -> HttpResponse:
    return pages.render(request, "people/door_gone.html", {"refused": GONE}, status=410)
