"""Rendering a page with what every page knows: who acts, for which partnership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def common(request: HttpRequest) -> dict[str, Any]:
    """What the layout needs of a request, whether or not anybody is signed in."""
    acting = getattr(request, "acting", None)
    partnership = getattr(request, "partnership", None)
    return {
        "acting": acting,
        "partnership": partnership,
        "theme_url": f"/theme/{partnership.slug}.css" if partnership else "",
        "seats_count": getattr(request, "seats_count", 1),
        "path": request.path,
        "messages": get_messages(request),
        "marking": "",
    }


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page from a template under `jinja2/`."""
    return HttpResponse(
        render_to_string(template, {**common(request), **(context or {})}, request, using="jinja2"),
        status=status,
    )
