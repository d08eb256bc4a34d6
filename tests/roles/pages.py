"""Opening an address, and filling in whatever forms it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from lxml import html

from tests.roles.table import Row
from tests.roles.world import World

CHANGING = re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*|(next=)[^"&\s]*')
KEPT_ANYWAY = {"record_look", "record_once", "django_session", "people_cache"}
"""What a refusal may add to: that it was tried, and the sessions and counters of the frame."""


def names() -> set[str]:
    """Every address of the product."""
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, before + (f"{one.namespace}:" if one.namespace else ""))
            else:
                assert one.name, f"{one.pattern} has no name."
                found.add(before + one.name)

    walk(get_resolver("safeguarding.config.urls").url_patterns, "")
    return found


def address(world: World, row: Row) -> str:
    """Where a row leads in this world."""

    def value(given: Any) -> Any:
        if isinstance(given, str) and given.startswith("@case:"):
            return world.cases[given.removeprefix("@case:")].reference
        return world.ids[given[1:]] if isinstance(given, str) and given.startswith("@") else given

    return reverse(row.name, kwargs={key: value(given) for key, given in row.args.items()})


def body(content: bytes) -> bytes:
    """A page without what differs each time it is made."""
    return CHANGING.sub(lambda found: b"".join(part or b"" for part in found.groups()), content)


def forms(content: bytes) -> dict[str, dict[str, Any]]:
    """The forms of a page, each filled in plausibly, by the `which` that tells them apart."""
    if not content.lstrip().startswith(b"<"):
        return {}
    filled = {}
    for form in html.fromstring(content).xpath("//main//form"):
        if form.get("method", "").lower() == "post":
            data = _filled(form)
            filled[str(data.get("which", ""))] = data
    return filled


def _filled(form: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    today = timezone.localdate()
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name] | .//button[@name]"):
        name, kind = field.get("name"), field.get("type", "text")
        part = name.rsplit("-", 1)[-1]
        if part in {"day", "month", "year"}:
            data[name] = str(getattr(today, part))
        elif field.tag == "select":
            data[name] = next((o.get("value") for o in field.xpath(".//option") if o.get("value")), "")
        elif kind in {"radio", "checkbox", "submit"} or field.tag == "button":
            data.setdefault(name, field.get("value", "yes"))
        elif kind != "file":
            data[name] = field.get("value") or ("10:00" if part == "time" else "Words for the test.")
    return data


WRITES = re.compile(r"\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


@contextmanager
def writing() -> Iterator[set[str]]:
    """The tables that are written to within the block, whether or not it is undone afterwards."""
    written: set[str] = set()

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        written.update(table for table in WRITES.findall(sql) if table not in KEPT_ANYWAY)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield written


def counted() -> dict[str, int]:
    """How many rows each table holds."""
    ours = (m for m in apps.get_models() if not m.__module__.startswith("tests."))
    tables = sorted({model._meta.db_table for model in ours} - KEPT_ANYWAY)
    with connection.cursor() as cursor:
        asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)  # noqa: S608
        cursor.execute(asked)
        return dict(cursor.fetchall())


def not_there(client: Client) -> bytes:
    """What this browser is told of a page that does not exist at all."""
    return body(client.get("/cases/NOWHERE/nothing/").content)
