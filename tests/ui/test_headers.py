"""What every answer carries, and what is never done at another site's asking."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from lxml import html

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]

PAGES = ["/help/", "/accessibility/", "/privacy/", "/style/", "/style/case/", "/style/work/", "/ask/"]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", [*PAGES, "/nowhere/", "/breaks/", "/sign-out/"])
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    for never in ("object-src", "base-uri", "frame-ancestors", "frame-src"):
        assert policy[never] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("path", [*PAGES, "/nowhere/", "/breaks/"])
def test_no_page_carries_script_or_style_of_its_own(client: Client, path: str) -> None:
    page = html.fromstring(client.get(path).content)
    assert not page.xpath("//style | //*[@style] | //script[not(@src)]")
    assert not [name for name in page.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    for address in page.xpath("//link/@href | //script/@src | //img/@src"):
        assert re.match(r"/(static|theme)/", address)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_an_act_that_another_site_asks_for_is_not_done(client: Client, site: str) -> None:
    answer = client.post("/sign-out/", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert "nothing was done" in answer.content.decode()
    assert client.get("/help/", headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}])
def test_an_act_from_our_own_page_is_done(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/sign-out/", headers=headers).status_code == 200


def test_signing_out_makes_the_browser_forget(client: Client) -> None:
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'
