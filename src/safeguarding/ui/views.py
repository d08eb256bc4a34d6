"""Pages that say what happened, and the few that belong to no room."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from safeguarding.ui import forms
from safeguarding.ui.pages import render


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
    """500."""
    return render(request, "ui/errors/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or the form did not come from here."""
    return render(request, "ui/errors/csrf.html", status=403)


def plain_page(request: HttpRequest, name: str) -> HttpResponse:
    """The accessibility statement, the privacy notice and help."""
    return render(request, f"ui/{name}.html")


class _Sample(forms.Form):
    name = forms.Text(label="Your name", hint="As on your badge.")
    what = forms.LongText(label="What happened?", rows=4)
    day = forms.Date(label="When did it happen?", hint="For example, 27 3 2026.")
    at = forms.Moment(label="When was it sent?")
    one = forms.Choice(label="Choose one", choices=[("a", "The first"), ("b", "The second")])
    some = forms.Choices(
        label="Choose some", choices=[("a", "The first"), ("b", "The second")], required=False
    )
    pick = forms.Pick(label="Pick one", choices=[("a", "The first"), ("b", "The second")])
    yes = forms.YesNo(label="Is that so?")
    number = forms.Whole(label="How many?", required=False)
    file = forms.Upload(label="The receipt", required=False)
    tick = forms.Tick(label="I have read this")


def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build the others."""
    form = _Sample({}) if request.GET.get("wrong") else _Sample()
    now: date = timezone.localdate()
    return render(
        request,
        "ui/style.html",
        {"form": form, "past": now - timedelta(days=5), "soon": now + timedelta(days=3)},
        form.status,
    )
