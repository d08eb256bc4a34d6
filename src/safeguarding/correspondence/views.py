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
from safeguarding.record import rows
from safeguarding.ui.pages import render

SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """One letter as the mailbox shows it."""

    letter: Letter
    paragraphs: list[Markup]


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters by address, newest first. Where letters are real, the page does not exist."""
    if settings.SAFEGUARDING_MODE not in {"demo", "test"}:
        raise Http404
    with rows.scope("all"):
        letters = list(queries.outbox()[:SHOWN])
    asked = request.GET.get("to", "").strip().lower()
    addresses = sorted({letter.to_address.lower() for letter in letters})
    shown = [
        Shown(letter, [linked(part) for part in letter.body.strip().split("\n\n")])
        for letter in letters
        if asked in {"", letter.to_address.lower()}
    ]
    return render(
        request, "correspondence/outbox.html", {"letters": shown, "addresses": addresses, "asked": asked}
    )


def linked(paragraph: str) -> Markup:
    """One paragraph, with the addresses of this system's own pages made into links."""
    site = re.escape(settings.SAFEGUARDING_URL.rstrip("/"))
    parts = re.split(rf"({site}/\S*)", paragraph)
    made = (
        Markup('<a class="govuk-link" href="{0}">{0}</a>').format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
    return Markup("<br>").join(Markup("").join(made).split("\n"))
