"""Pages that say what happened, and the few that belong to no room."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse

from safeguarding.ui.pages import render

LAST_RESORT = (
    "Something went wrong on our side. What you did before this is safe. "
    "What you just sent may not have been saved. "
    "Try again in a few minutes, or ring your partnership’s office."
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "ui/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same whether a thing is not there or not for this person."""
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Asks nothing of the database: it may be what went wrong."""
    try:
        return render(request, "ui/errors/500.html", {"acting": None, "messages": []}, status=500)
    except Exception:
        logging.getLogger(__name__).exception("The page for errors failed too.")
        return HttpResponse(LAST_RESORT, status=500, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or the form did not come from here."""
    return render(request, "ui/errors/csrf.html", status=403)


def plain_page(request: HttpRequest, name: str) -> HttpResponse:
    """The accessibility statement, the privacy notice and help."""
    return render(request, f"ui/{name}.html")
