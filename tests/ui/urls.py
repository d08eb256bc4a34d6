"""The pages of `ui`, with stand-ins for the addresses to which its frame leads."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from safeguarding.ui.headers import forget_everything
from safeguarding.ui.pages import common
from safeguarding.ui.style import Sample

handler400 = "safeguarding.ui.views.bad_request"
handler403 = "safeguarding.ui.views.forbidden"
handler404 = "safeguarding.ui.views.not_found"
handler500 = "safeguarding.ui.views.server_error"

SAVED: list[dict[str, str]] = []


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def gone(request: HttpRequest) -> HttpResponse:
    return forget_everything(HttpResponse("Signed out."))


def breaks(request: HttpRequest) -> HttpResponse:
    request.acting = SimpleNamespace(person=None)  # type: ignore[attr-defined]
    raise RuntimeError("the database is away")


ASK = """{% extends "ui/page.html" %}
{% from "ui/form.html" import form_tag, fields, error_summary, button with context %}
{% block title %}Your answers{% endblock %}{% block heading %}Your answers{% endblock %}
{% block main %}{{ error_summary(form) }}
{% call form_tag(form, draft_url="/draft/") %}{{ fields(form) }}{{ button("Agree") }}{% endcall %}
{% endblock %}"""


def ask(request: HttpRequest) -> HttpResponse:
    """A form that keeps drafts and never lets go of what was typed."""
    form = Sample(request.POST, request.FILES) if request.method == "POST" else Sample()
    page = engines["jinja2"].from_string(ASK).render({**common(request), "form": form}, request)
    return HttpResponse(page, status=form.status)


def draft(request: HttpRequest) -> HttpResponse:
    SAVED.append({key: str(value) for key, value in request.POST.items()})
    return HttpResponse('{"saved": "14:02"}', content_type="application/json")


urlpatterns = [
    path("", include("safeguarding.ui.urls")),
    path("seat/", nothing, name="choose_seat"),
    path("security/", nothing, name="security"),
    path("sign-out/", gone, name="account_logout"),
    path("breaks/", breaks),
    path("ask/", ask),
    path("draft/", draft),
]
