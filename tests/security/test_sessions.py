"""What ends a session, and what a session never opens (A07, A26, A27, A46)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from safeguarding.people.actions import end_seat
from safeguarding.people.models import Delegation, MailboxLink, Seat
from safeguarding.statute.terms import Level
from tests.cases.builders import notified_case, referred_case
from tests.people.cast import Cast, signed_in


def yesterday() -> object:
    return timezone.localdate() - timedelta(days=1)


def test_a_seat_that_ends_ends_the_session_at_the_next_click(cast: Cast) -> None:
    case = referred_case(cast)
    browser = signed_in(cast.chair)
    assert browser.get(f"/cases/{case.reference}/").status_code == 200
    Seat.objects.filter(pk=cast.chair.seat.pk).update(until=yesterday())
    answer = browser.get(f"/cases/{case.reference}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_delegation_that_ends_closes_the_cases_at_the_next_click(cast: Cast) -> None:
    case = referred_case(cast)
    browser = signed_in(cast.deputy_health)
    assert browser.get(f"/cases/{case.reference}/").status_code == 200
    Delegation.objects.filter(deputy=cast.deputy_health.seat).update(until=yesterday())
    assert browser.get(f"/cases/{case.reference}/").status_code == 404
    assert (
        browser.post(f"/cases/{case.reference}/route/", {"which": "call_up", "once": "x"}).status_code == 404
    )


def test_a_link_taken_back_ends_the_session_that_it_opened(cast: Cast) -> None:
    browser = signed_in(cast.referrer)
    assert browser.get("/refer/barnet/form/").status_code == 200
    MailboxLink.objects.filter(seat=cast.referrer.seat).update(revoked_at=timezone.now())
    assert browser.get("/refer/barnet/form/").status_code == 302


@pytest.mark.parametrize(
    "where", ["/", "/find/", "/people/", "/my-sign-in/", "/start-where-it-is/", "/seat/"]
)
def test_a_link_opens_nothing_but_what_it_was_made_for(cast: Cast, where: str) -> None:
    for who in (
        cast.referrer,
        cast.contact,
        replace(cast.manager, level=Level.MAILBOX, subject="refer:barnet"),
    ):
        assert signed_in(who).get(where).status_code == 302


def test_a_link_of_a_partner_shows_no_case(cast: Cast) -> None:
    case = notified_case(cast)
    browser = signed_in(replace(cast.dsp_la, level=Level.MAILBOX, subject=f"sign:{case.reference}:la"))
    for room in ("", "record/", "sign-off/", "rapid-review/report/preview/", "documents/"):
        assert browser.get(f"/cases/{case.reference}/{room}").status_code == 302
    assert browser.get(f"/sign/{case.reference}/health/").status_code == 404


def test_signing_out_leaves_nothing_that_opens_a_page(cast: Cast) -> None:
    browser = signed_in(cast.manager)
    kept = browser.cookies["sessionid"].value
    assert browser.get("/").status_code == 200
    assert browser.post("/sign-out/").status_code in {200, 302}
    again = Client()
    again.cookies["sessionid"] = kept
    assert again.get("/").status_code == 302
    assert browser.get("/sign-out/").status_code in {200, 302}


def test_opening_the_page_to_sign_out_signs_nobody_out(cast: Cast) -> None:
    browser = signed_in(cast.manager)
    browser.get("/sign-out/")
    assert browser.get("/").status_code == 200


def test_a_second_step_is_set_up_for_oneself_only(cast: Cast) -> None:
    """As testers could in SecureDrop in 2024: set up somebody else's second step by their number."""
    from allauth.mfa.models import Authenticator

    browser = signed_in(cast.manager)
    other = cast.dsp_la.person
    for where in ("/my-sign-in/app/", "/my-sign-in/recovery-codes/new/", "/my-sign-in/passkeys/add/"):
        browser.post(where, {"user": other.pk, "user_id": other.pk, "code": "123456", "once": where})
        browser.get(where, {"user": other.pk})
    assert not Authenticator.objects.filter(user=other).exists()


def test_the_cookie_is_for_this_site_and_no_script(cast: Cast) -> None:
    browser = Client()
    browser.get("/sign-in/")
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] in {"Lax", "Strict"}


def test_a_last_day_given_today_lasts_the_day(cast: Cast) -> None:
    end_seat(by=cast.manager, seat=cast.member.seat, last_day=timezone.localdate())
    assert signed_in(cast.member).get("/").status_code == 200
