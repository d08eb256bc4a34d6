"""Ready sign-ins for the demonstration. Routed in demonstration and test only, never in production."""

from __future__ import annotations

from datetime import date

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from safeguarding.people import demo, queries
from safeguarding.people.models import Partnership, Seat
from safeguarding.statute.terms import Role
from safeguarding.ui import pages


@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    """Everybody in the demonstration, by partnership, with a button to be them."""
    today = timezone.localdate()
    groups = [
        (partnership, [(seat, demo.code_now(seat.person)) for seat in _by_role(partnership, today)])
        for partnership in Partnership.objects.order_by("name")
    ]
    return pages.render(request, "people/demo.html", {"groups": groups, "password": demo.PASSWORD})


def _by_role(partnership: Partnership, today: date) -> list[Seat]:
    order = list(Role)
    held = [seat for seat in queries.seats_of(partnership, today) if seat.in_force(today)]
    return sorted(held, key=lambda seat: order.index(Role(seat.role)))


@require_POST
def be(request: HttpRequest, seat: int) -> HttpResponse:
    """Sign in as one of the cast, as if they had shown their second step."""
    chosen = get_object_or_404(queries.seats(), pk=seat)
    if not chosen.opens_by_password or not chosen.in_force(timezone.localdate()):
        return pages.render(request, "account/account_inactive.html", {}, status=403)
    request.session.flush()
    get_adapter().login(request, chosen.person)
    record_authentication(request, chosen.person, "mfa", type="totp")
    request.session["seat"] = chosen.pk
    return HttpResponseRedirect("/")
