"""Security headers of every answer. Imports nothing that needs settings."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'none'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-src": ["'none'"],
        "worker-src": ["'none'"],
        "manifest-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(),"
        " publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

LONGEST_BODY = 30_000_000
"""More than the largest file that is taken: nothing beyond it is read, nor written to the disk."""

SAFE = {"GET", "HEAD"}
ANSWERED = [*sorted(SAFE), "POST"]
"""No page answers any other method, so that none is a way round what is asked of these."""


OUR_OWN = {"same-origin", "none"}
"""What a browser says of a request from our own pages, or typed by hand (Fetch Metadata, W3C)."""


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isdigit() else 0


class HeadersMiddleware:
    """Fixed headers on every answer, nothing kept but static files, no act at another site's asking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse
        if request.method not in ANSWERED:
            response = HttpResponseNotAllowed(ANSWERED)
        elif request.method not in SAFE and request.headers.get("Sec-Fetch-Site", "none") not in OUR_OWN:
            response = HttpResponseForbidden(
                "This request came from another website, so nothing was done.",
                content_type="text/plain; charset=utf-8",
            )
        elif _length(request) > LONGEST_BODY:
            response = HttpResponse(
                "That is larger than anything that we can take.",
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        else:
            response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def forget_everything(response: HttpResponse) -> HttpResponse:
    """At sign-out: the browser drops what it kept of this site."""
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
