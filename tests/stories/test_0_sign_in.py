"""0. Signing in: invitation, password, app, recovery codes, out and in; by link and code; by passkey."""

from __future__ import annotations

import re

import pyotp
import pytest
from playwright.sync_api import expect

from safeguarding.correspondence.models import Letter
from safeguarding.people import demo
from safeguarding.people.actions import invite
from tests.cases.builders import notified_case
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE, Somebody
from tests.stories.test_5_review import SURGERY

pytestmark = pytest.mark.story

WIDTHS = pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
PASSWORD = "seven green herons fly"
OF_ONESELF = (
    "/my-sign-in/passkeys/",
    "/my-sign-in/passkeys/add/",
    "/my-sign-in/app/remove/",
    "/my-sign-in/recovery-codes/new/",
    "/password/",
    "/people/",
    "/people/give-seat/",
    "/people/lost-second-step/",
    "/demo/",
)


def link_in(kind: str) -> str:
    found = re.search(r"http\S+", Letter.objects.filter(kind=kind).latest("pk").body)
    assert found
    return found[0]


@WIDTHS
def test_somebody_sets_up_their_sign_in_and_uses_it(stage: Stage, cast: Cast, width: int) -> None:
    person = cast.manager.person
    invite(person=person, days=7)

    maya = stage.enter(width=width).opens(link_in("invitation")).sees_the_page("Set up your sign-in")
    maya.answers({"New password": "short"}, and_presses="Keep this password and go on")
    maya.is_told("Please check your answers")
    maya.answers(
        {"New password": PASSWORD, "The same password again": PASSWORD},
        and_presses="Keep this password and go on",
    )
    maya.sees_the_page("Set up your second step")
    picture = maya.page.locator("img.spr-code-picture")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("img => img.naturalWidth > 0"), "the picture to scan is not shown"
    maya.unfolds("I cannot scan it")
    secret = maya.page.locator("[data-secret]").get_attribute("data-secret") or ""
    maya.answers({"The six digits that the app shows now": pyotp.TOTP(secret).now()}, and_presses="Finish")

    maya.sees_the_page("Your recovery codes")
    code = maya.page.locator(".spr-recovery-codes code").first.inner_text()
    for path in (*OF_ONESELF, f"/people/seats/{cast.member.seat.pk}/end/"):
        maya.opens(path)
    sign_out(maya)

    maya.sees_the_page("Sign in")
    maya.answers({"E-mail address": person.email, "Password": "not the password"}, and_presses="Continue")
    maya.is_told("is not right")
    maya.answers({"Password": PASSWORD}, and_presses="Continue").sees_the_page("Your second step")
    maya.answers({"Your code": code}, and_presses="Sign in").sees_the_page("You have 1 thing to do")


@WIDTHS
def test_a_wrong_code_opens_nothing_and_the_right_one_does(stage: Stage, cast: Cast, width: int) -> None:
    notified_case(cast)
    joan = stage.enter(width=width).goes_to_their_mailbox(SURGERY)
    joan.page.locator("a[href*='/door/']").first.click()
    joan.looks().presses("Send me the code")
    typing = joan.page.url
    joan.answers({"The six-digit code": "000000"}, and_presses="Go on").is_told("This could not be done")
    code = joan.code_in(SURGERY)
    joan.opens(typing).answers({"The six-digit code": code}, and_presses="Go on")
    joan.sees("Please answer for Mill Lane Surgery")
    for path in ("/password/forgotten/", "/password/forgotten/sent/", "/door/x/", "/sign-in/closed/"):
        joan.opens(path)


def test_a_passkey_is_added_and_signs_in_alone(stage: Stage, cast: Cast) -> None:
    """With the browser's own made-up authenticator; passkeys work on the name localhost."""
    person = cast.manager.person
    demo.make_ready(person)
    maya = stage.enter()
    keys = maya.page.context.new_cdp_session(maya.page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    maya.opens("/sign-in/")
    maya.answers({"E-mail address": person.email, "Password": demo.PASSWORD}, and_presses="Continue")
    maya.answers({"Your code": demo.code_now(person)}, and_presses="Sign in")
    maya.opens("/my-sign-in/passkeys/add/")
    maya.answers({"A name for it": "Work laptop"})
    maya.page.get_by_label("Also sign in with it alone").check()
    maya.presses("Add it").opens("/my-sign-in/passkeys/").sees("Work laptop")
    sign_out(maya)
    maya.presses("Sign in with a passkey").sees_the_page("You have 1 thing to do")


def sign_out(who: Somebody) -> None:
    """The button stands in the page's header, outside what a page is about."""
    with who.page.expect_navigation():
        who.page.get_by_role("button", name="Sign out").click()
    who.looks()
