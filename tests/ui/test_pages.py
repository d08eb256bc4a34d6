"""The frame of every page, and the pages that say what went wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def words(answer: object) -> str:
    """The words of a page's main part."""
    page = html.fromstring(answer.content)  # type: ignore[attr-defined]
    return " ".join(page.get_element_by_id("main-content").text_content().split())


def test_somebody_sees_whom_they_act_for_and_can_change_it_and_leave(client: Client) -> None:
    page = html.fromstring(client.get("/style/case/").content)
    [strip] = page.find_class("spr-acting")
    text = " ".join(strip.text_content().split())
    assert "Priya Raman. You act as partnership manager, for Barnet" in text
    assert strip.xpath('.//a[@href="/seat/"]')
    [leave] = strip.xpath('.//form[@method="post"][@action="/sign-out/"]')
    assert leave.text_content().strip() == "Sign out"
    assert leave.xpath('.//input[@name="csrfmiddlewaretoken"]')


def test_a_page_of_a_case_carries_its_marking_on_screen_and_on_paper(client: Client) -> None:
    page = html.fromstring(client.get("/style/case/").content)
    assert page.find_class("spr-marking")[0].text == "OFFICIAL-SENSITIVE"
    assert "spr-marked--official-sensitive" in page.find("body").get("class")


@pytest.mark.parametrize("path", ["/help/", "/style/case/", "/nowhere/", "/breaks/"])
def test_every_page_says_what_to_do_when_a_child_is_in_danger(client: Client, path: str) -> None:
    page = html.fromstring(client.get(path).content)
    assert "If a child is in immediate danger, call 999." in page.find_class("spr-footer")[0].text_content()


@pytest.mark.parametrize("path", ["/help/", "/style/", "/style/case/", "/nowhere/", "/breaks/"])
def test_every_page_has_one_title_one_heading_and_a_way_past_the_top(client: Client, path: str) -> None:
    page = html.fromstring(client.get(path).content)
    assert len(page.xpath("//h1")) == 1
    assert page.findtext(".//title").endswith("– Safeguarding Practice Reviews")
    assert page.xpath('//a[@href="#main-content"]')
    assert page.get("lang") == "en"


def test_a_page_with_errors_says_so_in_its_title(client: Client) -> None:
    assert "<title>Error: " in client.get("/style/?wrong=1").content.decode()
    assert "<title>Error: " in client.get("/style/?refused=1").content.decode()
    assert "<title>Error: " not in client.get("/style/").content.decode()


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nowhere/", 404, "or it is not one that you can open"),
        ("/breaks/", 500, "What you had done before this is safe"),
    ],
)
def test_when_something_goes_wrong_the_page_says_what_is_safe_and_whom_to_ring(
    client: Client, path: str, status: int, says: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert says in words(answer)
    assert "ring your partnership’s office" in words(answer)
    assert "the database is away" not in answer.content.decode()


def test_a_form_from_a_page_open_too_long_says_that_nothing_was_changed() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ask/", {"name": "Ayo"})
    assert answer.status_code == 403
    assert "Nothing was changed." in words(answer)


def test_even_the_page_for_errors_may_fail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no templates either")

    monkeypatch.setattr("safeguarding.ui.views.render", fails)
    answer = client.get("/breaks/")
    assert answer.status_code == 500
    assert "What you did before this is safe." in answer.content.decode()


def test_the_style_pages_are_not_there_in_production() -> None:
    asked = (
        "import django; django.setup(); from safeguarding.ui.urls import urlpatterns as u;"
        "print([p.name for p in u])"
    )
    made = {
        "SAFEGUARDING_MODE": "production",
        "SAFEGUARDING_SECRET_KEY": "k" * 60,
        "SAFEGUARDING_HOSTS": "reviews.example.org",
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings",
        "PYTHONPATH": "src",
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run([sys.executable, "-c", asked], env=made, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['accessibility', 'privacy', 'help']"


def test_nothing_of_another_brand_is_served() -> None:
    """The crown, the crest and the typeface of GOV.UK belong to GOV.UK (its design system's terms of use)."""
    folder = Path(finders.find("ui/app.css") or "").parent
    style = (folder / "app.css").read_text()
    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert "crest" not in style
    assert "crown" not in style
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        "app.css",
        "app.js",
        "begin.js",
        "govuk.js",
        "icon.svg",
        "icon-document.svg",
    }
