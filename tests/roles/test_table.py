"""Roles × addresses × relations (A01, A05 to A07): each page answers each person as the law's table says.

What somebody may not see answers as a page that does not exist, to the byte; what somebody may not do changes
nothing. An address without a row fails.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.roles.expected import Answer, answer, may_act
from tests.roles.pages import address, body, counted, forms, names, not_there, writing
from tests.roles.table import ROOMS, ROWS, Row
from tests.roles.world import PASSWORD_ONLY, SIGNED_OUT, World, make_world


@pytest.fixture
def world(db: None, settings: Any, chain_verifies: None) -> World:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_world()


def test_every_address_has_a_row() -> None:
    assert names() - {row.name for row in ROWS} == set(), "Say in tests/roles/table.py who may open these."
    assert {row.name for row in ROWS} - names() == set(), "These addresses are gone."


@pytest.mark.parametrize("room", ROOMS)
def test_each_page_answers_each_person_as_the_table_says(world: World, room: str) -> None:
    wrong: list[str] = []
    for name in [SIGNED_OUT, PASSWORD_ONLY, *world.people]:
        client = world.browser(name)
        missing = not_there(client) if name != PASSWORD_ONLY else b""
        for row in ROOMS[room]:
            wrong += _opened(world, row, name, client, missing)
    assert not wrong, "\n".join(wrong)


def _opened(world: World, row: Row, name: str, client: Client, missing: bytes) -> list[str]:
    """Open one address as one person; what is wrong with the answer."""
    where = address(world, row)
    wanted = answer(world, row, name)
    got = client.get(where)
    told = f"{name} at {row.name} {where}: wanted {wanted.value}, got {got.status_code}"
    if wanted is Answer.NOT_THERE:
        if got.status_code != 404:
            return [told]
        return [] if body(got.content) == missing else [f"{told}, but not as a page that does not exist"]
    if wanted in {Answer.SIGN_IN, Answer.SET_UP}:
        to = "/my-sign-in/app/" if wanted is Answer.SET_UP else "/sign-in/"
        return [] if got.status_code == 302 and got["Location"].startswith(to) else [told]
    seen = row.seen | ({200, 302} if name == PASSWORD_ONLY else set())
    return [] if got.status_code in seen else [told]


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "house"])
def test_what_somebody_may_not_do_changes_nothing(world: World, room: str) -> None:
    wrong: list[str] = []
    everybody = [SIGNED_OUT, PASSWORD_ONLY, *world.people]
    browsers = {name: world.browser(name) for name in everybody}
    for row in ROOMS[room]:
        where = address(world, row)
        shown: dict[str, dict[str, Any]] = {"": {"once": "made-up"}}
        for name in everybody:
            if answer(world, row, name) is Answer.SHOWN:
                shown |= forms(browsers[name].get(where).content)
        before = counted()
        for name in everybody:
            wanted = answer(world, row, name)
            for which, data in shown.items():
                # Outside a case, whoever sees a page may also do what it is for.
                act = row.posts.get(which) if row.rule in {"case", "group"} else None
                if wanted is Answer.SHOWN and (act is None or may_act(world, act, row.case, name)):
                    continue
                with writing() as written:
                    got = browsers[name].post(where, {**data, "once": f"{name}-{which}-{row.name}"})
                told = f"{name} posting “{which}” at {row.name} {where}: {got.status_code}"
                if got.status_code not in _refusals(wanted):
                    wrong.append(told)
                if written and (after := counted()) != before:
                    changed = {table: more - before[table] for table, more in after.items()}
                    wrong.append(
                        f"{told} changed { {table: more for table, more in changed.items() if more} }"
                    )
                    before = after
        if counted() != before:
            wrong.append(f"Something at {row.name} was written unseen.")
    assert not wrong, "\n".join(wrong)


def _refusals(wanted: Answer) -> set[int]:
    if wanted is Answer.NOT_THERE:
        return {404, 405}
    return {302, 405} if wanted in {Answer.SIGN_IN, Answer.SET_UP} else {403, 404, 409, 422}
