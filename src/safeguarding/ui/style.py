"""The living style pages: every component, a case and somebody's work, all made up. Only in demo and test."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from safeguarding.statute.answer import Refused
from safeguarding.ui import forms
from safeguarding.ui.pages import render


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.Text(label="Your name", hint="As on your badge.", autocomplete="name")
    secret = forms.Secret(label="Your password", autocomplete="current-password", required=False)
    what = forms.LongText(label="What got in the way?", rows=4, why="It tells others what to change.")
    day = forms.Date(label="When did it happen?", past=True)
    at = forms.Moment(label="When was it sent?")
    one = forms.Choice(
        label="Does the test seem to be met?",
        choices=[
            ("notify", "Yes, notify"),
            ("do_not_notify", "No"),
            ("not_sure", "Not sure yet"),
        ],
    )
    needed = forms.LongText(label="What else do you need to know?", rows=3, only_if=("one", "not_sure"))
    some = forms.Choices(
        label="Which of these apply?", choices=[("a", "Neglect"), ("b", "Physical harm")], required=False
    )
    pick = forms.Pick(label="Which agency?", choices=[("a", "Metropolitan Police"), ("b", "Education")])
    yes = forms.YesNo(label="Did you know this child?")
    number = forms.Whole(label="How many children live there?", required=False)
    file = forms.Upload(label="The receipt", required=False, hint="A PDF, Word file or picture.")
    tick = forms.Tick(label="I have read this")


def _somebody() -> dict[str, Any]:
    return {
        "acting": SimpleNamespace(
            person=SimpleNamespace(name="Priya Raman"),
            capacity="partnership manager, for Barnet Safeguarding Children Partnership",
            level=2,
        ),
        "partnership": SimpleNamespace(
            name="Barnet Safeguarding Children Partnership",
            telephone="020 7946 0000",
            email="partnership@example.org",
        ),
        "seats_count": 2,
    }


def _days() -> dict[str, date]:
    now = timezone.localdate()
    return {"past": now - timedelta(days=5), "now": now, "soon": now + timedelta(days=3)}


def components(request: HttpRequest) -> HttpResponse:
    """Every component; `?wrong=1` with errors, `?refused=1` with a refusal."""
    form = Sample({"name": "Priya"}) if request.GET.get("wrong") else Sample()
    if request.GET.get("refused"):
        form.refuse(
            Refused(
                "sample",
                "Health has not confirmed its position yet.",
                "Ask health’s delegate to confirm it first.",
            )
        )
    return render(request, "ui/style/components.html", {"form": form, **_days()}, form.status)


def case(request: HttpRequest) -> HttpResponse:
    """A page of a case, as it stands on the seventh day."""
    return render(request, "ui/style/case.html", {**_somebody(), **_days(), "marking": "OFFICIAL-SENSITIVE"})


def work(request: HttpRequest) -> HttpResponse:
    """Somebody's first page."""
    return render(request, "ui/style/work.html", {**_somebody(), **_days()})
