"""The demo's mailbox: the letters that nobody sends while the product is tried out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from safeguarding.correspondence import queries
from safeguarding.correspondence.models import Letter
from safeguarding.ui.pages import render

SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """One letter as the mailbox shows it."""

    letter: Letter
    text: Markup


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters by address, newest first. Only where every letter is made up; anywhere else the page does not exist."""
    if settings.SAFEGUARDING_MODE not in {"demo", "test"}:
        raise Http404
    letters = list(queries.outbox()[:SHOWN])
    asked = request.GET.get("to", "").strip().lower()
    addresses = sorted({letter.to_address for letter in letters})
    shown = [
        Shown(letter, linked(letter.body)) for letter in letters if asked in {"", letter.to_address.lower()}
    ]
    return render(
        request, "correspondence/outbox.html", {"letters": shown, "addresses": addresses, "asked": asked}
    )


def linked(body: str) -> Markup:
    """The letter's text with the addresses of this system's own pages made into links."""
    site = re.escape(settings.SAFEGUARDING_URL.rstrip("/"))
    parts = re.split(rf"({site}/\S*)", body)
    return Markup("").join(
        Markup('<a class="govuk-link" href="{0}">{0}</a>').format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
