"""Signing in, in a real browser: invitation, password, app, recovery codes, out, and in again.

Each page is scanned for barriers (WCAG 2.2 AA) as it is met, at desktop and at phone width.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from safeguarding.correspondence.models import Letter
from safeguarding.people import demo
from safeguarding.people.actions import invite, open_door
from tests.people.cast import make_cast

pytestmark = [pytest.mark.story, pytest.mark.django_db(transaction=True)]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REFUSED: list[str] = []
"""What the browser refused under the page's own policy; what the scanner did is wiped after each look."""
PICTURES = os.environ.get("SAFEGUARDING_PICTURES")


@pytest.fixture(autouse=True)
def _with_files(settings: Any) -> None:
    """The browser needs the styles."""
    settings.SAFEGUARDING_URL = "http://localhost:8000"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in this thread


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(viewport={"width": request.param, "height": 900})
        opened = context.new_page()
        opened.on(
            "console", lambda said: REFUSED.append(said.text) if "Security Policy" in said.text else None
        )
        REFUSED.clear()
        yield opened
        browser.close()


def look_at(page: Page, name: str) -> None:
    """No barrier, no sideways scrolling, nothing refused by the browser's own policy."""
    assert not REFUSED, REFUSED
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    assert not found, [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name} scrolls sideways"
    if PICTURES:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    REFUSED.clear()


def link_in(kind: str) -> str:
    found = re.search(r"http://localhost:8000(/\S+)", Letter.objects.filter(kind=kind).latest("pk").body)
    assert found
    return found[1]


def test_somebody_sets_up_their_sign_in_and_uses_it(page: Page, live_server: Any) -> None:
    cast = make_cast()
    person = cast.manager.person
    invite(person=person, days=7)

    page.goto(live_server.url + link_in("invitation"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your sign-in")
    look_at(page, "invitation")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("alert")).to_contain_text("Please check your answers")
    look_at(page, "invitation-wrong")
    for label in ("New password", "The same password again"):
        page.get_by_label(label, exact=True).fill("seven green herons fly")
    page.get_by_role("button", name="Keep this password").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    picture = page.locator("img.spr-code-picture")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("img => img.naturalWidth > 0"), "the picture to scan is not shown"
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("[data-secret]").get_attribute("data-secret") or ""
    look_at(page, "second-step")
    page.get_by_label("The six digits that the app shows now").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Finish").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    look_at(page, "recovery-codes")
    code = page.locator(".spr-recovery-codes code").first.inner_text()
    page.get_by_role("link", name="Your sign-in").click()
    look_at(page, "your-sign-in")
    for name, path in {
        "passkeys": "/my-sign-in/passkeys/", "add-passkey": "/my-sign-in/passkeys/add/", "people": "/people/",
        "give-seat": "/people/give-seat/", "lost": "/people/lost-second-step/", "deputies": "/delegation/",
        "name-deputy": "/delegation/name/", "password": "/password/", "demo": "/demo/",
        "remove-app": "/my-sign-in/app/remove/", "new-codes": "/my-sign-in/recovery-codes/new/",
        "end-seat": f"/people/seats/{cast.member.seat.pk}/end/",
    }.items():  # fmt: skip
        page.goto(live_server.url + path)
        look_at(page, name)
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    look_at(page, "sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    look_at(page, "sign-in-wrong")
    page.get_by_label("Password", exact=True).fill("seven green herons fly")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second step")
    look_at(page, "code")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("body")).to_contain_text("home of Partnership manager")
    assert not REFUSED, REFUSED


def test_somebody_comes_by_a_link_and_a_code(page: Page, live_server: Any) -> None:
    cast = make_cast()
    open_door(
        by=cast.manager, seat=cast.contact.seat, subject="return:k7m2", to="/returns/k7m2/",
        why="Please tell us what your practice knew of a child, or that you have no record.",
    )  # fmt: skip
    page.goto(live_server.url + link_in("mailbox_link"))
    look_at(page, "door")
    page.get_by_role("button", name="Send me the code").click()
    look_at(page, "door-code")
    page.get_by_label("The six-digit code").fill("000000")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("This could not be done")
    look_at(page, "door-code-wrong")
    sent = re.search(r"\b\d{6}\b", Letter.objects.filter(kind="sign_in_code").latest("pk").body)
    assert sent
    page.get_by_label("The six-digit code").fill(sent[0])
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("body")).to_contain_text("return k7m2 for return:k7m2")
    for name, path in {
        "forgotten": "/password/forgotten/", "forgotten-sent": "/password/forgotten/sent/",
        "gone": "/door/x/", "closed": "/sign-in/closed/",
    }.items():  # fmt: skip
        page.goto(live_server.url + path)
        look_at(page, name)


def test_a_passkey_is_added_and_signs_in_alone(page: Page, live_server: Any) -> None:
    """With the browser's own made-up authenticator; passkeys work on the name localhost."""
    cast = make_cast()
    person = cast.manager.person
    demo.make_ready(person)
    home = live_server.url.replace("127.0.0.1", "localhost")
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    page.goto(f"{home}/sign-in/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(demo.PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your code").fill(demo.code_now(person))
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{home}/my-sign-in/passkeys/add/")
    page.get_by_label("A name for it").fill("Work laptop")
    page.get_by_label("Also sign in with it alone").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/my-sign-in/**")
    page.goto(f"{home}/my-sign-in/passkeys/")
    expect(page.locator("main")).to_contain_text("Work laptop")
    look_at(page, "passkeys-one")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("body")).to_contain_text("home of Partnership manager")
