"""What tests of pages have in common: posting a form as a browser does, and reading what came back."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client


def on(name: str, day: date) -> dict[str, str]:
    """A date as its three fields post it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def words(answer: HttpResponse) -> str:
    """The words of a page, without its markup."""
    text = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def once_of(answer: HttpResponse, which: str = "") -> str:
    """The name of one sending, from the form on the page (the one that carries `which`, where there are
    several).
    """
    for form in re.findall(r"<form.*?</form>", answer.content.decode(), flags=re.S):
        found = re.search(r'name="once" value="([^"]+)"', form)
        if found and (not which or f'name="which" value="{which}"' in form):
            return found.group(1)
    raise AssertionError(f"The page has no form {which}.")


def send(browser: Client, path: str, which: str = "", **fields: Any) -> HttpResponse:
    """Open the page, fill in its form and send it; what the page carries (`once`) goes along."""
    page = browser.get(path)
    assert page.status_code == 200, page.status_code
    data = {"once": once_of(page, which), **({"which": which} if which else {}), **fields}
    answer: HttpResponse = browser.post(path, data)  # type: ignore[assignment]  # the client's own subclass
    return answer
