"""The demo's mailbox: somebody who tries the product can read the link and the code; nobody else ever can."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from safeguarding.correspondence import actions
from safeguarding.correspondence.views import linked
from tests.people.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    for to, kind, context in (
        (cast.manager.person, "mailbox_link", {"link": "/door/abc/"}),
        ("gp@surgery.example", "sign_in_code", {"code": "493021"}),
    ):
        actions.post_kind(
            partnership=cast.barnet, to=to, kind=kind, subject_context=context, once_key=f"outbox:{kind}"
        )
    return cast


def page(client: Client, address: str = "/outbox/") -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def test_the_link_can_be_followed_and_the_code_read(cast: Cast, client: Client) -> None:
    shown = page(client)
    assert "/door/abc/" in " ".join(shown.xpath("//article//a/@href"))
    assert "493021" in shown.text_content()


def test_a_mailbox_shows_one_address(cast: Cast, client: Client) -> None:
    shown = page(client, "/outbox/?to=GP@surgery.example")
    assert len(shown.xpath("//article")) == 1
    assert "493021" in shown.text_content()


def test_an_empty_mailbox_says_what_to_do(db: None, client: Client) -> None:
    assert "No e-mail has been written" in page(client).text_content()


def test_there_is_no_mailbox_where_letters_are_real(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SAFEGUARDING_MODE", "production")
    assert client.get("/outbox/").status_code == 404


def test_what_a_letter_says_is_shown_and_never_run() -> None:
    shown = linked(
        f'<script>alert(1)</script>\n{settings.SAFEGUARDING_URL}/a?"onmouseover=x http://evil.example/'
    )
    assert "<script>" not in shown
    assert '"onmouseover' not in shown
    assert "<br>" in shown
    assert 'href="http://evil' not in shown


def test_the_mailbox_has_headings_and_one_main_title(cast: Cast, client: Client) -> None:
    shown = page(client)
    assert len(shown.xpath("//h1")) == 1
    assert all(shown.xpath(f"//*[@id='{label}']") for label in shown.xpath("//@aria-labelledby"))
