"""The stage of the journeys: the real product on a local port, a browser, and the people who come to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright

from tests.people.cast import Acting, Cast, make_cast
from tests.stories.telling import ALBUM, CHROMIUM, FLAGS, Somebody

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest journey first, so that it is not what the others are waited for at the end."""
    items.sort(key=lambda item: "test_whole_story" not in item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """Remember that a journey failed, so that the last page can be kept."""
    report: Any = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One browser for all, started once the database is there."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in this thread
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Stage:
    """Where people come in: `stage.enter(cast.manager)`, or with nobody, someone who is not known here."""

    browser: Browser
    site: str
    came: list[Somebody] = field(default_factory=list)
    nothing_is_refused: bool = False

    def enter(self, who: Acting | None = None, **how: Any) -> Somebody:
        somebody = Somebody(self.browser, self.site, who, **how)
        somebody.nothing_is_refused = self.nothing_is_refused
        self.came.append(somebody)
        return somebody


@pytest.fixture
def stage(
    request: pytest.FixtureRequest, browser: Browser, live_server: Any, settings: Any, transactional_db: None
) -> Iterator[Stage]:
    """The product as it is, with letters whose links lead back to it."""
    settings.SAFEGUARDING_URL = live_server.url
    cache.clear()
    made = Stage(browser, live_server.url)
    yield made
    for somebody in made.came:
        if ALBUM and request.node.stash.get(FAILED, False):
            somebody.is_left_as("failed-" + request.node.name[:60])
        somebody.closes_the_browser()


@pytest.fixture
def cast(stage: Stage, chain_verifies_at_the_end: None) -> Cast:
    """The two partnerships and everybody in them; afterwards the whole record must verify."""
    return make_cast()


@pytest.fixture
def chain_verifies_at_the_end(transactional_db: None) -> Iterator[None]:
    from safeguarding.record.verify import verify_all

    yield
    report = verify_all()
    assert report.ok, report.first_broken
