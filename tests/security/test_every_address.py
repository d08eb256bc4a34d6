"""Headers on every answer and error, the methods that are answered, no act without its token.

A25, A29, A46.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse

from tests.people.cast import Cast, signed_in
from tests.roles.pages import address, counted, names
from tests.roles.table import ROWS, Row
from tests.roles.world import World, make_world

OTHER_METHODS = ["put", "patch", "delete", "options", "trace"]
SPECIAL = {"reports:theme": "public, max-age=3600"}


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_world()


def check_headers(answer: Any, name: str) -> list[str]:
    """Which of the fixed headers an answer lacks."""
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    wrong = [f"{name}: {header}" for header, value in wanted.items() if answer.headers.get(header) != value]
    kept = answer.headers.get("Cache-Control", "")
    if kept != SPECIAL.get(name, "no-store") and "no-store" not in kept:
        wrong.append(f"{name}: Cache-Control is {kept!r}")
    policy = answer.headers.get("Content-Security-Policy", "")
    ours = "default-src 'self'" in policy or "default-src 'none'" in policy
    strict = ours and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    # What is refused before the policy is added carries no page that it could protect.
    no_page = answer.status_code in {403, 405} and b"<" not in answer.content
    if not strict and not no_page:
        wrong.append(f"{name}: Content-Security-Policy is {policy!r}")
    return wrong


def test_every_address_and_every_refusal_carries_the_headers(world: World) -> None:
    wrong: list[str] = []
    browsers = {name: world.browser(name) for name in ("signed_out", "manager", "stranger", "came_by_link")}
    for row in ROWS:
        where = address(world, row)
        for browser in browsers.values():
            wrong += check_headers(browser.get(where), row.name)
        wrong += check_headers(browsers["manager"].post(where, {"which": "nothing"}), row.name)
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_no_page_answers_any_other_method(world: World) -> None:
    """Another method would be a way round the look that is kept of everybody who opens a case."""
    browser = world.browser("manager")
    wrong = []
    for row in ROWS:
        for method in OTHER_METHODS:
            answer = getattr(browser, method)(address(world, row))
            if answer.status_code != 405 or len(answer.content) > 300:
                wrong.append(f"{method} {row.name}: {answer.status_code}")
            wrong += check_headers(answer, row.name)
    assert not wrong, "\n".join(wrong)


def test_no_act_is_done_without_the_token_of_our_own_form(world: World) -> None:
    """Every address refuses a post without the token, signing in and signing out among them."""
    asker = signed_in(world.cast.manager, Client(enforce_csrf_checks=True))
    before = counted()
    wrong = []
    for row in ROWS:
        answer = asker.post(address(world, row), {"once": "x"})
        if answer.status_code != 403:
            wrong.append(f"{row.name}: {answer.status_code}")
        json = asker.post(address(world, row), {"once": "x"}, content_type="application/json")
        if json.status_code != 403:
            wrong.append(f"{row.name} as JSON: {json.status_code}")
    assert not wrong, "\n".join(wrong)
    assert counted() == before
    assert asker.get("/").status_code == 200, "still signed in"


def test_a_token_from_another_site_and_a_method_in_a_field_do_nothing(world: World) -> None:
    browser = world.browser("manager")
    where = reverse("cases:parallel", args=[world.cases["main"].reference])
    before = counted()
    assert browser.post(where, {}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert browser.get(where, {"_method": "POST", "kind": "police"}).status_code == 200
    assert browser.get(where, headers={"X-HTTP-Method-Override": "POST"}).status_code == 200
    assert counted() == before


def breaks(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A page in which something goes wrong."""
    raise RuntimeError("A fault.")


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 422, 500])
def test_every_kind_of_error_carries_the_headers(
    cast: Cast, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(cast.manager, Client(raise_request_exception=False))
    if status == 500:
        monkeypatch.setattr("safeguarding.reports.queries.live_cases", breaks)
    answer = {
        400: lambda: browser.get("/", headers={"Host": "elsewhere.example"}),
        403: lambda: signed_in(cast.manager, Client(enforce_csrf_checks=True)).post("/find/"),
        404: lambda: browser.get("/nowhere/"),
        405: lambda: browser.put("/"),
        409: lambda: signed_in(cast.governance).post("/find/", {"name": "A", "once": "x"}),
        422: lambda: browser.post("/find/", {"name": "", "once": "y"}),
        500: lambda: browser.get("/"),
    }[status]()
    if status == 409:
        assert answer.status_code in {200, 404, 409}
    else:
        assert answer.status_code == status
    assert check_headers(answer, str(status)) == []
    assert b"Traceback" not in answer.content
    assert b"A fault" not in answer.content


def test_no_page_for_administrators_and_nothing_of_the_demonstration_in_production() -> None:
    for path in ("/admin/", "/admin/login/", "/__debug__/", "/static/../settings.py"):
        with pytest.raises(Resolver404):
            resolve(path, "safeguarding.config.urls")
    demo_only = {"demo", "demo_be", "outbox", "style", "style_case", "style_work"}
    assert demo_only <= names()


def test_no_address_takes_where_to_go_on_from_another_site(cast: Cast) -> None:
    browser = signed_in(cast.manager)
    for elsewhere in (
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "https:evil.example",
        "\thttps://evil.example", "/%0d%0aSet-Cookie:a=b",
    ):  # fmt: skip
        for where, data in (
            ("/seat/", {"seat": cast.manager.seat.pk, "next": elsewhere}),
            ("/sign-in/", {"login": "maya@barnet.example", "password": "x", "next": elsewhere}),
            ("/sign-out/", {"next": elsewhere}),
        ):
            answer = browser.post(where, data)
            to = answer.headers.get("Location", "/")
            assert to.startswith("/"), (where, elsewhere, to)
            assert not to.startswith(("//", "/\\")), (where, elsewhere, to)
            assert not answer.cookies.get("a")
        answer = Client().get("/sign-in/", {"next": elsewhere})
        assert b'action="http' not in answer.content


def test_production_serves_neither_the_demonstration_nor_its_letters(tmp_path: Any) -> None:
    """In a process of its own, because addresses are made when the product starts."""
    import os
    import subprocess
    import sys

    code = (
        "import django; django.setup();"
        "from django.urls import resolve, Resolver404\n"
        "for path in ('/demo/', '/demo/1/', '/outbox/', '/style/', '/admin/'):\n"
        "    try: resolve(path)\n"
        "    except Resolver404: continue\n"
        "    raise SystemExit(path)\n"
        "from django.conf import settings as s\n"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY\n"
        "assert not s.DEBUG\n"
        "assert s.SECURE_HSTS_SECONDS >= 31536000 and s.SECURE_SSL_REDIRECT\n"
        "assert s.SESSION_COOKIE_NAME.startswith('__Host-')\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings", "SAFEGUARDING_MODE": "production",
        "SAFEGUARDING_SECRET_KEY": "x" * 60, "SAFEGUARDING_HOSTS": "lscp.example", "PYTHONPATH": "src",
        "SAFEGUARDING_URL": "https://lscp.example", "SAFEGUARDING_VAR": str(tmp_path),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr + ran.stdout


def test_each_row_is_an_address(world: World) -> None:
    """The table's addresses lead where they say."""
    for row in ROWS:
        found = get_resolver("safeguarding.config.urls").resolve(address(world, row))
        assert found.view_name == row.name or _twin(row, found.view_name)


def _twin(row: Row, name: str) -> bool:
    """allauth knows one of our pages by two names."""
    return {row.name, name} <= {"mfa_index", "security"}
