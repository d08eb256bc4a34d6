"""The parts of pages in a browser: axe finds nothing, nothing runs off the side, script only ever helps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, Page

from tests.ui import urls

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.story]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = ["/style/", "/style/?wrong=1", "/style/?refused=1", "/style/case/", "/style/work/"]
NARROW = ["/help/", "/accessibility/", "/privacy/", "/nowhere/", "/breaks/"]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    app = StaticFilesHandler(WSGIHandler())
    with make_server("127.0.0.1", 0, app, server_class=Server, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def open_page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Opens a path at a width, with or without script; fails on anything that the console complains of."""
    opened: list[Page] = []
    complaints: list[str] = []

    def opens(path: str, *, width: int = 1280, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=site, viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type in {"error", "warning"} and "Failed to load resource" not in said.text
                else None
            ),
        )
        page.goto(path)
        opened.append(page)
        return page

    yield opens
    for page in opened:
        page.context.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("path", "width"), [*((path, 1280) for path in WIDE), *((path, 390) for path in [*WIDE, *NARROW])]
)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(open_page: Any, path: str, width: int) -> None:
    page = open_page(path, width=width)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_at_400_per_cent_the_page_still_fits(open_page: Any) -> None:
    """WCAG 2.2, 1.4.10: 320 CSS pixels."""
    for path in ("/style/", "/style/case/", "/style/work/"):
        assert open_page(path, width=320).evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_typed_is_saved_after_a_pause_without_key_or_file(open_page: Any) -> None:
    urls.SAVED.clear()
    page = open_page("/ask/")
    page.get_by_label("What got in the way?").fill("The letter came late.")
    page.get_by_text("Saved 14:02").wait_for(timeout=8000)
    [kept] = urls.SAVED
    assert kept["what"] == "The letter came late."
    assert "file" not in kept
    assert page.locator("[data-draft-words]").get_attribute("aria-live") == "polite"


def test_when_saving_fails_the_page_says_so(open_page: Any) -> None:
    page = open_page("/ask/")
    page.route("**/draft/", lambda route: route.abort())
    page.get_by_label("Your name").fill("Ayo")
    page.get_by_text("Not saved. Keep this page open").wait_for(timeout=8000)


def test_a_question_that_only_some_answers_put_appears_with_them(open_page: Any) -> None:
    page = open_page("/ask/")
    asked = page.get_by_label("What else do you need to know?")
    assert not asked.is_visible()
    page.get_by_label("Not sure yet").check()
    assert asked.is_visible()
    page.get_by_label("Yes, notify").check()
    assert not asked.is_visible()


def test_without_script_every_question_is_there_and_can_be_sent(open_page: Any) -> None:
    page = open_page("/ask/", script=False)
    assert page.get_by_label("What else do you need to know?").is_visible()
    page.get_by_label("Your name").fill("Ayo")
    page.get_by_role("button", name="Agree").click()
    assert page.get_by_role("heading", name="Please check your answers").is_visible()
    assert page.get_by_label("Your name").input_value() == "Ayo"


def test_after_errors_the_keyboard_goes_from_the_list_to_the_question(open_page: Any) -> None:
    page = open_page("/ask/")
    page.get_by_role("button", name="Agree").focus()
    page.keyboard.press("Enter")
    summary = page.locator(".govuk-error-summary")
    summary.wait_for()
    assert summary.evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "name"


def test_the_first_tab_leads_past_the_top(open_page: Any) -> None:
    page = open_page("/style/case/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_page_of_a_case_prints_whole_and_without_buttons(open_page: Any) -> None:
    page = open_page("/style/case/")
    page.emulate_media(media="print")
    assert page.get_by_text("Fifteen working days after the notification.").is_visible()
    assert not page.get_by_role("navigation").is_visible()
    assert not page.get_by_role("button", name="Sign out").is_visible()
    assert page.get_by_text("OFFICIAL-SENSITIVE").is_visible()
    assert page.pdf().startswith(b"%PDF")
